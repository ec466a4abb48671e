import type { Card } from '../../chat/card.ts';
import type { Journal } from './journal.ts';
import type { JournalRecord, Message } from './schema.ts';

/** A message in its current state. `n`: the record that added it; `changed`: the record that changed its card last. */
export type StoredMessage = Message & { readonly n: number; readonly changed: number };
export type NewMessage = Omit<Message, 'id'>;

export type Change =
  | { readonly kind: 'message'; readonly n: number; readonly message: StoredMessage }
  | { readonly kind: 'read'; readonly n: number; readonly userId: string; readonly channelId: string };

/** All messages of the playground: the journal on disk, and the state that results from it. */
export interface History {
  /** Names this journal; a feed position of another epoch is not valid. */
  readonly epoch: string;
  /** The number of the latest record. */
  position(): number;
  /** Adds a message; the same key again gives the existing one. */
  add(draft: NewMessage): StoredMessage;
  /** Replaces a message's card; undefined if there is no such message. */
  refresh(messageId: string, card: Card): StoredMessage | undefined;
  find(messageId: string): StoredMessage | undefined;
  /** Whether a message with this key was added already. */
  has(key: string): boolean;
  /** All messages of a channel with its threads, oldest first. */
  listChannel(channelId: string): readonly StoredMessage[];
  /** The last message of a channel or its threads. */
  findLast(channelId: string): StoredMessage | undefined;
  /** What was added or changed after record `n`, in the order of the last change. */
  listSince(n: number): readonly Change[];
  markRead(userId: string, channelId: string): void;
  /** The record up to which the person has read a channel; 0 if nothing. */
  readUpTo(userId: string, channelId: string): number;
  onChange(listener: (change: Change) => void): void;
  close(): void;
}

/** Replays a journal and goes on writing it. `newEpoch` names the journal if it is empty. */
export function createHistory(journal: Journal, newEpoch: string): History {
  const messages = new Map<string, StoredMessage>();
  const byChannel = new Map<string, string[]>();
  const idByKey = new Map<string, string>();
  const readMarks = new Map<string, { n: number; userId: string; channelId: string }>();
  const listeners: ((change: Change) => void)[] = [];
  let epoch = newEpoch;
  let position = 0;

  function fold(record: JournalRecord): Change | undefined {
    position = record.n;
    switch (record.record) {
      case 'opened':
        epoch = record.epoch;
        return undefined;
      case 'message':
        return place({ ...record.message, n: record.n, changed: record.n });
      case 'card': {
        const standing = messages.get(record.messageId);
        return standing && keep({ ...standing, card: record.card, changed: record.n });
      }
      case 'read': {
        const mark = { n: record.n, userId: record.userId, channelId: record.channelId };
        readMarks.set(markKey(mark.userId, mark.channelId), mark);
        return { kind: 'read', ...mark };
      }
    }
  }

  function place(message: StoredMessage): Change {
    const ids = byChannel.get(message.channelId);
    if (ids) ids.push(message.id);
    else byChannel.set(message.channelId, [message.id]);
    idByKey.set(message.key, message.id);
    return keep(message);
  }

  function keep(message: StoredMessage): Change {
    messages.set(message.id, message);
    return { kind: 'message', n: message.changed, message };
  }

  function record(next: JournalRecord): void {
    journal.append(next);
    const change = fold(next);
    if (change) for (const listener of listeners) listener(change);
  }

  for (const each of journal.records) fold(each);
  if (journal.records.length === 0) record({ record: 'opened', n: 0, epoch });

  return {
    epoch,
    position: () => position,
    add(draft) {
      const id = idByKey.get(draft.key) ?? `m${position + 1}`;
      if (!messages.has(id)) record({ record: 'message', n: position + 1, message: { id, ...draft } });
      return messages.get(id) as StoredMessage;
    },
    refresh(messageId, card) {
      if (!messages.has(messageId)) return undefined;
      record({ record: 'card', n: position + 1, messageId, card });
      return messages.get(messageId);
    },
    find: (messageId) => messages.get(messageId),
    has: (key) => idByKey.has(key),
    listChannel: (channelId) => (byChannel.get(channelId) ?? []).map((id) => messages.get(id) as StoredMessage),
    findLast: (channelId) => messages.get(byChannel.get(channelId)?.at(-1) ?? ''),
    listSince(n) {
      const changes: Change[] = [...messages.values()]
        .filter((message) => message.changed > n)
        .map((message) => ({ kind: 'message', n: message.changed, message }));
      for (const mark of readMarks.values()) if (mark.n > n) changes.push({ kind: 'read', ...mark });
      return changes.sort((a, b) => a.n - b.n);
    },
    markRead: (userId, channelId) => record({ record: 'read', n: position + 1, userId, channelId }),
    readUpTo: (userId, channelId) => readMarks.get(markKey(userId, channelId))?.n ?? 0,
    onChange: (listener) => listeners.push(listener),
    close: () => journal.close(),
  };
}

function markKey(userId: string, channelId: string): string {
  return `${userId} ${channelId}`;
}
