import type { Instant } from '../../lib/instant.ts';
import type { BookRotation } from '../book/rotation-rule.ts';
import { type Edition, firstEdition, isChanged, nextEdition } from './edition.ts';
import { endOfTurn, type Override, type RosterSource, rosterOf } from './oncall.ts';

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
 * The editions with the book in force from `now` on. The turn under way ends as it began, and the new order counts from
 * its handoff. An edition that has not begun yet gives way.
 */
export function editionsUnder(
  editions: readonly Edition[],
  rotation: BookRotation,
  source: RosterSource,
  now: Instant,
): readonly Edition[] {
  const begun = editions.filter(({ fromAt }) => fromAt <= now);
  const present = begun.at(-1);
  if (!present) return [firstEdition(rotation, now)];
  if (!isChanged(present, rotation)) return begun;
  // Swaps do not end a turn, so they are left out.
  const turn = endOfTurn(rosterOf(rotation, source, begun, []), now);
  return [...begun, nextEdition(present, rotation, turn?.at ?? now, turn?.member)];
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
