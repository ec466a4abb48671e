import { DAY, type Instant } from '../../lib/instant.ts';
import type { Zone } from '../../lib/zone.ts';
import { dateOfDay } from './civil-date.ts';
import type { DayPlan } from './day-plan.ts';
import { buildTable, type OpenTable, tableOf } from './open-table.ts';

/** The range of years that calendars are computed for. Outside of it a search is refused, so that it ends. */
const FIRST_YEAR = 1800;
const LAST_YEAR = 2399;
/** A civil date ends less than two days after its midnight in UTC, in every zone. */
const DATE_REACH = 2;

/** The tables of one calendar, built when needed. The present one covers everything asked so far. */
export interface Horizon {
  /** Throws RangeError if an instant is outside the range of years. */
  covering(fromAt: Instant, toAt: Instant): OpenTable;
  /** A table that ends later. Throws RangeError if the calendar never opens again. */
  later(): OpenTable;
  /** A table that begins earlier. Throws RangeError if the calendar was never open before. */
  earlier(): OpenTable;
}

export function createHorizon(plan: DayPlan, zone: Zone): Horizon {
  let first = LAST_YEAR;
  let last = FIRST_YEAR;
  let table = tableOf([], 0, 0);

  function widen(firstYear: number, lastYear: number): OpenTable {
    first = Math.max(FIRST_YEAR, Math.min(first, firstYear));
    last = Math.min(LAST_YEAR, Math.max(last, lastYear));
    table = buildTable(plan, zone, startOfYear(first), startOfYear(last + 1));
    return table;
  }

  return {
    covering(fromAt, toAt) {
      if (fromAt >= table.fromAt && toAt < table.toAt) return table;
      return widen(reckonedYear(fromAt) - 1, reckonedYear(toAt) + 1);
    },
    later() {
      const { lastOpenDay } = plan;
      if (table.toAt >= (lastOpenDay + 1 + DATE_REACH) * DAY) throw neverAgain('after', lastOpenDay);
      if (last === LAST_YEAR) throw new RangeError(`no answer before the year ${LAST_YEAR + 1}`);
      return widen(first, last + (last - first + 1));
    },
    earlier() {
      const { firstOpenDay } = plan;
      if (table.fromAt <= (firstOpenDay - DATE_REACH) * DAY) throw neverAgain('before', firstOpenDay);
      if (first === FIRST_YEAR) throw new RangeError(`no answer after the year ${FIRST_YEAR - 1}`);
      return widen(first - (last - first + 1), last);
    },
  };
}

/** For a calendar that is open 7×24: one stretch. */
export function createEndlessHorizon(): Horizon {
  const fromAt = startOfYear(FIRST_YEAR);
  const toAt = startOfYear(LAST_YEAR + 1);
  const table = tableOf([[fromAt, toAt]], fromAt, toAt);
  function neverCloses(): never {
    throw new RangeError(`always open: no answer between the years ${FIRST_YEAR} and ${LAST_YEAR}`);
  }
  return {
    covering(from, to) {
      reckonedYear(from);
      reckonedYear(to);
      return table;
    },
    later: neverCloses,
    earlier: neverCloses,
  };
}

/** Finds an answer at or after `at`, in growing tables until one has it or none can. */
export function searchLater<T>(horizon: Horizon, at: Instant, find: (table: OpenTable) => T | undefined): T {
  let answer = find(horizon.covering(at, at));
  while (answer === undefined) answer = find(horizon.later());
  return answer;
}

/** The mirror image of `searchLater`. */
export function searchEarlier<T>(horizon: Horizon, at: Instant, find: (table: OpenTable) => T | undefined): T {
  let answer = find(horizon.covering(at, at));
  while (answer === undefined) answer = find(horizon.earlier());
  return answer;
}

/** The error if only dates in `exceptions` have hours and all of them are past. */
export function neverAgain(side: 'before' | 'after', day: number): RangeError {
  if (!Number.isFinite(day)) return new RangeError('the calendar is never open: no date has hours');
  return new RangeError(
    `the calendar is not open ${side} ${dateOfDay(day)}: no weekday has hours, and exceptions end there`,
  );
}

function reckonedYear(at: Instant): number {
  const year = new Date(at).getUTCFullYear();
  if (year >= FIRST_YEAR && year <= LAST_YEAR) return year;
  throw new RangeError(`an instant outside the years ${FIRST_YEAR} to ${LAST_YEAR}`);
}

function startOfYear(year: number): Instant {
  return Date.UTC(year, 0);
}
