import { overrunsOfCard } from './feishu-card-rules.ts';
import type { MembersChat } from './feishu-members.ts';
import { type Answer, fail, give, type Json } from './feishu-words.ts';

/** A message as the tenant keeps it. */
export interface FeishuMessage {
  readonly id: string;
  /** The group, or the chat of the person alone with us. */
  readonly chat: string;
  /** The message it answers to; empty: none. */
  readonly root: string;
  /** Empty outside threads. */
  readonly thread: string;
  readonly type: string;
  /** What stands in it: of a card the card. */
  readonly content: Json;
  readonly createdAt: number;
  /** The person who wrote it; unnamed if left out. */
  readonly sender?: string;
  /** The forward that it was forwarded in. */
  readonly upper?: string;
}

export interface FeishuChat extends MembersChat {
  /** People of another organisation are in it. */
  readonly external?: true;
  readonly refusesCards?: true;
  readonly refusesThreads?: true;
  /** Its settings forbid urgent calls. */
  readonly refusesUrgent?: true;
  /** Refuses what holds a telephone number or a mail address. */
  readonly guardsContacts?: true;
}

/** What one person in a group sees, as long as they look. */
export interface FeishuWhisper {
  readonly chat: string;
  readonly user: string;
  readonly card: Json;
}

/** A message that was made urgent for a person. */
export interface FeishuUrgent {
  readonly message: string;
  readonly user: string;
  readonly way: string;
}

export interface FeishuPlaces {
  readonly chats: Readonly<Record<string, FeishuChat>>;
  /** Names by open_id; there are no other people. */
  readonly people: Readonly<Record<string, string>>;
  /** Those of them who belong to another tenant: the directory does not know them. */
  readonly outsiders?: readonly string[];
  /** Those whom we may not write to alone. */
  readonly unreachable?: readonly string[];
  /** How many SMS and telephone calls the tenant has paid for; as many as are wanted if not given. */
  readonly paid?: { readonly sms: number; readonly phone: number };
  /** Takes five messages a second in one chat and no more. */
  readonly paced?: true;
}

