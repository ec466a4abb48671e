import { DAY } from '../../lib/instant.ts';
import type { CivilDate, Weekday } from './calendar-spec.ts';

/** A civil date as the number of days since 1970-01-01. It has no zone. */
export type DayNumber = number;

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const satisfies readonly Weekday[];

/** 1970-01-01 was a Thursday. */
const WEEKDAY_OF_DAY_ZERO = 3;

/** Throws RangeError for a text that is not a date. */
export function dayOfDate(date: CivilDate): DayNumber {
  const ms = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(ms)) throw new RangeError(`not a civil date: ${date}`);
  return ms / DAY;
}

/** Throws RangeError for years that `YYYY` cannot write. */
export function dateOfDay(day: DayNumber): CivilDate {
  const text = new Date(day * DAY).toISOString();
  if (!/^\d/.test(text)) throw new RangeError('a date outside the years 0 to 9999');
  return text.slice(0, 10);
}

/** Index into `WEEKDAYS`. */
export function weekdayOfDay(day: DayNumber): number {
  return (((day + WEEKDAY_OF_DAY_ZERO) % 7) + 7) % 7;
}
