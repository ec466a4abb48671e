/** The page's state and its changes. Pure: network calls are in api.js and feed.js. */

export const EMPTY = {
  loaded: false,
  connected: true,
  language: 'zh-CN',
  me: '',
  people: [],
  /** Groups whose members follow the duty schedule: `{ name, members }`, members by user id. */
  groups: [],
  channels: [],
  /** By id. */
  messages: new Map(),
  clock: { now: 0, moving: false },
  timeZone: 'UTC',
  textChars: 4000,
  /** What this person may type. */
  commands: [],
  position: '',
  channelId: '',
  /** The message whose thread is open; empty: none. */
  threadId: '',
  /** The read position when the channel was opened; the "new" line follows it. */
  newAfter: 0,
  /** The form that is open. */
  form: undefined,
  /** The message to show: `{ text }`. */
  toast: undefined,
};

const REDUCERS = {
  /** Starts again from a snapshot, as another person or the same. */
  snapshot(state, { snapshot, channelId }) {
    const wanted = [channelId, state.channelId].find((id) => snapshot.channels.some((channel) => channel.id === id));
    const samePerson = snapshot.me === state.me;
    const next = {
      ...state,
      ...snapshot,
      loaded: true,
      messages: new Map(snapshot.messages.map((message) => [message.id, message])),
      form: samePerson ? state.form : undefined,
      threadId: samePerson ? state.threadId : '',
    };
    return samePerson && wanted === state.channelId ? next : open(next, wanted ?? snapshot.channels[0].id);
  },
  message(state, { message }) {
    const known = state.messages.get(message.id);
    if (known && known.changed >= message.changed) return state;
    const messages = new Map(state.messages).set(message.id, { ...message, fresh: known !== undefined });
    const now = Math.max(state.clock.now, message.at);
    return { ...state, messages, clock: { ...state.clock, now } };
  },
  earlier(state, { channelId, messages, hasEarlier }) {
    const all = [...messages.map((message) => [message.id, message]), ...state.messages];
    const channels = state.channels.map((channel) => (channel.id === channelId ? { ...channel, hasEarlier } : channel));
    return { ...state, channels, messages: new Map(all) };
  },
  read(state, { channelId, readUpTo }) {
    const channels = state.channels.map((channel) => (channel.id === channelId ? { ...channel, readUpTo } : channel));
    return { ...state, channels };
  },
  clock: (state, { clock }) => ({ ...state, clock }),
  people: (state, { people }) => ({ ...state, people }),
  groups: (state, { groups }) => ({ ...state, groups }),
  connected: (state, { connected }) => ({ ...state, connected }),
  language: (state, { language }) => ({ ...state, language }),
  channel: (state, { channelId }) => open(state, channelId),
  thread: (state, { threadId }) => ({ ...state, threadId }),
  form: (state, { form }) => ({ ...state, form }),
  toast: (state, { toast }) => ({ ...state, toast }),
};

export function reduce(state, action) {
  return REDUCERS[action.do](state, action);
}

function open(state, channelId) {
  const channel = state.channels.find((each) => each.id === channelId);
  // Earlier changes are not highlighted when a channel is opened.
  const messages = new Map([...state.messages].map(([id, message]) => [id, { ...message, fresh: false }]));
  return { ...state, messages, channelId, threadId: '', newAfter: channel?.readUpTo ?? 0 };
}

/** Messages of a channel outside threads, oldest first. */
export function listRoots(state, channelId) {
  return inOrder(state, (message) => message.channelId === channelId && message.threadId === '');
}

/** The messages of a thread after its first one, oldest first. */
export function listReplies(state, threadId) {
  return inOrder(state, (message) => message.threadId === threadId);
}

function inOrder(state, wanted) {
  return [...state.messages.values()].filter(wanted).sort((a, b) => a.n - b.n);
}

/** What a person has not read in a channel: `{ unread, pings }`. In a direct channel every message pings. */
export function countUnread(state, channel) {
  let unread = 0;
  let pings = 0;
  for (const message of state.messages.values()) {
    if (message.channelId !== channel.id || message.n <= channel.readUpTo || message.from === state.me) continue;
    unread += 1;
    if (channel.purpose === 'direct' || message.mentions.includes(state.me)) pings += 1;
  }
  return { unread, pings };
}

/** Whether a message of the open channel came since this person had read it. */
export function isNew(state, message) {
  return message.n > state.newAfter && message.from !== state.me;
}

export function findPerson(state, userId) {
  return state.people.find((person) => person.userId === userId);
}

export function findChannel(state, channelId) {
  return state.channels.find((channel) => channel.id === channelId);
}

/** A name in the reader's language; `fallback` if the book has none. */
export function nameOf(state, named, fallback) {
  if (!named) return fallback;
  return state.language === 'zh-CN' ? named.zh : named.en;
}
