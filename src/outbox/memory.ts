import type { Post } from '../chat/adapter.ts';
import { blankCard } from '../chat/card.ts';
import type { DrainStore } from './drain-store.ts';
import { laneOf, type WriteOwed } from './enqueue.ts';
import type { Notice, Withdrawal } from './notice.ts';
import { cardKey, type PostedCard } from './posted.ts';
import type { TakenNotice } from './store.ts';

/** An outbox without tables, for a process that drains it itself and whose platform takes everything (`simulate`). */
export interface MemoryOutbox extends DrainStore {
  /** In place of the one that writes to the tables. The last thing a turn does: nothing after it takes it back. */
  readonly writeOwed: WriteOwed;
}

interface Waiting {
  readonly key: string;
  /** As the withdrawals name it; the subject of its card may be another. */
  readonly subject: string;
  readonly notice: TakenNotice;
}

/**
 * Keeps what turns owe by the rules of the tables: a key that is there, or was delivered, adds nothing; a withdrawn
 * notice gives its key back; ids are given in order. Of a post it keeps what decides whether, where and in which order
 * it goes out. Files are left out: they say nothing by themselves, and only they could fail on such a platform.
 * Listed notices leave the list, so one that has to wait or go elsewhere is refused by the drain.
 */
export function createMemoryOutbox(): MemoryOutbox {
  const keys = new Set<string>();
  const cards = new Map<string, PostedCard>();
  let waiting: Waiting[] = [];
  let lastId = 0;

  function withdraw(withdrawals: readonly Withdrawal[]): void {
    const [gone, rest] = [true, false].map((isGone) =>
      waiting.filter((each) => isWithdrawn(each, withdrawals) === isGone),
    ) as [Waiting[], Waiting[]];
    for (const { key } of gone) keys.delete(key);
    waiting = rest;
  }

  function add(notice: Notice): void {
    if (notice.post.file || keys.has(notice.key)) return;
    keys.add(notice.key);
    lastId += 1;
    waiting.push({ key: notice.key, subject: notice.subject, notice: takenOf(notice, lastId) });
  }

  return {
    async writeOwed({ owed }) {
      if (owed.withdrawals.length > 0) withdraw(owed.withdrawals);
      for (const notice of owed.notices) add(notice);
    },
    async listWaiting(_, limit) {
      return waiting.splice(0, limit).map(({ notice }) => notice);
    },
    async findPostedCards(wanted) {
      return wanted.flatMap((each) => cards.get(cardKey(each)) ?? []);
    },
    async saveDelivered(_, shown) {
      for (const card of shown) {
        const newest = cards.get(cardKey(card))?.noticeId ?? 0;
        if (newest <= card.noticeId) cards.set(cardKey(card), card);
      }
    },
  };
}

/** What was told, and waits for its card to stand, cannot be taken back. */
function isWithdrawn({ key, subject, notice }: Waiting, withdrawals: readonly Withdrawal[]): boolean {
  if (notice.lane === 'card' && notice.post.about) return false;
  return withdrawals.some((each) => each.subject === subject && key.startsWith(each.keyPrefix));
}

function takenOf(notice: Notice, id: number): TakenNotice {
  const post = withoutLooks(notice.post);
  return {
    id,
    kind: notice.kind,
    at: notice.at,
    subject: post.card?.subject ?? notice.subject,
    place: notice.place,
    lane: laneOf(notice),
    post,
    fallbacks: [],
    attempts: 0,
    digest: undefined,
  };
}

/** A post without what only a reader would see: the card is kept by its subject, the words by whether there are any. */
function withoutLooks({ translation: _, headline: __, card, ...kept }: Post): Post {
  return { ...kept, card: card && blankCard(card.subject), full: undefined };
}
