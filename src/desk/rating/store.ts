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
  const rows = await tx.prisma.matter.findMany({
    where: { feature: 'rating', customer, openedAt: { gte: new Date(fromAt), lt: new Date(toAt) } },
    orderBy: { id: 'asc' },
    take: MOST_ROWS,
    select: { state: true },
  });
  return rows.map(({ state }) => state as unknown as Rating);
}

/** More than any summary is read with. */
const MOST_ROWS = 500;