export interface Chats {
  readonly messages: readonly FeishuMessage[];
  readonly whispers: readonly FeishuWhisper[];
  readonly urgents: readonly FeishuUrgent[];
  say(message: FeishuMessage): void;
  readonly pinned: ReadonlySet<string>;
  /** Undefined: there is no such call. */
  perform(call: string, ids: readonly string[], args: Json, query: Json): Answer | undefined;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const CONTACT = /\b1\d{10}\b|[\w.+-]+@[\w-]+\.[\w.]+/;

/** Messages, groups and people, and what Feishu refuses about them. */
export function createChats(places: FeishuPlaces, now: () => number): Chats {
  const { chats, people, outsiders = [], unreachable = [], paid, paced } = places;
  const messages: FeishuMessage[] = [];
  const whispers: FeishuWhisper[] = [];
  const urgents: FeishuUrgent[] = [];
  const pinned = new Set<string>();
  /** What others wrote. */
  const theirs = new Set<string>();
  const byUuid = new Map<string, FeishuMessage>();
  const patches = new Map<string, number[]>();
  const chatOf = (person: string) => `oc_p2p${person.slice(3)}`;

  function put(chat: string, root: string, thread: string, { msg_type, content, uuid }: Json): Answer {
    const refused = refusalOf(chats[chat] ?? {}, String(msg_type), String(content));
    if (refused) return refused;
    const standing = byUuid.get(String(uuid));
    if (standing && now() - standing.createdAt < HOUR) return give(told(standing));
    const recent = messages.filter((each) => each.chat === chat && each.createdAt > now() - 1000);
    if (paced && recent.length >= 5) return fail(230020, 'This operation triggers the frequency limit.');
    if (String(uuid ?? '').length > 50) return fail(230001, 'ext=invalid uuid');
    const message: FeishuMessage = {
      id: `om_${String(messages.length + 1).padStart(4, '0')}`,
      chat,
      root,
      thread,
      type: String(msg_type),
      content: JSON.parse(String(content)) as Json,
      createdAt: now(),
    };
    messages.push(message);
    if (uuid) byUuid.set(String(uuid), message);
    return give(told(message));
  }

  /** No person reads here, so every urgent message stays unread. */
  function urge(way: string): (ids: readonly string[], args: Json, query: Json) => Answer {
    return ([id], { user_id_list }, { user_id_type }) => {
      const message = find(id);
      if (!message) return fail(230110, 'The message has been deleted.');
      if (theirs.has(message.id)) return fail(230012, 'The bot is NOT the sender of the message.');
      const chat = chats[message.chat];
      if (chat?.external) return fail(230027, 'Lack of necessary permissions.');
      if (chat?.refusesUrgent) return fail(230052, 'The group settings allow no urgent messages.');
      if (user_id_type !== 'open_id') return fail(99992402, 'field validation failed');
      const users = user_id_list as readonly string[];
      const isHere = (user: string) => (chat ? chat.members?.includes(user) : chatOf(user) === message.chat);
      const reached = users.filter((user) => people[user] !== undefined && isHere(user));
      if (reached.some((user) => urgents.filter((each) => each.user === user).length >= 200))
        return fail(230023, 'The receiver has too many unread urgent messages.');
      const used = urgents.filter((each) => each.way === way).length;
      if (paid && way !== 'app' && used >= paid[way as keyof typeof paid])
        return fail(230024, 'Reach the upper limit of urgent message.');
      for (const user of reached) urgents.push({ message: message.id, user, way });
      return give({ invalid_user_id_list: users.filter((user) => !reached.includes(user)) });
    };
  }

  const find = (id: string | undefined) => messages.find((message) => message.id === id);
  /** The messages that were forwarded in one, and in forwards inside it. */
  const below = (id: string): FeishuMessage[] =>
    messages.filter(({ upper }) => upper === id).flatMap((each) => [each, ...below(each.id)]);

  const calls: Readonly<Record<string, (ids: readonly string[], args: Json, query: Json) => Answer>> = {
    'POST im/v1/messages': (_ids, args, { receive_id_type }) => {
      const id = String(args.receive_id);
      if (unreachable.includes(id)) return fail(230038, 'Cross tenant p2p chat operate forbid.');
      if (receive_id_type === 'open_id')
        return people[id] === undefined
          ? fail(230013, 'Bot has NO availability to this user.')
          : put(chatOf(id), '', '', args);
      return chats[id] ? put(id, '', '', args) : fail(230002, 'Bot/User can NOT be out of the chat.');
    },
    'POST im/v1/messages/:id/reply': ([id], args) => {
      const parent = find(id);
      if (!parent) return fail(230011, 'The message was recalled.');
      const inThread = args.reply_in_thread === true;
      if (inThread && chats[parent.chat]?.refusesThreads) return fail(230071, 'The group does not support threads.');
      return put(
        parent.chat,
        parent.root || parent.id,
        inThread ? parent.thread || `omt_${parent.id.slice(3)}` : '',
        args,
      );
    },
    'PATCH im/v1/messages/:id': ([id = ''], { content }) => {
      const at = messages.findIndex((message) => message.id === id);
      const standing = messages[at];
      if (!standing) return fail(230011, 'The message was recalled.');
      if (now() - standing.createdAt > 14 * DAY) return fail(230031, 'The message is over 14 days old.');
      const recent = (patches.get(id) ?? []).filter((patchedAt) => patchedAt > now() - 1000);
      if (recent.length >= 5) return fail(230020, 'This operation triggers the frequency limit.');
      patches.set(id, [...recent, now()]);
      const refused = refusalOf(chats[standing.chat] ?? {}, 'interactive', String(content));
      if (refused) return refused;
      messages[at] = { ...standing, content: JSON.parse(String(content)) as Json };
      return give({});
    },
    'PUT im/v1/messages/:id': ([id = ''], { msg_type, content }) => {
      const at = messages.findIndex((message) => message.id === id);
      const standing = messages[at];
      if (standing?.type !== 'text') return fail(230001, 'ext=message type not supported');
      const refused = refusalOf(chats[standing.chat] ?? {}, String(msg_type), String(content));
      if (refused) return refused;
      messages[at] = { ...standing, content: JSON.parse(String(content)) as Json };
      return give(told(standing));
    },
    'GET im/v1/messages/:id': ([id], _args, { with_sender_name }) => {
      const message = find(id);
      if (!message) return fail(230110, 'The message has been deleted.');
      const tellOne = (each: FeishuMessage) => {
        if (!theirs.has(each.id)) return told(each);
        const sender = each.sender ?? 'ou_somebody';
        const named = with_sender_name === 'true' ? { sender_name: people[sender] } : {};
        return { ...told(each), sender: { id: sender, id_type: 'open_id', sender_type: 'user', ...named } };
      };
      return give({ items: [message, ...below(message.id)].map(tellOne) });
    },
    'GET im/v1/messages': (_ids, _args, { container_id }) =>
      give({ has_more: false, items: messages.filter(({ chat }) => chat === container_id).map(told) }),
    'GET im/v1/chats/:id': ([id = '']) => {
      const chat = chats[id];
      if (Object.keys(people).some((person) => chatOf(person) === id)) return give({ chat_mode: 'p2p' });
      if (!chat) return fail(232006, 'Invalid chat_id');
      const managers = chat.bot === undefined || chat.bot === 'administrator' ? ['cli_a1b2c3d4e5f60718'] : [];
      return give({
        ...{ name: id, chat_mode: 'group', external: chat.external === true, tenant_key: 'home-tenant' },
        ...(chat.owner === undefined ? {} : { owner_id: chat.owner }),
        bot_manager_id_list: managers,
      });
    },
    'POST contact/v3/users/basic_batch': (_ids, { user_ids }) =>
      give({
        users: (user_ids as readonly string[])
          .filter((id) => people[id] !== undefined && !outsiders.includes(id))
          .map((id) => ({ user_id: id, name: people[id] })),
      }),
    'GET contact/v3/users/:id': ([id = '']) =>
      people[id] === undefined ? fail(41050, 'no user authority') : give({ user: { open_id: id, name: people[id] } }),
    'POST ephemeral/v1/send': (_ids, { chat_id, open_id, card }) => {
      const [chat, user] = [String(chat_id), String(open_id)];
      if (!chats[chat] || people[user] === undefined) return fail(18055, 'not in the chat');
      if (overrunsOfCard(card as Json).length > 0) return fail(230099, 'Failed to create card content');
      whispers.push({ chat, user, card: card as Json });
      return give({ message_id: `om_whisper${whispers.length}` });
    },
    'PATCH im/v1/messages/:id/urgent_app': urge('app'),
    'PATCH im/v1/messages/:id/urgent_sms': urge('sms'),
    'PATCH im/v1/messages/:id/urgent_phone': urge('phone'),
    'POST im/v1/pins': (_ids, { message_id }) => {
      if (!find(String(message_id))) return fail(230110, 'The message has been deleted.');
      pinned.add(String(message_id));
      return give({ pin: { message_id } });
    },
  };

  return {
    messages,
    whispers,
    urgents,
    say: (message) => {
      messages.push(message);
      theirs.add(message.id);
    },
    pinned,
    perform: (call, ids, args, query) => calls[call]?.(ids, args, query),
  };
}

function refusalOf(chat: FeishuChat, type: string, content: string): Answer | undefined {
  if (type === 'interactive' && chat.refusesCards) return fail(230054, 'Cards are not supported in this group.');
  if (chat.guardsContacts && CONTACT.test(content)) return fail(230028, 'The messages do NOT pass the audit.');
  if (type !== 'interactive') return content === '{"text":""}' ? fail(230001, 'ext=text is empty') : undefined;
  const [overrun] = overrunsOfCard(JSON.parse(content) as Json);
  if (overrun === undefined) return undefined;
  if (overrun.startsWith('bytes')) return fail(230025, 'The length of the message content reaches its limit.');
  return fail(230099, `Failed to create card content, ext=ErrCode: 200621; ErrMsg: ${overrun}`);
}

function told({ id, chat, root, thread, type, content, createdAt, upper }: FeishuMessage): Json {
  return {
    message_id: id,
    ...(upper === undefined ? {} : { upper_message_id: upper }),
    chat_id: chat,
    root_id: root,
    parent_id: root,
    ...(thread === '' ? {} : { thread_id: thread }),
    msg_type: type,
    create_time: String(createdAt),
    sender: { id: 'cli_a1b2c3d4e5f60718', id_type: 'app_id', sender_type: 'app' },
    body: { content: JSON.stringify(content) },
  };
}
