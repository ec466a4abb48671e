import { accept, type Refusal, type Result, refuse } from '../../lib/refusal.ts';
import type { CivilDate, CnHoliday } from '../sla/calendar-spec.ts';
import { dayOfDate, lastDayOf, weekdayOfDay, writeDate } from '../sla/civil-date.ts';
import { WEEKDAY_NAMES } from './holiday.ts';

/** Dates as a notice of public holidays writes them: `2026年12月31日`, `1月1日（周四）`, `3日（农历正月初七、周一）`. */

/** The year and month of the last date, from which one without them is counted. */
export type YearMonth = readonly [year: number, month: number];

/** A weekday's name; its sign is in the group. */
export const WEEKDAY_IN = /(?:周|星期|礼拜)([一二三四五六日天])/;

/** The pattern of a date, with the groups that `readDate` reads. */
export const DATE_PATTERN =
  '(?:(?<year>\\d{4})年)?(?:(?<month>\\d{1,2})月)?(?<day>\\d{1,2})日(?:\\((?<aside>[^()]*)\\)|(?<weekday>(?:周|星期|礼拜)[一二三四五六日天]))?';

/** Where a date stands. */
export interface DatePlace {
  readonly holiday: CnHoliday;
  /** The year of the notice. */
  readonly year: number;
  readonly last: YearMonth | undefined;
  readonly line: number;
}

/**
 * Reads a date, in which the year and the month may be left out. Refused: a day without a month, a date that does not
 * exist, and a weekday that does not fit.
 */
export function readDate(
  groups: Readonly<Record<string, string | undefined>>,
  { holiday, year, last, line }: DatePlace,
): Result<{ readonly date: CivilDate; readonly last: YearMonth }> {
  const day = Number(groups.day);
  const month = groups.month === undefined ? last?.[1] : Number(groups.month);
  if (month === undefined) return refuse('holidays.no-month', { line, day });
  const inYear = yearOf(groups, holiday, month, year, last);
  if (month < 1 || month > 12 || day < 1 || day > lastDayOf(inYear, month))
    return refuse('holidays.no-such-date', { line, date: `${inYear}-${month}-${day}` });
  const date = writeDate(inYear, month, day);
  const words = `${groups.aside ?? ''}${groups.weekday ?? ''}`;
  return refusalOfWeekday(words, date, line) ?? accept({ date, last: [inYear, month] });
}

/** New Year's holiday may begin in December of the year before, which is not always written. */
function yearOf(
  { year: said, month: written }: Readonly<Record<string, string | undefined>>,
  holiday: CnHoliday,
  month: number,
  year: number,
  last: YearMonth | undefined,
): number {
  if (said !== undefined) return Number(said);
  if (written === undefined && last) return last[0];
  return holiday === 'new-year' && month === 12 ? year - 1 : year;
}

function refusalOfWeekday(words: string, date: CivilDate, line: number): Refusal | undefined {
  const sign = WEEKDAY_IN.exec(words)?.[1];
  if (sign === undefined) return undefined;
  const said = '一二三四五六日'.indexOf(sign === '天' ? '日' : sign);
  const real = weekdayOfDay(dayOfDate(date));
  if (said === real) return undefined;
  const [saidName, realName] = [WEEKDAY_NAMES[said] ?? '', WEEKDAY_NAMES[real] ?? ''];
  return refuse('holidays.weekday', { line, date, said: saidName, weekday: realName });
}
