import type { Instant, Interval } from '../../lib/instant.ts';
import { firstAtPosition, lastAtPosition, type OpenTable, openMsOf, positionOf } from './open-table.ts';

/**
 * Working time in one table. `excluded` are stretches that do not count (pauses), sorted and joined by `joinIntervals`.
 * undefined: the answer is beyond the table; a larger one may have it.
 */

/** The first instant with `ms` (> 0) of working time since `startAt`, which the table covers. */
export function addWithin(
  table: OpenTable,
  startAt: Instant,
  ms: number,
  excluded: readonly Interval[],
): Instant | undefined {
  let target = positionOf(table, startAt) + ms;
  for (const [fromAt, toAt] of excluded) {
    if (toAt <= startAt) continue;
    const pausedAt = positionOf(table, Math.max(fromAt, startAt));
    if (target <= pausedAt) break;
    target += positionOf(table, toAt) - pausedAt;
  }
  return firstAtPosition(table, target);
}

/** The last instant with `ms` (> 0) of working time between it and `startAt`, which the table covers. */
export function subtractWithin(
  table: OpenTable,
  startAt: Instant,
  ms: number,
  excluded: readonly Interval[],
): Instant | undefined {
  let target = positionOf(table, startAt) - ms;
  for (const [fromAt, toAt] of excluded.toReversed()) {
    if (fromAt >= startAt) continue;
    const resumedAt = positionOf(table, Math.min(toAt, startAt));
    if (target >= resumedAt) break;
    target -= resumedAt - positionOf(table, fromAt);
  }
  return target < openMsOf(table) ? lastAtPosition(table, target) : undefined;
}

/** Working milliseconds of `[fromAt, toAt)`, which the table covers. */
export function measureWithin(table: OpenTable, fromAt: Instant, toAt: Instant, excluded: readonly Interval[]): number {
  let ms = positionOf(table, toAt) - positionOf(table, fromAt);
  for (const [pauseAt, resumeAt] of excluded) {
    const from = Math.max(pauseAt, fromAt);
    const to = Math.min(resumeAt, toAt);
    if (from < to) ms -= positionOf(table, to) - positionOf(table, from);
  }
  return ms;
}

/** Sorts intervals, joins those that overlap or touch, and drops empty ones. */
export function joinIntervals(intervals: readonly Interval[]): readonly Interval[] {
  if (intervals.length === 0) return intervals;
  const joined: [Instant, Instant][] = [];
  for (const [fromAt, toAt] of intervals.toSorted(([a], [b]) => a - b)) {
    if (fromAt >= toAt) continue;
    const last = joined.at(-1);
    if (last && fromAt <= last[1]) last[1] = Math.max(last[1], toAt);
    else joined.push([fromAt, toAt]);
  }
  return joined;
}
