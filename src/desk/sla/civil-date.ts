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

/** The date of a year, month (1 to 12) and day; it is not checked whether there is such a day. */
export function writeDate(year: number, month: number, day: number): CivilDate {
  const [mm, dd] = [month, day].map((each) => String(each).padStart(2, '0'));
  return `${String(year).padStart(4, '0')}-${mm}-${dd}`;
}

/** The same day some years later; 28 February if it is the 29th and that year has none. */
export function yearsLater(date: CivilDate, years: number): CivilDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return writeDate(year + years, month, Math.min(day, lastDayOf(year + years, month)));
}

/** The number of days in a month (1 to 12), which is also its last day. */
export function lastDayOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Whether a text is a date that exists, as `YYYY-MM-DD`. */
export function isRealDate(text: string): boolean {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  const [mm, dd] = [Number(month), Number(day)];
  return mm >= 1 && mm <= 12 && dd >= 1 && dd <= lastDayOf(Number(year), mm);
}
