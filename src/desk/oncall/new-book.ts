import type { Instant } from '../../lib/instant.ts';
import type { BookRotation } from '../book/rotation-rule.ts';
import { type Edition, firstEdition } from './edition.ts';
import { changedEditions } from './next-edition.ts';
import type { Override, RosterSource } from './oncall.ts';

/**
 * What a changed service book does to a rotation that runs. Pure: the store keeps what comes out when the book is
 * applied, and `book diff` shows the same beforehand.
 */

/** What a running rotation has beside its book. */
export interface Running {
  /** In the order of `fromAt`; empty: it was never started. */
  readonly editions: readonly Edition[];
  /** In the order in which they were made. */
  readonly swaps: readonly Override[];
}

/**
 * The editions with the book in force from `now` on: the first one of a rotation that never ran, else what
 * `changedEditions` makes of them.
 */
export function editionsUnder(
  editions: readonly Edition[],
  rotation: BookRotation,
  source: RosterSource,
  now: Instant,
): readonly Edition[] {
  if (editions.length === 0) return [firstEdition(rotation, now, source)];
  const { kept, added } = changedEditions(editions, rotation, source, now);
  return [...kept, ...added];
}

/** The swaps with the book in force from `now` on: those to people who left it end. */
export function swapsUnder(
  swaps: readonly Override[],
  { people }: Pick<RosterSource, 'people'>,
  now: Instant,
): readonly Override[] {
  return swaps.flatMap((swap) => {
    if (Object.hasOwn(people, swap.person)) return [swap];
    return swap.fromAt > now ? [] : [{ ...swap, untilAt: Math.min(swap.untilAt, now) }];
  });
}
