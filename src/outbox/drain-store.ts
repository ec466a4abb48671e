import type { Database } from '../db/database.ts';
import type { Instant } from '../lib/instant.ts';
import { findPostedCards, type PostedCard } from './posted.ts';
import { listWaiting, saveDelivered, type TakenNotice } from './store.ts';

/** Where a drain finds waiting notices, and where it saves what it sent. */
export interface DrainStore {
  /** Up to `limit` waiting notices with ids above `afterId`, in id order. */
  listWaiting(afterId: number, limit: number): Promise<readonly TakenNotice[]>;
  /** The cards of these subjects at these places; there may be more in the result. */
  findPostedCards(wanted: readonly Pick<PostedCard, 'place' | 'subject'>[]): Promise<readonly PostedCard[]>;
  /** Marks notices as delivered and saves their cards. `cards` has each card once. */
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
