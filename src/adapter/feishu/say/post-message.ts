import { createHash } from 'node:crypto';
import { AdapterError, type PostedMessage } from '../../../chat/adapter.ts';
import type { ChatPlace } from '../../../chat/place.ts';
import { type FeishuClient, isId, pathOf } from '../wire/client.ts';
import { codeOf } from '../wire/failure.ts';
import { PLATFORM } from '../wire/names.ts';
import { bareUserId } from '../wire/person-id.ts';
import { isDirect } from '../wire/place.ts';

/** A message as Feishu takes it; `content` is JSON as text. */
export interface Content {
  readonly msg_type: 'interactive' | 'text' | 'image' | 'file';
  readonly content: string;
}

/** Prefix of a message id of ours: the message is a text where a card should be. */
const TEXT_MARK = 'text/';

const NO_THREADS = 230071;

/**
 * Posts a message into a chat, or into the place's thread. With `aloud` it replies to the thread's root in the chat
 * itself. Throws AdapterError.
 */
export async function postMessage(
  client: FeishuClient,
  place: ChatPlace,
  content: Content,
  uuid: string,
  aloud?: true,
): Promise<PostedMessage> {
  const { message_id } = await (place.threadId === ''
    ? create(client, place, { ...content, uuid })
    : reply(client, place.threadId, { ...content, uuid }, aloud));
  const messageId = content.msg_type === 'text' ? `${TEXT_MARK}${message_id}` : message_id;
  return { messageId, threadId: place.threadId || message_id };
}

/** Splits a message id of ours into Feishu's id and whether it is a text. */
export function readMessageId(messageId: string): { readonly id: string; readonly isText: boolean } {
  const isText = messageId.startsWith(TEXT_MARK);
  return { id: isText ? messageId.slice(TEXT_MARK.length) : messageId, isText };
}

/**
 * Feishu treats messages with the same `uuid` within an hour as one. The content is part of it: a new database starts
 * its keys again, and its first notices must not be taken for old ones.
 */
export function idempotencyKeyOf(place: ChatPlace, key: string, content: Content): string {
  const whole = JSON.stringify([place.channelId, place.threadId, key, content]);
  return createHash('sha256').update(whole).digest('hex').slice(0, 40);
}

interface Created {
  readonly message_id: string;
}

async function create(client: FeishuClient, place: ChatPlace, data: object): Promise<Created> {
  const { receive_id_type, receive_id } = receiverOf(place);
  return client.call('POST', 'im/v1/messages', { params: { receive_id_type }, data: { receive_id, ...data } });
}

async function reply(client: FeishuClient, threadId: string, data: object, aloud: true | undefined): Promise<Created> {
  const path = pathOf`im/v1/messages/${threadId}/reply`;
  if (aloud) return client.call('POST', path, { data });
  try {
    return await client.call('POST', path, { data: { ...data, reply_in_thread: true } });
  } catch (error) {
    if (codeOf(error) !== NO_THREADS) throw error;
    return client.call('POST', path, { data });
  }
}

/** Throws AdapterError `gone` if the id cannot be one of Feishu's. */
function receiverOf(place: ChatPlace): { readonly receive_id_type: string; readonly receive_id: string } {
  if (!isDirect(place)) {
    if (place.channelId.startsWith('oc_') && isId(place.channelId))
      return { receive_id_type: 'chat_id', receive_id: place.channelId };
    throw new AdapterError(PLATFORM, 'gone', { cause: new Error('not an id of a chat') });
  }
  const receive_id = bareUserId(place.channelId.slice(1));
  const byPrefix = receive_id.startsWith('ou_') ? 'open_id' : 'union_id';
  return { receive_id_type: /^o[un]_/.test(receive_id) ? byPrefix : 'user_id', receive_id };
}
