import type { Card } from '../../chat/card.ts';
import type { Journal } from './journal.ts';
import type { JournalRecord, Message } from './schema.ts';

/** A message as it stands now. `n` is where it was put down, `changed` where its card last changed. */
export type StoredMessage = Message & { readonly n: number; readonly changed: number };
export type NewMessage = Omit<Message, 'id'>;

export type Change =
  | { readonly kind: 'message'; readonly n: number; readonly message: StoredMessage }
  | { readonly kind: 'read'; readonly n: number; readonly userId: string; readonly channelId: string };

/** Everything that was ever put on the playground: the journal, and what it adds up to. */
export interface History {
  /** Names this journal's counting: a feed of another epoch cannot be resumed. */
  readonly epoch: string;
  /** The number of the latest record. */
  position(): number;
  /** Puts a message down; the same key again gives the message that stands already. */
  add(draft: NewMessage): StoredMessage;
  /** Shows another card on a message; undefined when there is no such message. */
  refresh(messageId: string, card: Card): StoredMessage | undefined;
  find(messageId: string): StoredMessage | undefined;
  /** Messages of a channel, threads included, oldest first. */
  listChannel(channelId: string): readonly StoredMessage[];
  /** The last message of a channel, threads included. */
  findLast(channelId: string): StoredMessage | undefined;
  /** What came or changed after record `n`, in the order of the last change. */
  listSince(n: number): readonly Change[];
  markRead(userId: string, channelId: string): void;
  /** The record up to which somebody has seen a channel; 0: nothing of it. */
  readUpTo(userId: string, channelId: string): number;
  onChange(listener: (change: Change) => void): void;
  close(): void;
}

/** Folds a journal into the state of the playground and goes on writing it. `newEpoch` names a journal that begins. */
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
