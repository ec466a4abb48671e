import type { Tx } from '../../db/database.ts';
import type { Instant } from '../../lib/instant.ts';
import { createMatterStore } from '../matter/store.ts';
import { nextDueAt, type Rating, type RatingEntry } from './rating.ts';

/** The ratings as they stand in the database. */
export const ratings = createMatterStore<Rating, RatingEntry>('rating', nextDueAt);

/** What a customer was asked to rate in `[fromAt, toAt)`, in order. */
export async function listRatingsIn(
  tx: Tx,
  customer: string,
  fromAt: Instant,
  toAt: Instant,
): Promise<readonly Rating[]> {
  const rows = await tx.query<{ state: Rating }>(
    `select state from matter where feature = 'rating' and customer = $1
        and opened_at >= $2::timestamptz and opened_at < $3::timestamptz order by id limit ${MOST_ROWS}`,
    [customer, new Date(fromAt).toISOString(), new Date(toAt).toISOString()],
  );
  return rows.map(({ state }) => state);
}

/** More than any summary is read with. */
const MOST_ROWS = 500;
