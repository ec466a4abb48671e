import { AdapterError, type ChatAdapter, NEVER_URGENT, type Post } from '../../src/chat/adapter.ts';
import type { Card } from '../../src/chat/card.ts';
import type { GroupTrouble } from '../../src/chat/duty-group.ts';
import type { CarriedFile } from '../../src/chat/file.ts';

/** A message of ours as it stands now. */
export interface SeenMessage {
  readonly id: string;
  readonly channel: string;
  /** The message whose thread it stands in; empty: the channel itself. */
  readonly thread: string;
  readonly card: Card | undefined;
  readonly line: string;
  readonly mentions: readonly string[];
  readonly about: Post['about'];
  /** A message that is a file: its name. */
  readonly file?: string;
}

/** What people in a channel have before them, oldest first. */
export interface Seen {
  readonly messages: readonly SeenMessage[];
  readonly cards: readonly Card[];
  readonly lines: readonly string[];
  /** The people who were pinged, each as often as they were. */
  readonly mentions: readonly string[];
}

export interface ChatPlatform {
  readonly adapter: ChatAdapter;
  /** Files by their keys; `fetchFile` hands them out. */
  readonly files: Map<string, CarriedFile>;
  readonly dutyGroups: SeenGroups;
  /** One channel, threads included; without a name everything on the platform. */
  seen(channel?: string): Seen;
}

/** The platform's duty groups. */
export interface SeenGroups {
  /** Members by the group's name. */
  readonly members: ReadonlyMap<string, readonly string[]>;
  /** How often members were set or refused. */
  readonly asked: number;
  /** What it answers from now on instead of setting members: a trouble, or an error; undefined: it sets them. */
  answer(instead: GroupTrouble | AdapterError | undefined): void;
}

/** A chat platform in memory: keeps one message per key and shows the newest card on each. */
export function createChatPlatform(platform: string): ChatPlatform {
  const messages = new Map<string, SeenMessage>();
  const files = new Map<string, CarriedFile>();
  const groups = new Map<string, readonly string[]>();
  let asked = 0;
  let instead: GroupTrouble | AdapterError | undefined;
  const adapter: ChatAdapter = {
    platform,
    features: {
      slashCommands: true,
      forms: true,
      threads: true,
      refreshDays: Number.POSITIVE_INFINITY,
      sendsOncePerKey: true,
      messageEveryMs: 0,
      updateEveryMs: 0,
      pins: false,
      fileBytes: 1_000_000,
      bilingual: false,
      urgentPerDay: NEVER_URGENT,
      dutyGroups: true,
    },
    start: async () => {},
    resume: () => async () => {},
    stop: async () => {},
    async send({ channelId: channel, threadId: thread }, { card, line, mentions, about }, id) {
      if (!messages.has(id)) messages.set(id, { id, channel, thread, card, line, mentions, about });
      return { messageId: id, threadId: thread === '' ? id : thread };
    },
    async refresh(_place, { messageId }, { card }) {
      const standing = messages.get(messageId);
      if (!standing) throw new Error(`nothing stands as ${messageId}`);
      messages.set(messageId, { ...standing, card });
    },
    async fetchFile({ key }, mostBytes) {
      const file = files.get(key);
      if (!file) throw new AdapterError(platform, 'gone');
      if (file.bytes.length > mostBytes) throw new AdapterError(platform, 'too-large');
      return file;
    },
    async sendFile({ channelId: channel, threadId: thread }, { name }, _readers, id) {
      messages.set(id, { id, channel, thread, card: undefined, line: '', mentions: [], about: undefined, file: name });
    },
    urge: async () => {},
    findAccount: async () => 'active',
    async setDutyGroup({ group, members }) {
      asked += 1;
      if (instead instanceof AdapterError) throw instead;
      if (instead === undefined) groups.set(group, members);
      return instead;
    },
  };
  return {
    adapter,
    files,
    dutyGroups: {
      members: groups,
      get asked() {
        return asked;
      },
      answer(next) {
        instead = next;
      },
    },
    seen(channel) {
      const there = [...messages.values()].filter((message) => channel === undefined || message.channel === channel);
      return {
        messages: there,
        cards: there.flatMap(({ card }) => card ?? []),
        lines: there.flatMap(({ line }) => (line === '' ? [] : [line])),
        mentions: there.flatMap(({ mentions }) => mentions),
      };
    },
  };
}
