import type { Named } from '../../lib/language.ts';
import { accept, type Refusal, type Result, refuse } from '../../lib/refusal.ts';
import { type CivilDate, type CnHoliday, FEASTS, type Feast, type HolidayNotice } from '../sla/calendar-spec.ts';
import { dateOfDay, dayOfDate, weekdayOfDay } from '../sla/civil-date.ts';
import { feastsOf, holidayName } from './feast.ts';

/** A year's notice of public holidays as it was read, and whether it can be one. */

/** One day of a notice: off, or a weekend day that is worked (调休). */
export interface ReadDay {
  readonly date: CivilDate;
  readonly kind: 'off' | 'work';
  /** The holiday that it belongs to, or is worked for. */
  readonly holiday: CnHoliday;
  /** The line of the text that names it, from 1. */
  readonly line: number;
}

export type NoticeForm = 'text' | 'json' | 'ics';

/** A notice as it was read from one of its forms. `days`: each date once, in order. */
export interface ReadNotice {
  readonly form: NoticeForm;
  readonly year: number;
  readonly days: readonly ReadDay[];
  /** What the file has besides, and was left out: names of events that are no holiday by law. */
  readonly leftOut: readonly string[];
}

/** Holidays by law since 2008; a notice of an earlier year has fewer. */
const ALL_FEASTS_SINCE = 2008;
/** By law these are off every year, and the notice may add to them. */
const FIXED: readonly (readonly [Feast, string])[] = [
  ['new-year', '01-01'],
  ['labour-day', '05-01'],
  ['national-day', '10-01'],
];
/** The longest holiday that a notice ever gave has 9 days. */
const MOST_DAYS_OFF = 15;

/**
 * Puts what was read in order. Refused, with the line: a date that is given twice in different ways, days of another
 * year, a worked day that is no Saturday or Sunday, a holiday that is missing or longer than any.
 */
export function checkNotice(form: NoticeForm, year: number, read: readonly ReadDay[], leftOut: readonly string[] = []) {
  const byDate = new Map<CivilDate, ReadDay>();
  for (const day of read) {
    const refusal = refusalOfDay(day, year, byDate.get(day.date));
    if (refusal) return refusal;
    if (!byDate.has(day.date)) byDate.set(day.date, day);
  }
  const days = [...byDate.values()].sort((one, other) => one.date.localeCompare(other.date));
  return refusalOfWhole(days, year) ?? accept<ReadNotice>({ form, year, days, leftOut });
}

/** What is wrong with one day of a notice; undefined: nothing is. `before`: what the notice said of this date before. */
function refusalOfDay(day: ReadDay, year: number, before: ReadDay | undefined): Refusal | undefined {
  const { date, kind, holiday, line } = day;
  const name = holidayName(holiday);
  const isEve = holiday === 'new-year' && date.startsWith(`${year - 1}-12`);
  if (!date.startsWith(`${year}-`) && !isEve) return refuse('holidays.other-year', { line, date, year });
  if (before && (before.kind !== kind || before.holiday !== holiday))
    return refuse('holidays.overlap', { line, date, name, other: holidayName(before.holiday), before: before.line });
  const weekday = weekdayOfDay(dayOfDate(date));
  if (kind === 'work' && !isWeekend(date))
    return refuse('holidays.work-on-weekday', { line, date, name, weekday: WEEKDAY_NAMES[weekday] ?? '' });
  return undefined;
}

function refusalOfWhole(days: readonly ReadDay[], year: number): Refusal | undefined {
  const off = days.filter(({ kind }) => kind === 'off');
  const given = new Set(off.flatMap(({ holiday }) => feastsOf(holiday)));
  const missing = FEASTS.filter((feast) => !given.has(feast));
  if (missing.length > 0 && year >= ALL_FEASTS_SINCE)
    return refuse('holidays.missing', { year, names: missing.map(holidayName) });
  for (const [feast, day] of FIXED) {
    const date = `${year}-${day}`;
    const first = off.find(({ holiday }) => feastsOf(holiday).includes(feast));
    if (first && !off.some((each) => each.date === date))
      return refuse('holidays.fixed-day', { line: first.line, date, name: holidayName(feast) });
  }
  for (const { holiday, line } of off) {
    const count = off.filter((each) => each.holiday === holiday).length;
    if (count > MOST_DAYS_OFF)
      return refuse('holidays.too-long', { line, name: holidayName(holiday), count, most: MOST_DAYS_OFF });
  }
  return undefined;
}

/** The notice in the form of the shipped ones: days off one after the other are a span. */
export function noticeOf({ year, days }: ReadNotice, source: string): HolidayNotice {
  const off: [first: CivilDate, last: CivilDate, name: CnHoliday][] = [];
  for (const { date, kind, holiday } of days) {
    if (kind === 'work') continue;
    const span = off.at(-1);
    if (span && span[2] === holiday && dateOfDay(dayOfDate(span[1]) + 1) === date) span[1] = date;
    else off.push([date, date, holiday]);
  }
  return { year, source, off, makeUp: days.filter(({ kind }) => kind === 'work').map(({ date }) => date) };
}

/** Whether two notices give the same days. */
export function haveSameDays(one: HolidayNotice, other: HolidayNotice | undefined): boolean {
  const days = ({ off, makeUp }: HolidayNotice) => JSON.stringify([off, [...makeUp].sort()]);
  return other !== undefined && days(one) === days(other);
}

/**
 * Whether a year may be loaded now. Refused: a year that is over, and one before which another is still unknown.
 * `today`: the date in China; `knownUntil`: the last date whose holidays are known.
 */
export function mayLoad(year: number, today: CivilDate, knownUntil: CivilDate): Result<void> {
  const [first, last] = [
    Number(today.slice(0, 4)),
    Math.max(Number(knownUntil.slice(0, 4)), Number(today.slice(0, 4)) - 1) + 1,
  ];
  if (year < first) return refuse('holidays.year-over', { year, first, last });
  if (year > last) return refuse('holidays.year-too-far', { year, first, last });
  return accept(undefined);
}

const SATURDAY = 5;

export function isWeekend(date: CivilDate): boolean {
  return weekdayOfDay(dayOfDate(date)) >= SATURDAY;
}

/** From Monday. */
export const WEEKDAY_NAMES: readonly Named[] = [
  { zh: '周一', en: 'Monday' },
  { zh: '周二', en: 'Tuesday' },
  { zh: '周三', en: 'Wednesday' },
  { zh: '周四', en: 'Thursday' },
  { zh: '周五', en: 'Friday' },
  { zh: '周六', en: 'Saturday' },
  { zh: '周日', en: 'Sunday' },
];
