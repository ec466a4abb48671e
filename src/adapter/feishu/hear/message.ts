import type { ChatMessage } from '../../../chat/event.ts';
import type { ChatPlace } from '../../../chat/place.ts';
import type { Logger } from '../../../lib/log.ts';
import { type FeishuClient, pathOf } from '../wire/client.ts';
import { adapterErrorOf } from '../wire/failure.ts';
import type { FormMessage } from '../wire/form-context.ts';
import { LIMITS } from '../wire/limits.ts';
import { PLATFORM } from '../wire/names.ts';
import { isDirect } from '../wire/place.ts';
import type { Identity } from './identity.ts';
import { readContent } from './message-content.ts';
import { Stored } from './schema.ts';

/** A message fetched from Feishu, with its text. */
export interface FoundMessage extends FormMessage {
  readonly text: string;
  /** The author and the people mentioned, as far as Feishu names them: id → name. */
  readonly names: Readonly<Record<string, string>>;
}

export interface Messages {
  /** Fetches a message. undefined if it was recalled, or if Feishu does not answer now, which is logged. */
  find(messageId: string): Promise<FoundMessage | undefined>;
  /**
   * Turns a message into the desk's ChatMessage. Feishu has no links to single messages, so the link opens the chat; a
   * direct chat gets none.
   */
  toChatMessage(message: FormMessage, place: ChatPlace): ChatMessage;
}

export function createMessages(client: FeishuClient, domain: string, identity: Identity, log: Logger): Messages {
  const linkTo = (chatId: string) => `${appLinkOf(domain)}/client/chat/open?openChatId=${encodeURIComponent(chatId)}`;
  return {
    async find(messageId) {
      try {
        const params = { with_sender_name: 'true' };
        const answer = Stored.safeParse(await client.call('GET', pathOf`im/v1/messages/${messageId}`, { params }));
        const item = answer.data?.items[0];
        if (!item || item.deleted) return undefined;
        const typed = readContent(item.msg_type, item.body?.content ?? '', item.mentions, await identity.find());
        const threadId = item.root_id || messageId;
        if (!typed) return undefined;
        const files = typed.files.map((file) => ({ ...file, messageId }));
        const { id = '', sender_name = '' } = item.sender ?? {};
        const names = sender_name === '' ? typed.names : { ...typed.names, [id]: sender_name };
        return { messageId, threadId, chatId: item.chat_id, files, text: typed.text, names };
      } catch (error) {
        log.warn({ kind: adapterErrorOf(error).kind }, 'feishu.no-message');
        return undefined;
      }
    },
    toChatMessage({ threadId, files }, place) {
      if (isDirect(place)) return { threadId, link: '', files: [] };
      const link = linkTo(place.channelId);
      const where = { from: 'chat', platform: PLATFORM, channelId: place.channelId, threadId } as const;
      const kept = files.slice(0, LIMITS.messageFiles).map(({ key, name, messageId }) => {
        return { name, link, ...(key === '' ? {} : { sent: { ...where, messageId, key, name } }) };
      });
      return { threadId, link, files: kept };
    },
  };
}

/** Feishu and Lark have different addresses that open the app. */
function appLinkOf(domain: string): string {
  return new URL(domain).hostname.endsWith('larksuite.com')
    ? 'https://applink.larksuite.com'
    : 'https://applink.feishu.cn';
}
