import { type EventType, MENUS } from '../wire/app-registration.ts';
import { Header } from '../wire/envelope.ts';
import { idOf } from '../wire/person-id.ts';
import { directPlace, groupPlace } from '../wire/place.ts';
import { isGone } from './account.ts';
import type { Actor, Asked, ChatChange, Interaction } from './interaction.ts';
import { localeOf, type MessageContent, readContent } from './message-content.ts';
import { parsePress } from './parse-press.ts';
import {
  AccountDeleted,
  AccountUpdated,
  BotAdded,
  CardAction,
  ChatLost,
  DirectEntered,
  MenuPressed,
  Received,
  type UserId,
} from './schema.ts';
import { asksForTicket } from './ticket-word.ts';

export interface ParseParts {
  /** The bot's own open_id; empty where it is not needed. */
  readonly ownId: string;
  /** Whether the book listens to group messages that do not mention us, by the group's id. */
  readonly listensTo: (chatId: string) => boolean;
}

/**
 * Parses one verified delivery. undefined if it is not for us: other bots, our own messages, recalled messages, and
 * group messages without a mention of us that are neither a reply nor in a group we listen to. Ids are made of what
 * Feishu repeats on a redelivery.
 */
export function parseDelivery(body: object, parts: ParseParts): Interaction | ChatChange | undefined {
  const envelope = Header.safeParse(body);
  if (!envelope.success) return undefined;
  const { header } = envelope.data;
  const event = (body as { event?: unknown }).event;
  switch (header.event_type as EventType) {
    case 'im.message.receive_v1': {
      const received = Received.safeParse(event);
      return received.success ? parseReceived(received.data, header.tenant_key, parts) : undefined;
    }
    case 'card.action.trigger': {
      const pressed = CardAction.safeParse(body);
      return pressed.success ? parsePress(pressed.data, header) : undefined;
    }
    case 'application.bot.menu_v6': {
      const menu = MenuPressed.safeParse(event);
      return menu.success ? parseMenu(menu.data, header) : undefined;
    }
    case 'im.chat.access_event.bot_p2p_chat_entered_v1': {
      const entered = DirectEntered.safeParse(event);
      // Only people who never wrote to the bot get its introduction.
      if (!entered.success || entered.data.last_message_id !== '') return undefined;
      const { operator_id, chat_id } = entered.data;
      return { ...byEvent(header, operator_id, ''), asked: ask('desk.home'), directChatId: chat_id };
    }
    case 'im.chat.member.bot.added_v1': {
      const added = BotAdded.safeParse(event);
      if (!added.success) return undefined;
      const { chat_id, operator_id, operator_tenant_key } = added.data;
      const by = byEvent(header, operator_id, operator_tenant_key);
      return { ...by, place: groupPlace(chat_id, ''), asked: ask('channel.joined') };
    }
    case 'contact.user.deleted_v3': {
      const deleted = AccountDeleted.safeParse(event);
      return deleted.success ? accountNews(header, deleted.data.object, 'account.lost') : undefined;
    }
    case 'contact.user.updated_v3': {
      const updated = AccountUpdated.safeParse(event);
      if (!updated.success) return undefined;
      const { object, old_object } = updated.data;
      // Any other change of a profile says nothing about the account.
      if (!object.status || !old_object?.status) return undefined;
      return accountNews(header, object, isGone(object.status) ? 'account.lost' : 'account.back');
    }
    case 'im.chat.member.bot.deleted_v1':
    case 'im.chat.disbanded_v1': {
      const lost = ChatLost.safeParse(event);
      return lost.success ? { change: 'chat-lost', chatId: lost.data.chat_id } : undefined;
    }
    default:
      return undefined;
  }
}

/** Whether it is a press on a card, which is answered in the response itself. */
export function isPress(body: object): boolean {
  return Header.safeParse(body).data?.header.event_type === 'card.action.trigger';
}

