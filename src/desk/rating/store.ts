import type { Tx } from '../../db/database.ts';
import type { Instant } from '../../lib/instant.ts';
import { createMatterStore } from '../matter/store.ts';
import { nextDueAt, type Rating, type RatingEntry } from './rating.ts';

/** The ratings in the database. */
export const ratings = createMatterStore<Rating, RatingEntry>('rating', nextDueAt);

/** The ratings that a customer was asked for in `[fromAt, toAt)`, in order. */
export async function listRatingsIn(
  tx: Tx,
  customer: string,
  fromAt: Instant,
  toAt: Instant,
): Promise<readonly Rating[]> {
  const rows = await tx.prisma.matter.findMany({
    where: { feature: 'rating', customer, openedAt: { gte: new Date(fromAt), lt: new Date(toAt) } },
    orderBy: { id: 'asc' },
    take: MAX_ROWS,
    select: { state: true },
  });
  return rows.map(({ state }) => state as unknown as Rating);
}

/** Limit of a summary's ratings; more than one month of a customer has. */
const MAX_ROWS = 500;
