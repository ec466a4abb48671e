import { DAY, type Instant, type Interval } from '../../lib/instant.ts';
import type { OffsetSpan, Zone } from '../../lib/zone.ts';
import type { DayPlan } from './day-plan.ts';

/**
 * The open stretches of `[fromAt, toAt)`, in order and not touching, with the open time before each. A binary search
 * converts an instant to a *position* (open milliseconds since `fromAt`) and back.
 */
export interface OpenTable {
  readonly fromAt: Instant;
  readonly toAt: Instant;
  readonly startsAt: Float64Array;
  /** Has one more item than there are stretches: the last is the open time of the whole table. */
  readonly openMsBefore: Float64Array;
}

/**
 * An instant is open if its time of day in the zone is in a window of its date. So the windows of each date are cut by
 * the stretches of constant offset: an hour that occurs twice is open twice, an hour that never occurs is never open,
 * and a date may have more stretches than windows.
 */
export function buildTable(plan: DayPlan, zone: Zone, fromAt: Instant, toAt: Instant): OpenTable {
  const stretches: [Instant, Instant][] = [];
  for (const span of zone.offsetsBetween(fromAt, toAt)) {
    const firstDay = Math.floor((span.fromAt + span.offsetMs) / DAY);
    const lastDay = Math.floor((span.toAt - 1 + span.offsetMs) / DAY);
    for (let day = firstDay; day <= lastDay; day++) {
      for (const [startAt, endAt] of stretchesOfDay(plan, span, day)) {
        const last = stretches.at(-1);
        if (last?.[1] === startAt) last[1] = endAt;
        else stretches.push([startAt, endAt]);
      }
    }
  }
  return tableOf(stretches, fromAt, toAt);
}

/** The open stretches of a date under one offset; empty if the date does not occur under it. */
export function stretchesOfDay(plan: DayPlan, span: OffsetSpan, day: number): Interval[] {
  const midnightAt = day * DAY - span.offsetMs;
  return plan
    .windowsOn(day)
    .map(
      ({ fromMs, toMs }) =>
        [Math.max(midnightAt + fromMs, span.fromAt), Math.min(midnightAt + toMs, span.toAt)] as const,
    )
    .filter(([startAt, endAt]) => startAt < endAt);
}

export function tableOf(stretches: readonly Interval[], fromAt: Instant, toAt: Instant): OpenTable {
  const startsAt = Float64Array.from(stretches, ([startAt]) => startAt);
  const openMsBefore = new Float64Array(stretches.length + 1);
  let openMs = 0;
  for (const [index, [startAt, endAt]] of stretches.entries()) {
    openMs += endAt - startAt;
    openMsBefore[index + 1] = openMs;
  }
  return { fromAt, toAt, startsAt, openMsBefore };
}

export function openMsOf(table: OpenTable): number {
  return table.openMsBefore[table.startsAt.length] as number;
}

export function stretchAt(table: OpenTable, index: number): Interval | undefined {
  const startAt = table.startsAt[index];
  if (startAt === undefined) return undefined;
  return [startAt, startAt + (table.openMsBefore[index + 1] as number) - (table.openMsBefore[index] as number)];
}

/** Index of the last stretch that starts at or before `at`; -1 if there is none. */
export function lastStartedAt(table: OpenTable, at: Instant): number {
  return countUpTo(table.startsAt, at) - 1;
}

/** Open milliseconds of the table before `at`. */
export function positionOf(table: OpenTable, at: Instant): number {
  const index = lastStartedAt(table, at);
  if (index < 0) return 0;
  const sinceStartMs = at - (table.startsAt[index] as number);
  return Math.min((table.openMsBefore[index] as number) + sinceStartMs, table.openMsBefore[index + 1] as number);
}

/** The first instant at a position > 0: at a closing, not at the opening after it. undefined: beyond the table. */
export function firstAtPosition(table: OpenTable, position: number): Instant | undefined {
  if (position > openMsOf(table)) return undefined;
  const index = countBelow(table.openMsBefore, position) - 1;
  return (table.startsAt[index] as number) + position - (table.openMsBefore[index] as number);
}

/** The last instant at a position < all: at an opening, not at the closing before it. undefined: before the table. */
export function lastAtPosition(table: OpenTable, position: number): Instant | undefined {
  if (position < 0) return undefined;
  const index = countUpTo(table.openMsBefore, position) - 1;
  return (table.startsAt[index] as number) + position - (table.openMsBefore[index] as number);
}

/** How many of the ascending numbers are <= limit. */
function countUpTo(numbers: Float64Array, limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] as number) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many of the ascending numbers are < limit. */
function countBelow(numbers: Float64Array, limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] as number) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