/** Whether parsing it needs the bot's own open_id, to see whether a group message mentions it. */
export function needsOwnId(body: object): boolean {
  const received = Received.safeParse((body as { event?: unknown }).event);
  return received.success && received.data.message.chat_type !== 'p2p';
}

function parseReceived(
  { sender, message }: Received,
  homeTenantKey: string,
  { ownId, listensTo }: ParseParts,
): Interaction | undefined {
  const userId = idOf(sender.sender_id ?? undefined);
  // Other bots and ourselves are ignored.
  if (sender.sender_type !== 'user' || userId === '' || userId === ownId) return undefined;
  const typed = readContent(message.message_type, message.content, message.mentions, ownId);
  const direct = message.chat_type === 'p2p';
  if (!typed) return undefined;
  const isReply = message.thread_id !== '' || message.root_id !== '' || message.parent_id !== '';
  const isToUs = direct || typed.mentionsBot;
  if (!isToUs && !isReply && !listensTo(message.chat_id)) return undefined;
  // A mention without anything else asks for help; any other message without anything is no message.
  if (typed.text === '' && typed.wordless === undefined && (direct || !isToUs)) return undefined;
  const thread = message.thread_id === '' ? '' : message.root_id || message.message_id;
  const threadId = message.root_id || message.message_id;
  const ownFiles = typed.files.map((file) => ({ ...file, messageId: message.message_id }));
  return {
    id: `message/${message.message_id}`,
    person: { userId, tenantKey: sender.tenant_key, homeTenantKey },
    place: direct ? directPlace(userId, thread) : groupPlace(message.chat_id, thread),
    directChatId: direct ? message.chat_id : '',
    surface: 'message',
    locale: localeOf(message.user_agent),
    timeZone: '',
    script: typed.language,
    message: { messageId: message.message_id, threadId, chatId: message.chat_id, files: ownFiles },
    names: typed.names,
    parentId: message.parent_id,
    replyTo: message.message_id,
    asked: isToUs ? askedBy(typed, message.parent_id) : { ...wordsOf(typed), overheard: true },
  };
}

/** `/fault …`, but not a path such as `/var/log`. */
const SLASH = /^[/／]([\p{L}-]+)(?=\s|$)\s*([\s\S]*)$/u;

function askedBy(typed: MessageContent, parentId: string): Asked {
  if (parentId !== '' && asksForTicket(typed.text)) return { kind: 'about', parentId, text: typed.text };
  return wordsOf(typed);
}

function wordsOf({ text, mentions, wordless }: MessageContent): Extract<Asked, { kind: 'words' }> {
  const [, word = '', rest = text] = SLASH.exec(text) ?? [];
  return { kind: 'words', word, text: rest, mentions, ...(wordless ? { wordless } : {}) };
}

/** A menu entry's key is its command. */
function parseMenu({ operator, event_key }: ReturnType<typeof MenuPressed.parse>, header: Header): Interaction {
  const command = MENUS.find((each) => each === event_key);
  const asked: Asked = command ? ask(command) : { kind: 'words', word: 'desk', text: event_key, mentions: {} };
  return { ...byEvent(header, operator.operator_id, ''), surface: 'menu', asked };
}

/** Only people of the app's own organisation have an account that Feishu tells of. */
function accountNews(header: Header, user: UserId, command: string): Interaction | undefined {
  return idOf(user) === '' ? undefined : { ...byEvent(header, user, header.tenant_key), asked: ask(command) };
}

/** The common part of events about a person who wrote nothing. */
function byEvent({ event_id, tenant_key }: Header, operator: UserId, tenantKey: string): Omit<Interaction, 'asked'> {
  const userId = idOf(operator);
  const person: Actor = { userId, tenantKey, homeTenantKey: tenant_key };
  return {
    id: `event/${event_id}`,
    person,
    place: directPlace(userId),
    directChatId: '',
    surface: 'message',
    locale: undefined,
    timeZone: '',
    script: undefined,
    message: undefined,
    names: {},
    parentId: '',
    replyTo: '',
  };
}

function ask(command: string): Asked {
  return { kind: 'button', command, args: {}, subject: '' };
}
