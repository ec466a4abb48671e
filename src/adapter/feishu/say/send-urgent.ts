import { z } from 'zod';
import { AdapterError, type ChatAdapter, type Urgency } from '../../../chat/adapter.ts';
import { type FeishuClient, pathOf } from '../wire/client.ts';
import type { Exposure } from '../wire/exposure.ts';
import { adapterErrorOf } from '../wire/failure.ts';
import { PLATFORM } from '../wire/names.ts';
import { bareUserId, idTypeOf } from '../wire/person-id.ts';
import { isDirect } from '../wire/place.ts';
import { readMessageId } from './post-message.ts';

/** `invalid_user_id_list`: the people it did not reach. */
const Urged = z.object({ invalid_user_id_list: z.array(z.string()).nullish() });

/**
 * Marks a message of ours as urgent (加急) for some people: in the app, by SMS or by phone. Feishu does not offer this in
 * groups with other organisations, so it throws AdapterError `rejected` there.
 */
export function createUrgentSending(client: FeishuClient, exposure: Exposure): ChatAdapter['urge'] {
  return async (place, { messageId }, userIds, way) => {
    try {
      const [first = '', ...others] = userIds.map(bareUserId);
      if (!isDirect(place) && (await exposure.isExternal(place.channelId))) throw refused('an external group');
      const { id } = readMessageId(messageId);
      const options = { params: { user_id_type: idTypeOf(first) }, data: { user_id_list: [first, ...others] } };
      const answer = Urged.safeParse(await CALLS[way](client, id, options));
      if (answer.data?.invalid_user_id_list?.length) throw refused('a person was not reached');
    } catch (cause) {
      throw adapterErrorOf(cause);
    }
  };
}

type Options = Parameters<FeishuClient['call']>[2];

const CALLS: Readonly<Record<Urgency, (client: FeishuClient, id: string, options: Options) => Promise<unknown>>> = {
  app: (client, id, options) => client.call('PATCH', pathOf`im/v1/messages/${id}/urgent_app`, options),
  sms: (client, id, options) => client.call('PATCH', pathOf`im/v1/messages/${id}/urgent_sms`, options),
  phone: (client, id, options) => client.call('PATCH', pathOf`im/v1/messages/${id}/urgent_phone`, options),
};

function refused(why: string): AdapterError {
  return new AdapterError(PLATFORM, 'rejected', { cause: new Error(why) });
}
