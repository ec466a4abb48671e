import type { Database } from '../db/database.ts';
import type { Instant } from '../lib/instant.ts';
import { findPostedCards, type PostedCard } from './posted.ts';
import { listWaiting, saveDelivered, type TakenNotice } from './store.ts';

/** Where a drain finds what waits, and what it keeps of what it sent. */
export interface DrainStore {
  /** Up to `limit` waiting notices with ids above `afterId`, in id order. */
  listWaiting(afterId: number, limit: number): Promise<readonly TakenNotice[]>;
  /** The cards of these subjects on these places; others of the same subjects may be among them. */
  findPostedCards(wanted: readonly Pick<PostedCard, 'place' | 'subject'>[]): Promise<readonly PostedCard[]>;
  /** Marks notices delivered and remembers the cards they left. `cards` names a subject's card once. */
  saveDelivered(ids: readonly number[], cards: readonly PostedCard[], now: Instant): Promise<void>;
}

/** The tables `notice` and `posted_card`. */
export function tablesOf(database: Database): DrainStore {
  return {
    listWaiting: (afterId, limit) => listWaiting(database, afterId, limit),
    findPostedCards: (wanted) => findPostedCards(database, wanted),
    saveDelivered: (ids, cards, now) => saveDelivered(database, ids, cards, now),
  };
}
