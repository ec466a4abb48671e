import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn.js';
import utc from 'dayjs/plugin/utc.js';
import { type Instant, MINUTE } from '../lib/instant.ts';
import type { Language } from '../lib/language.ts';

dayjs.extend(utc);

const FORMAT = { 'zh-CN': 'M月D日ddd HH:mm', en: 'ddd D MMM HH:mm' } as const;
const DATE_FORMAT = { 'zh-CN': 'M月D日ddd', en: 'ddd D MMM' } as const;
const DAY_FORMAT = { 'zh-CN': 'YYYY年M月D日 dddd', en: 'dddd, D MMMM YYYY' } as const;
const LOCALE = { 'zh-CN': 'zh-cn', en: 'en' } as const;

/** An instant in a reader's zone, weekday named: `Mon 28 Sep 09:30`, `9月28日周一 09:30`. */
export function when(language: Language, at: Instant, zone: string): string {
  const minute = `${language}|${zone}|${Math.floor(at / MINUTE)}`;
  let text = told.get(minute);
  if (text === undefined) {
    text = dayjs.utc(at).utcOffset(offsetMinutes(at, zone)).locale(LOCALE[language]).format(FORMAT[language]);
    if (told.size === MOST_TOLD) told.clear();
    told.set(minute, text);
  }
  return text;
}

/** Minutes as they were told: a case's cards are drawn again and again with the same ones. */
const told = new Map<string, string>();
const MOST_TOLD = 10_000;

/** A date (`YYYY-MM-DD`) that is no instant, weekday named: `Mon 28 Sep`, `9月28日周一`. */
export function dateName(language: Language, date: string): string {
  return dayjs.utc(date).locale(LOCALE[language]).format(DATE_FORMAT[language]);
}

/** The day of an instant in a reader's zone: `Monday, 28 September 2026`, `2026年9月28日 星期一`. */
export function dayName(language: Language, at: Instant, zone: string): string {
  return dayjs.utc(at).utcOffset(offsetMinutes(at, zone)).locale(LOCALE[language]).format(DAY_FORMAT[language]);
}

/** An instant as ISO text with the zone's offset and whole seconds, e.g. `2026-09-28T08:10:00+08:00`. */
export function isoInZone(at: Instant, zone: string): string {
  const offset = offsetMinutes(at, zone);
  const text = new Date(Math.floor(at / 1000) * 1000 + offset * MINUTE).toISOString().slice(0, 19);
  const hours = String(Math.floor(Math.abs(offset) / 60)).padStart(2, '0');
  const minutes = String(Math.abs(offset) % 60).padStart(2, '0');
  return `${text}${offset < 0 ? '-' : '+'}${hours}:${minutes}`;
}

const zones = new Map<string, Intl.DateTimeFormat>();

/** Asked of `Intl` itself: dayjs takes forty times as long, and a card asks for every clock on it. */
function offsetMinutes(at: Instant, zone: string): number {
  const format = zones.get(zone) ?? new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  zones.set(zone, format);
  // `9/28/2026, GMT+08:00`; in UTC a bare `GMT`.
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(format.format(at)) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
}
