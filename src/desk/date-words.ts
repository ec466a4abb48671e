import { plainOf } from '../lib/plain-text.ts';
import type { CivilDate } from './sla/calendar-spec.ts';
import { type DayNumber, dateOfDay, dayOfDate, lastDayOf, weekdayOfDay, writeDate } from './sla/civil-date.ts';

/** No date is written with more characters. Searching a long pasted text for one would take seconds. */
const MOST_CHARS = 80;

/** Which way a date without a year, or a weekday alone, is looked for: a plan lies ahead, an outage began in the past. */
export type Looks = 'ahead' | 'back';

/** What a text says about a date. Only `date` may be used; for the others the person is asked. */
export type DateRead =
  | { readonly found: 'date'; readonly date: CivilDate }
  /** There is no such day: `31 Feb`. `near`: the last day of that month and the first of the next. */
  | { readonly found: 'no-such-day'; readonly near: readonly CivilDate[] }
  /** `date` is on another weekday than `said` (0 is Monday). `other`: the nearest such weekday that fits. */
  | { readonly found: 'other-weekday'; readonly date: CivilDate; readonly said: number; readonly other: CivilDate }
  /** The weekday fits `passed`, which lies on the wrong side of today. `choices`: what else may be meant. */
  | { readonly found: 'other-year'; readonly passed: CivilDate; readonly choices: readonly CivilDate[] }
  | { readonly found: 'nothing' };

const NOTHING: DateRead = { found: 'nothing' };

/**
 * Reads a date as people write it, in either language: `2026-10-12`, `10/12`, `10月12日`, `12 Oct`, `tomorrow`, `后天`,
 * `周五`, `下周三`, `next Wed`, `in 3 days`, `yesterday`, with or without its weekday. Weeks begin on Monday, `next` means
 * the following week. A weekday alone, and a date without a year, is the next one from `today` on, or the last one
 * until today where it `looks` back. The date may still lie on the other side. (Not chrono-node: it begins Chinese weeks
 * on Sunday, so that on a Sunday its 下周三 is a week late, and it takes a part of a sentence for a date. People would
 * not notice either.)
 */
export function readDate(text: string, today: CivilDate, looks: Looks = 'ahead'): DateRead {
  if (text.length > MOST_CHARS) return NOTHING;
  const said = tidyWords(text);
  const day = dayOfDate(today);
  const weekdayAlone = readRelative(said, day) ?? readWeekday(said, day, looks);
  if (weekdayAlone !== undefined) return { found: 'date', date: dateOfDay(weekdayAlone) };
  const written = readWritten(said);
  if (written) return dateOf(written, undefined, day, looks);
  const named = splitWeekday(said);
  if (!named) return NOTHING;
  const relative = readRelative(named.rest, day);
  if (relative !== undefined) return checked(dateOfDay(relative), named.weekday, day, looks);
  const withWeekday = readWritten(named.rest);
  return withWeekday ? dateOf(withWeekday, named.weekday, day, looks) : NOTHING;
}

