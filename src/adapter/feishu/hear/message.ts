import type { z } from 'zod';
import type { ChatMessage } from '../../../chat/event.ts';
import type { ChatPlace } from '../../../chat/place.ts';
import type { Logger } from '../../../lib/log.ts';
import { type FeishuAccess, type FeishuClient, pathOf } from '../wire/client.ts';
import { adapterErrorOf } from '../wire/failure.ts';
import type { FormMessage } from '../wire/form-context.ts';
import { PLATFORM } from '../wire/names.ts';
import { isDirect } from '../wire/place.ts';
import type { Untaken } from '../wire/untaken.ts';
import { type ForwardedMessage, readForward } from './forward.ts';
import type { Identity } from './identity.ts';
import { readContent } from './message-content.ts';
import type { People } from './people.ts';
import { Stored, StoredMessage } from './schema.ts';

/** A message fetched from Feishu, with what can be read of it. */
export interface FoundMessage extends FormMessage {
  /** The words typed; for a card, a place or forwarded messages what can be read of them. Empty if nothing. */
  readonly text: string;
  /** What of it cannot be taken. */
  readonly untaken: readonly Untaken[];
  /** The author and the people mentioned, as far as Feishu names them: id → name. */
  readonly names: Readonly<Record<string, string>>;
  /** Whether we sent it ourselves. */
  readonly isOurs: boolean;
}

export interface Messages {
  /** Fetches a message. undefined if it was recalled, or if Feishu does not answer now, which is logged. */
  find(messageId: string): Promise<FoundMessage | undefined>;
  /**
   * Turns a message into the desk's ChatMessage. Feishu has no links to single messages, so the link opens the chat; a
   * direct chat, which others cannot open, gets none.
   */
  toChatMessage(message: FormMessage, place: ChatPlace): ChatMessage;
}

export interface MessagesParts {
  readonly client: FeishuClient;
  readonly access: Pick<FeishuAccess, 'appId' | 'domain'>;
  readonly identity: Identity;
  readonly people: People;
  readonly log: Logger;
}

export function createMessages({ client, access, identity, people, log }: MessagesParts): Messages {
  const linkTo = (chatId: string) =>
    `${appLinkOf(access.domain)}/client/chat/open?openChatId=${encodeURIComponent(chatId)}`;

  async function fetchMessage(messageId: string): Promise<FoundMessage | undefined> {
    // A card as its app sent it: Feishu's own telling leaves out what newer cards hold.
    const params = { with_sender_name: 'true', card_msg_content_type: 'user_card_content' };
    const answer = Stored.safeParse(await client.call('GET', pathOf`im/v1/messages/${messageId}`, { params }));
    const [item, ...others] = answer.data?.items ?? [];
    if (!item || item.deleted) return undefined;
    const typed = contentOf(item, await identity.find());
    const { id = '', sender_name = '' } = item.sender ?? {};
    const names = { ...typed?.names, ...(sender_name === '' ? {} : { [id]: sender_name }) };
    const common = { messageId, threadId: item.root_id || messageId, chatId: item.chat_id };
    const about = { ...common, names, isOurs: id === access.appId };
    if (item.msg_type === 'merge_forward') return { ...about, files: [], ...(await readForwarded(messageId, others)) };
    if (!typed) return { ...about, files: [], text: '', untaken: ['other'] };
    const files = typed.files.map((file) => ({ ...file, messageId }));
    const text = typed.text || typed.readable;
    return { ...about, files, text, untaken: text === '' || typed.text === '' ? typed.untaken : [] };
  }

  async function readForwarded(rootId: string, others: readonly unknown[]) {
    const ownId = await identity.find();
    const messages = others.flatMap((other) => {
      const message = StoredMessage.safeParse(other);
      return message.success ? [forwardedOf(message.data, ownId)] : [];
    });
    const unnamed = messages.flatMap(({ senderName, senderId }) => (senderName === '' ? [senderId] : []));
    const names = await people.namesOf(unnamed);
    return readForward(rootId, messages, (id) => names[id] ?? (id.startsWith('cli_') ? '🤖' : id));
  }

  return {
    async find(messageId) {
      try {
        return await fetchMessage(messageId);
      } catch (error) {
        log.warn({ kind: adapterErrorOf(error).kind }, 'feishu.no-message');
        return undefined;
      }
    },
    toChatMessage({ threadId, files }, place) {
      const link = isDirect(place) ? '' : linkTo(place.channelId);
      const where = { from: 'chat', platform: PLATFORM, channelId: place.channelId, threadId } as const;
      const kept = files.map(({ key, name, messageId }) => {
        return { name, link, ...(key === '' ? {} : { sent: { ...where, messageId, key, name } }) };
      });
      return { threadId, link, files: kept };
    },
  };
}

type Item = z.infer<typeof StoredMessage>;

function contentOf({ msg_type, body, mentions }: Item, ownId: string) {
  return readContent(msg_type, body?.content ?? '', mentions, ownId);
}

function forwardedOf(item: Item, ownId: string): ForwardedMessage {
  return {
    id: item.message_id,
    upperId: item.upper_message_id,
    sentAt: Number(item.create_time),
    senderId: item.sender?.id ?? '',
    senderName: item.sender?.sender_name ?? '',
    content: item.deleted ? undefined : contentOf(item, ownId),
  };
}

/** Feishu and Lark have different addresses that open the app. */
function appLinkOf(domain: string): string {
  return new URL(domain).hostname.endsWith('larksuite.com')
    ? 'https://applink.larksuite.com'
    : 'https://applink.feishu.cn';
}
