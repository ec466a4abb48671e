import type { ChatAdapter } from '../../../chat/adapter.ts';
import type { FeishuClient } from '../wire/client.ts';
import { setDutyChat, troubleOf } from '../wire/duty-chat.ts';
import { adapterErrorOf } from '../wire/failure.ts';

/** Keeps a duty chat in step with the schedule (`wire/duty-chat.ts`). */
export function createDutyGroups(client: FeishuClient): ChatAdapter['setDutyGroup'] {
  return async (wanted) => {
    try {
      return await setDutyChat(client, wanted);
    } catch (cause) {
      const trouble = troubleOf(cause);
      if (trouble) return trouble;
      throw adapterErrorOf(cause);
    }
  };
}