/** The plain form (`lib/plain-text.ts`) with single blanks and without a full stop at the end. */
export function tidyWords(text: string): string {
  return plainOf(text)
    .plain.trim()
    .replace(/[,。.!]+(?=\s|$)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

const RELATIVE: Readonly<Record<string, number>> = {
  大前天: -3,
  'day before yesterday': -2,
  'the day before yesterday': -2,
  前天: -2,
  yesterday: -1,
  昨天: -1,
  昨日: -1,
  today: 0,
  今天: 0,
  今日: 0,
  tomorrow: 1,
  tmr: 1,
  明天: 1,
  明日: 1,
  'day after tomorrow': 2,
  'the day after tomorrow': 2,
  后天: 2,
  大后天: 3,
};

const NUMERALS = '一二三四五六七八九十';
const IN_DAYS = /^in (\d{1,3}) (day|week)s?$/;
const DAYS_LATER = /^(\d{1,3}|[一二两三四五六七八九十])(?:个)?(天|周|星期|礼拜)(?:之)?后$/;

function readRelative(said: string, today: DayNumber): DayNumber | undefined {
  const known = Object.hasOwn(RELATIVE, said) ? RELATIVE[said] : undefined;
  if (known !== undefined) return today + known;
  const [, count, unit] = IN_DAYS.exec(said) ?? DAYS_LATER.exec(said) ?? [];
  if (count === undefined) return undefined;
  const isDays = unit === 'day' || unit === '天';
  return today + numberOf(count) * (isDays ? 1 : 7);
}

function numberOf(text: string): number {
  if (text === '两') return 2;
  return NUMERALS.includes(text) ? NUMERALS.indexOf(text) + 1 : Number(text);
}

const ENGLISH_DAY = '(mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|r|rs|rsday|urday)?';
const CHINESE_DAY = '(?:周|星期|礼拜)([一二三四五六日天])';
const WEEKDAY = new RegExp(`^(?:(next|last|this|on) )?${ENGLISH_DAY}$|^(下下|下|上|本|这)?(?:个)?${CHINESE_DAY}$`);
const WEEKDAY_FIRST = new RegExp(`^(?:\\(?${ENGLISH_DAY}\\)? |\\(?${CHINESE_DAY}\\)? ?)(?=.)`);
const WEEKDAY_LAST = new RegExp(` ?\\(?(?:\\b${ENGLISH_DAY}|${CHINESE_DAY})\\)?$`);
const ENGLISH_DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const CHINESE_DAYS = '一二三四五六日';

function weekdayOf(english: string | undefined, chinese: string | undefined): number {
  if (english !== undefined) return ENGLISH_DAYS.indexOf(english);
  return CHINESE_DAYS.indexOf(chinese === '天' ? '日' : (chinese ?? ''));
}

function readWeekday(said: string, today: DayNumber, looks: Looks): DayNumber | undefined {
  const [whole, which, english, whose, chinese] = WEEKDAY.exec(said) ?? [];
  if (whole === undefined) return undefined;
  const ofThisWeek = today - weekdayOfDay(today) + weekdayOf(english, chinese);
  if (which === 'next' || whose === '下') return ofThisWeek + 7;
  if (which === 'last' || whose === '上') return ofThisWeek - 7;
  if (whose === '下下') return ofThisWeek + 14;
  if (which === 'this' || whose !== undefined) return ofThisWeek;
  if (looks === 'back') return ofThisWeek <= today ? ofThisWeek : ofThisWeek - 7;
  return ofThisWeek > today ? ofThisWeek : ofThisWeek + 7;
}

/** Takes the weekday off the beginning or end of a date: `Mon 12 Oct`, `10月12日 (周一)`. */
function splitWeekday(said: string): { rest: string; weekday: number } | undefined {
  for (const place of [WEEKDAY_FIRST, WEEKDAY_LAST]) {
    const [whole, english, chinese] = place.exec(said) ?? [];
    if (whole === undefined) continue;
    const rest = said.replace(place, '').trim();
    return { rest, weekday: weekdayOf(english, chinese) };
  }
  return undefined;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = `(${MONTHS.join('|')})[a-z]*`;
const NUMBERS = /^(?:(\d{4})[-/.年] ?)?(\d{1,2})[-/.月] ?(\d{1,2}) ?[日号]?$/;
const DAY_FIRST = new RegExp(`^(?:on )?(\\d{1,2})(?:st|nd|rd|th)? ?${MONTH}(?: (\\d{4}))?$`);
const MONTH_FIRST = new RegExp(`^(?:on )?${MONTH} ?(\\d{1,2})(?:st|nd|rd|th)?(?: (\\d{4}))?$`);

/** A date as it is written, which may not exist. The month is 1 to 12, the day at least 1. */
interface WrittenDate {
  readonly year: number | undefined;
  readonly month: number;
  readonly day: number;
}

function readWritten(said: string): WrittenDate | undefined {
  const [, year, month, day] = NUMBERS.exec(said) ?? [];
  if (month !== undefined) return writtenOf(year, Number(month), Number(day));
  const [, dayFirst, monthLast, ofYear] = DAY_FIRST.exec(said) ?? [];
  if (monthLast !== undefined) return writtenOf(ofYear, MONTHS.indexOf(monthLast) + 1, Number(dayFirst));
  const [, monthFirst, dayLast, yearLast] = MONTH_FIRST.exec(said) ?? [];
  if (monthFirst === undefined) return undefined;
  return writtenOf(yearLast, MONTHS.indexOf(monthFirst) + 1, Number(dayLast));
}

function writtenOf(year: string | undefined, month: number, day: number): WrittenDate | undefined {
  if (month < 1 || month > 12 || day < 1) return undefined;
  return { year: year === undefined ? undefined : Number(year), month, day };
}

/** The written date in its year, or without a year the nearest one on the side where it is looked for. */
function dateOf(written: WrittenDate, weekday: number | undefined, day: DayNumber, looks: Looks): DateRead {
  const { year, month } = written;
  const today = dateOfDay(day);
  const thisYear = Number(today.slice(0, 4));
  if (year !== undefined) return existing(written, year, (date) => checked(date, weekday, day, looks));
  const fits = (date: CivilDate) => (looks === 'ahead' ? date >= today : date <= today);
  const years = looks === 'ahead' ? [thisYear, thisYear + 1] : [thisYear, thisYear - 1];
  const dates = years.flatMap((each) => dateIn(each, written) ?? []);
  const date = dates.find(fits);
  // A day that neither year has; the one offered instead has to be on the right side of today.
  if (date === undefined) {
    const ofYear = years.find((each) => fits(writeDate(each, month, lastDayOf(each, month)))) ?? thisYear;
    return existing(written, ofYear, (found) => checked(found, weekday, day, looks));
  }
  const passed = dates.find((each) => !fits(each));
  if (weekday === undefined || passed === undefined || isOn(date, weekday) || !isOn(passed, weekday))
    return checked(date, weekday, day, looks);
  return { found: 'other-year', passed, choices: [nearestFrom(day, weekday, looks), date] };
}

function dateIn(year: number, { month, day }: WrittenDate): CivilDate | undefined {
  return day <= lastDayOf(year, month) ? writeDate(year, month, day) : undefined;
}

/** Goes on with the date in that year; if there is no such day, with its neighbours. */
function existing(written: WrittenDate, year: number, goOn: (date: CivilDate) => DateRead): DateRead {
  const date = dateIn(year, written);
  if (date !== undefined) return goOn(date);
  const last = writeDate(year, written.month, lastDayOf(year, written.month));
  return { found: 'no-such-day', near: [last, writtenDay(dayOfDate(last) + 1)] };
}

/** The date, unless it is on another weekday than the one that was said with it. */
function checked(date: CivilDate, weekday: number | undefined, today: DayNumber, looks: Looks): DateRead {
  if (weekday === undefined || isOn(date, weekday)) return { found: 'date', date };
  return { found: 'other-weekday', date, said: weekday, other: nearestOn(date, weekday, today, looks) };
}

function isOn(date: CivilDate, weekday: number): boolean {
  return weekdayOfDay(dayOfDate(date)) === weekday;
}

/**
 * The day of that name in the week of `date`. If only that one is on the wrong side of today, the nearest one on the
 * right side.
 */
function nearestOn(date: CivilDate, weekday: number, today: DayNumber, looks: Looks): CivilDate {
  const day = dayOfDate(date);
  const ofItsWeek = day - weekdayOfDay(day) + weekday;
  const isWrong = (each: DayNumber) => (looks === 'ahead' ? each < today : each > today);
  return isWrong(ofItsWeek) && !isWrong(day) ? nearestFrom(today, weekday, looks) : writtenDay(ofItsWeek);
}

/** The first day of that name from today on, or the last one until today. */
function nearestFrom(today: DayNumber, weekday: number, looks: Looks): CivilDate {
  const ofThisWeek = today - weekdayOfDay(today) + weekday;
  if (looks === 'ahead') return dateOfDay(ofThisWeek < today ? ofThisWeek + 7 : ofThisWeek);
  return dateOfDay(ofThisWeek > today ? ofThisWeek - 7 : ofThisWeek);
}

const [FIRST_DAY, LAST_DAY] = [dayOfDate('0000-01-01'), dayOfDate('9999-12-31')];

/** The date of a day; of days beyond the years that can be written, the nearest one. */
function writtenDay(day: DayNumber): CivilDate {
  return dateOfDay(Math.min(Math.max(day, FIRST_DAY), LAST_DAY));
}

/** For messages about files: the days around one that does not exist, `2026-02-28 or 2026-03-01`; undefined if it may. */
export function daysAround(text: unknown): string | undefined {
  const read = typeof text === 'string' && /^\d{4}-/.test(text) ? readDate(text.slice(0, 10), '2000-01-01') : NOTHING;
  return read.found === 'no-such-day' ? read.near.join(' or ') : undefined;
}
