import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn.js';
import utc from 'dayjs/plugin/utc.js';
import { type Instant, MINUTE } from '../lib/instant.ts';
import type { Language } from '../lib/language.ts';
import { openZone, wallOfInstant } from '../lib/zone.ts';

dayjs.extend(utc);

const FORMAT = { 'zh-CN': 'M月D日ddd HH:mm', en: 'ddd D MMM HH:mm' } as const;
const FULL_FORMAT = { 'zh-CN': 'YYYY年M月D日ddd HH:mm', en: 'ddd D MMM YYYY HH:mm' } as const;
const DATE_FORMAT = { 'zh-CN': 'M月D日ddd', en: 'ddd D MMM' } as const;
const FULL_DATE_FORMAT = { 'zh-CN': 'YYYY年M月D日ddd', en: 'ddd D MMM YYYY' } as const;
const PLAIN_DATE_FORMAT = { 'zh-CN': 'YYYY年M月D日', en: 'D MMM YYYY' } as const;
const DAY_FORMAT = { 'zh-CN': 'YYYY年M月D日 dddd', en: 'dddd, D MMMM YYYY' } as const;
const LOCALE = { 'zh-CN': 'zh-cn', en: 'en' } as const;

/**
 * An instant in a reader's zone, weekday named: `Mon 28 Sep 09:30`, `9月28日周一 09:30`. With `now` the year is shown if
 * it is not the one of `now`: lines that confirm what a person entered say which year was understood.
 */
export function when(language: Language, at: Instant, zone: string, now?: Instant): string {
  if (now !== undefined && yearIn(zone, at) !== yearIn(zone, now)) return whenInYear(language, at, zone);
  const minute = `${language}|${zone}|${Math.floor(at / MINUTE)}`;
  let text = told.get(minute);
  if (text === undefined) {
    text = dayjs
      .utc(wallOfInstant(openZone(zone), at))
      .locale(LOCALE[language])
      .format(FORMAT[language]);
    if (told.size === MOST_TOLD) told.clear();
    told.set(minute, text);
  }
  return text;
}

/** Minutes as they were told: a case's cards are drawn again and again with the same ones. */
const told = new Map<string, string>();
const MOST_TOLD = 10_000;

function yearIn(zone: string, at: Instant): number {
  return new Date(wallOfInstant(openZone(zone), at)).getUTCFullYear();
}

/** The same with its year: `Mon 28 Sep 2026 09:30`, `2026年9月28日周一 09:30`. */
export function whenInYear(language: Language, at: Instant, zone: string): string {
  return dayjs
    .utc(wallOfInstant(openZone(zone), at))
    .locale(LOCALE[language])
    .format(FULL_FORMAT[language]);
}

/**
 * A date (`YYYY-MM-DD`) that is no instant, weekday named: `Mon 28 Sep`, `9月28日周一`. With `today` the year is shown if
 * it is not today's, as `when` does with `now`.
 */
export function dateName(language: Language, date: string, today: string = date): string {
  if (today.slice(0, 4) !== date.slice(0, 4)) return dateInYear(language, date);
  return dayjs.utc(date).locale(LOCALE[language]).format(DATE_FORMAT[language]);
}

/** The same with its year, for cards, which are read long after they were drawn: `Mon 28 Sep 2026`. */
export function dateInYear(language: Language, date: string): string {
  return dayjs.utc(date).locale(LOCALE[language]).format(FULL_DATE_FORMAT[language]);
}

/** A date without its weekday: `28 Sep 2026`, `2026年9月28日`. */
export function plainDate(language: Language, date: string): string {
  return dayjs.utc(date).locale(LOCALE[language]).format(PLAIN_DATE_FORMAT[language]);
}

/** The name of a weekday, 0 for Monday: `Monday`, `星期一`. */
export function weekdayName(language: Language, weekday: number): string {
  // 5 January 1970 was a Monday.
  return dayjs
    .utc(Date.UTC(1970, 0, 5 + weekday))
    .locale(LOCALE[language])
    .format('dddd');
}

/** A date as a column of a calendar is headed: `Mon` above `28 Sep`, `周一` above `9月28日`. */
export function dayHeading(language: Language, date: string): { weekday: string; date: string } {
  const day = dayjs.utc(date).locale(LOCALE[language]);
  return { weekday: day.format('ddd'), date: day.format(language === 'en' ? 'D MMM' : 'M月D日') };
}

/** The day of an instant in a reader's zone: `Monday, 28 September 2026`, `2026年9月28日 星期一`. */
export function dayName(language: Language, at: Instant, zone: string): string {
  return dayjs
    .utc(wallOfInstant(openZone(zone), at))
    .locale(LOCALE[language])
    .format(DAY_FORMAT[language]);
}

/** An instant as ISO text with the zone's offset and whole seconds, e.g. `2026-09-28T08:10:00+08:00`. */
export function isoInZone(at: Instant, zone: string): string {
  // ISO text has no seconds in its offset, which some zones had before 1972.
  const offset = Math.trunc(openZone(zone).offsetAt(at) / MINUTE);
  const text = new Date(Math.floor(at / 1000) * 1000 + offset * MINUTE).toISOString().slice(0, 19);
  const hours = String(Math.floor(Math.abs(offset) / 60)).padStart(2, '0');
  const minutes = String(Math.abs(offset) % 60).padStart(2, '0');
  return `${text}${offset < 0 ? '-' : '+'}${hours}:${minutes}`;
}
