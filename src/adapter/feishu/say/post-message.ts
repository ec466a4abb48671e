import { createHash } from 'node:crypto';
import { AdapterError, type PostedMessage } from '../../../chat/adapter.ts';
import type { ChatPlace } from '../../../chat/place.ts';
import { type FeishuClient, isId, pathOf } from '../wire/client.ts';
import { codeOf } from '../wire/failure.ts';
import { PLATFORM } from '../wire/names.ts';
import { bareUserId } from '../wire/person-id.ts';
import { isDirect } from '../wire/place.ts';

/** What a message is made of, as Feishu takes it: its content is JSON in a text. */
export interface Content {
  readonly msg_type: 'interactive' | 'text' | 'image' | 'file';
  readonly content: string;
}

/** Begins the id of a message of ours that is a text where a card should stand. */
const TEXT_MARK = 'text/';

const NO_THREADS = 230071;

/**
 * Puts a message into a chat, or under the message that the place's thread hangs on; `aloud`: answering that message in
 * the chat itself. Throws AdapterError.
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

/** Feishu's own id of a message of ours, and what it is. */
export function readMessageId(messageId: string): { readonly id: string; readonly isText: boolean } {
  const isText = messageId.startsWith(TEXT_MARK);
  return { id: isText ? messageId.slice(TEXT_MARK.length) : messageId, isText };
}

/**
 * Feishu takes a message of the same name within an hour for the same one. What is said belongs to the name: keys begin
 * anew with a new database, and its first notices must not be taken for those of the old one.
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

/** Throws AdapterError, kind `gone`, where Feishu makes no such ids. */
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
