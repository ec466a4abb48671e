import { plainOf } from '../lib/plain-text.ts';
import { readDate } from './date-words.ts';
import type { CivilDate } from './sla/calendar-spec.ts';
import { dateOfDay, dayOfDate, weekdayOfDay } from './sla/civil-date.ts';

/** Days, both ends included. */
export interface Period {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

const MOST_CHARS = 60;
/** Long before the first ticket: `until yesterday` has no beginning. */
const BEGINNING = '1970-01-01';

/**
 * Reads a past period as people write it, in either language: a day (`2026-10-05`, `10/5`, `5 Oct`, `昨天`), a month
 * (`2026-10`, `10月`, `October`, `last month`), a year (`2026年`, `last year`), a week (`上周`, `this week`), the last days
 * (`最近7天`, `last 30 days`), from one to another (`2026-10-01..2026-10-05`, `10月1日至10月5日`), or since one. What has
 * no year is the latest one that has begun. undefined: not a period; bare numbers such as `2960` or `2.1` are not.
 */
export function readPeriod(text: string, today: CivilDate): Period | undefined {
  if (text.length > MOST_CHARS) return undefined;
  const said = plainOf(text).plain.trim().replace(/\s+/g, ' ');
  return readOne(said, today) ?? readRange(said, today) ?? readSince(said, today);
}

function readOne(said: string, today: CivilDate): Period | undefined {
  return readWeek(said, today) ?? readLastDays(said, today) ?? readMonth(said, today) ?? readDay(said, today);
}

const BETWEEN = /^(?:from |between |从)?(.+?)(?: ?(?:\.\.|~|—|至|到) ?| to | until | and )(.+)$/;

function readRange(said: string, today: CivilDate): Period | undefined {
  const [, first = '', last = ''] = BETWEEN.exec(said) ?? [];
  const [from, to] = [readOne(first, today), readOne(last, today)];
  if (!from || !to) return undefined;
  return from.from <= to.to ? { from: from.from, to: to.to } : { from: to.from, to: from.to };
}

const SINCE = /^(?:since |after |自|自从)(.+)$|^(.+?)(?:以来|之后|以后|起)$/;
const UNTIL = /^(?:until |before )(.+)$|^(.+?)(?:之前|以前|前)$/;

function readSince(said: string, today: CivilDate): Period | undefined {
  const [, english, chinese] = SINCE.exec(said) ?? [];
  const since = readOne(english ?? chinese ?? '', today);
  if (since) return { from: since.from, to: today };
  const [, before, chineseBefore] = UNTIL.exec(said) ?? [];
  const until = readOne(before ?? chineseBefore ?? '', today);
  return until && { from: BEGINNING, to: dateOfDay(dayOfDate(until.from) - 1) };
}

const WEEKS: Readonly<Record<string, number>> = {
  'this week': 0,
  本周: 0,
  这周: 0,
  这个星期: 0,
  'last week': -1,
  上周: -1,
  上个星期: -1,
  上星期: -1,
  上上周: -2,
};

/** Weeks begin on Monday. */
function readWeek(said: string, today: CivilDate): Period | undefined {
  const which = Object.hasOwn(WEEKS, said) ? WEEKS[said] : undefined;
  if (which === undefined) return undefined;
  const day = dayOfDate(today);
  const monday = day - weekdayOfDay(day) + 7 * which;
  return { from: dateOfDay(monday), to: dateOfDay(monday + 6) };
}

const LAST_DAYS =
  /^(?:(?:the )?(?:last|past) (\d{1,3}) (day|week|month)s?|(?:最近|近|过去)(\d{1,3}|[一两二三四五六七八九十])个?(天|日|周|星期|月))$/;
const UNIT_DAYS: Readonly<Record<string, number>> = {
  day: 1,
  天: 1,
  日: 1,
  week: 7,
  周: 7,
  星期: 7,
  month: 30,
  月: 30,
};

function readLastDays(said: string, today: CivilDate): Period | undefined {
  const [whole, english, unit, chinese, chineseUnit] = LAST_DAYS.exec(said) ?? [];
  if (whole === undefined) return undefined;
  const days = countOf(english ?? chinese ?? '') * (UNIT_DAYS[unit ?? chineseUnit ?? ''] ?? 1);
  return { from: dateOfDay(dayOfDate(today) - Math.max(days, 1) + 1), to: today };
}

function countOf(text: string): number {
  if (text === '两') return 2;
  const numeral = '一二三四五六七八九十'.indexOf(text);
  return numeral >= 0 ? numeral + 1 : Number(text);
}

const ENGLISH_MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const ENGLISH_MONTH =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
/** `may` is more often a verb: as a month it needs its year. */
const BARE_MONTH = new RegExp(`^(?!may$)(?:${ENGLISH_MONTH})$`);
const MONTH_AND_YEAR = new RegExp(`^(${ENGLISH_MONTH})\\.?,? ((?:19|20)\\d\\d)$`);
const NUMBERED_MONTH = /^(?:((?:19|20)\d\d)(?:-|年))(\d{1,2})月?$|^(?:(去年|今年)的?)?(\d{1,2})月份?$/;
const NAMED_MONTHS: Readonly<Record<string, number>> = {
  'this month': 0,
  本月: 0,
  这个月: 0,
  'last month': -1,
  上月: -1,
  上个月: -1,
};
const YEAR = /^(?:((?:19|20)\d\d)年|in ((?:19|20)\d\d))$/;
const NAMED_YEARS: Readonly<Record<string, number>> = { 'this year': 0, 今年: 0, 'last year': -1, 去年: -1 };

function readMonth(said: string, today: CivilDate): Period | undefined {
  const [thisYear, thisMonth] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  const named = Object.hasOwn(NAMED_MONTHS, said) ? NAMED_MONTHS[said] : undefined;
  if (named !== undefined) return monthOf(thisYear, thisMonth + named);
  const year = Object.hasOwn(NAMED_YEARS, said) ? thisYear + (NAMED_YEARS[said] ?? 0) : yearIn(said);
  if (year !== undefined) return { from: `${year}-01-01`, to: `${year}-12-31` };
  const latest = (month: number) => monthOf(month > thisMonth ? thisYear - 1 : thisYear, month);
  const [, withYear, month, which, alone] = NUMBERED_MONTH.exec(said) ?? [];
  if (withYear !== undefined) return monthOf(Number(withYear), Number(month));
  if (which !== undefined) return monthOf(which === '去年' ? thisYear - 1 : thisYear, Number(alone));
  if (alone !== undefined) return isMonth(Number(alone)) ? latest(Number(alone)) : undefined;
  const [, english, englishYear] = MONTH_AND_YEAR.exec(said) ?? [];
  if (english !== undefined) return monthOf(Number(englishYear), numberOfMonth(english));
  return BARE_MONTH.test(said) ? latest(numberOfMonth(said)) : undefined;
}

function yearIn(said: string): number | undefined {
  const [, chinese, english] = YEAR.exec(said) ?? [];
  return chinese === undefined && english === undefined ? undefined : Number(chinese ?? english);
}

function numberOfMonth(english: string): number {
  return ENGLISH_MONTHS.indexOf(english.slice(0, 3)) + 1;
}

function isMonth(month: number): boolean {
  return month >= 1 && month <= 12;
}

/** `month` may be 0, the December before. */
function monthOf(year: number, month: number): Period | undefined {
  if (month === 0) return monthOf(year - 1, 12);
  if (!isMonth(month)) return undefined;
  const first = (ofYear: number, ofMonth: number) => `${ofYear}-${String(ofMonth).padStart(2, '0')}-01`;
  const next = month === 12 ? first(year + 1, 1) : first(year, month + 1);
  return { from: first(year, month), to: dateOfDay(dayOfDate(next) - 1) };
}

const NAMED_DAYS: Readonly<Record<string, number>> = {
  today: 0,
  今天: 0,
  今日: 0,
  yesterday: -1,
  昨天: -1,
  昨日: -1,
  前天: -2,
  大前天: -3,
};
/** Dates as `readDate` knows them, but not versions or ports: `2.1`, `10-12`. */
const DATE = new RegExp(
  `^(?:\\d{4}[-/.年] ?\\d{1,2}[-/.月] ?\\d{1,2} ?[日号]?|\\d{1,2}/\\d{1,2}|\\d{1,2}月\\d{1,2}[日号]?|\\d{1,2}(?:st|nd|rd|th)? ?(?:${ENGLISH_MONTH})(?: \\d{4})?|(?:${ENGLISH_MONTH}) ?\\d{1,2}(?:st|nd|rd|th)?(?:,? \\d{4})?)$`,
);
const WEEKDAY =
  /^(?:(last )?(?:on )?(mon|tues|wednes|thurs|fri|satur|sun)day|(上|上个|本|这)?(?:周|星期|礼拜)([一二三四五六日天]))$/;
const ENGLISH_DAYS = ['mon', 'tues', 'wednes', 'thurs', 'fri', 'satur', 'sun'];

function readDay(said: string, today: CivilDate): Period | undefined {
  const named = Object.hasOwn(NAMED_DAYS, said) ? NAMED_DAYS[said] : undefined;
  const day = named === undefined ? (readWeekday(said, today) ?? readCalendar(said, today)) : dayIn(today, named);
  return day === undefined ? undefined : { from: day, to: day };
}

/** The latest day of that name, today included; `上周五` is that of last week. */
function readWeekday(said: string, today: CivilDate): CivilDate | undefined {
  const [whole, last, english, which, chinese] = WEEKDAY.exec(said) ?? [];
  if (whole === undefined) return undefined;
  const weekday =
    english === undefined
      ? '一二三四五六日'.indexOf((chinese ?? '').replace('天', '日'))
      : ENGLISH_DAYS.indexOf(english);
  const day = dayOfDate(today);
  const monday = day - weekdayOfDay(day);
  if (which !== undefined) return dateOfDay(monday + weekday - (which.startsWith('上') ? 7 : 0));
  const back = (day - monday - weekday + 7) % 7;
  return dateOfDay(day - (last !== undefined && back === 0 ? 7 : back));
}

/** A date without a year is the latest one: `readDate` gives the next one from a year ago on. */
function readCalendar(said: string, today: CivilDate): CivilDate | undefined {
  if (!DATE.test(said)) return undefined;
  const read = readDate(said, dayIn(today, -364));
  return read.found === 'date' ? read.date : undefined;
}

function dayIn(date: CivilDate, days: number): CivilDate {
  return dateOfDay(dayOfDate(date) + days);
}
