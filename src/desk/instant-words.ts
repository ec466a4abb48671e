import { HOUR, type Instant, MINUTE, writeInstant } from '../lib/instant.ts';
import { readIsoInstant } from '../lib/iso-time.ts';
import { dateInZone, instantOfWall, openZone, type WallMs, wallOfInstant, type Zone } from '../lib/zone.ts';
import { type DateRead, type Looks, readDate, tidyWords } from './date-words.ts';
import type { CivilDate } from './sla/calendar-spec.ts';
import { type DayMinutes, readTime, type TimeRead } from './time-words.ts';

/** What a text says about an instant. Only `instant` may be used; for the others the person is asked. */
export type InstantRead =
  | { readonly found: 'instant'; readonly at: Instant }
  | Exclude<DateRead, { found: 'date' | 'nothing' }>
  | Exclude<TimeRead, { found: 'time' | 'nothing' | 'which-time' }>
  /** It may be either of these. */
  | { readonly found: 'which-instant'; readonly choices: readonly Instant[] }
  /** Clocks were set forward over it: no clock of the zone shows it. `near`: before and after the change. */
  | { readonly found: 'skipped-time'; readonly near: readonly Instant[] }
  | { readonly found: 'nothing' };

/** From where a text is read. */
export interface Reading {
  readonly now: Instant;
  /** IANA name: where the times of day are meant. */
  readonly zone: string;
  readonly looks: Looks;
}

/** No instant is written with more characters. */
const MOST_CHARS = 80;
const NOTHING: InstantRead = { found: 'nothing' };

/**
 * Reads an instant as people write it: ISO with an offset, or a date and a time of day in `zone` in either order
 * (`2026-10-12 09:00`, `昨天下午3点`, `yesterday 15:00`, `8am today`), a time alone (today), `now`, or a while ago
 * (`2 hours ago`, `半小时前`). A date without a time is no instant. Of a time that clocks show twice, when they are set
 * back, it is the first; ISO text with an offset names the other.
 */
export function readInstant(text: string, { now, zone: name, looks }: Reading): InstantRead {
  if (text.length > MOST_CHARS) return NOTHING;
  const iso = readIsoInstant(tidyWords(text).toUpperCase());
  if (iso !== undefined) return writeInstant(iso) === undefined ? NOTHING : { found: 'instant', at: iso };
  const said = tidyInstant(text);
  const ago = readAgo(said);
  if (ago !== undefined) return { found: 'instant', at: now - ago };
  const zone = openZone(name);
  const today = dateInZone(zone, now);
  for (const [date, time] of splits(said)) {
    const read = readTime(time);
    if (read.found === 'nothing') continue;
    const day: DateRead = date === '' ? { found: 'date', date: today } : readDate(date, today, looks);
    if (day.found !== 'nothing') return join(day, read, zone);
  }
  return NOTHING;
}

const SHORT: readonly (readonly [RegExp, string])[] = [
  [/^(?:since|from|自从|自|从) ?/, ''],
  [/ ?(?:起|开始|以来)$/, ''],
  [/昨[晚夜]上?/, '昨天晚上'],
  [/今[早晨]上?/, '今天早上'],
  [/今晚上?/, '今天晚上'],
  [/明早上?/, '明天早上'],
  [/明晚上?/, '明天晚上'],
  [/\bthis morning\b/, 'today'],
  [/\bat (?=\d|noon|midnight)/, ''],
  // The offset of an ISO text that is not an instant: its date or time is read to say what is wrong with it.
  [/^(\d{4}-\d\d-\d\d[t ][\d:.]+)(?:z|[+-]\d\d:?\d\d)$/, '$1'],
  [/(\d)t(\d)/, '$1 $2'],
];

/** The text in narrow small letters, without the words around it, and with short forms written out. */
function tidyInstant(text: string): string {
  return SHORT.reduce((said, [short, long]) => said.replace(short, long), tidyWords(text)).trim();
}

const AGO = /^(\d{1,3}|an?|half an) ?(min(?:ute)?|hr?|hour)s? ago$/;
const AGO_CHINESE = /^(\d{1,3}|半|[一二两三四五六七八九十])个?(分钟|小时|钟头|半小时|半钟头)之?前$/;
const COUNTS: Readonly<Record<string, number>> = { a: 1, an: 1, 'half an': 0.5, 半: 0.5, 两: 2 };

/** How long ago, in milliseconds: `2 hours ago`, `半小时前`, `now`; undefined for other texts. */
function readAgo(said: string): number | undefined {
  if (said === 'now' || said === '现在') return 0;
  const [, count, unit] = AGO.exec(said) ?? AGO_CHINESE.exec(said) ?? [];
  if (count === undefined || unit === undefined) return undefined;
  const number = COUNTS[count] ?? ('一二三四五六七八九十'.indexOf(count) + 1 || Number(count));
  if (unit.startsWith('m') || unit === '分钟') return number * MINUTE;
  return (unit.startsWith('半') ? number + 0.5 : number) * HOUR;
}

/** The ways to take the text apart into a date (empty: none) and a time, the longest time first. */
function* splits(said: string): Generator<readonly [date: string, time: string]> {
  for (let at = 0; at < said.length; at++) {
    if (/\d{2}/.test(said.slice(at - 1, at + 1)) && at > 0) continue;
    yield [said.slice(0, at).trim(), said.slice(at).trim()];
  }
  for (let at = said.length - 1; at > 0; at--)
    if (said[at] === ' ') yield [said.slice(at).trim(), said.slice(0, at).trim()];
}

function join(day: Exclude<DateRead, { found: 'nothing' }>, time: TimeRead, zone: Zone): InstantRead {
  if (day.found !== 'date') return day;
  if (day.date < FIRST_DATE) return NOTHING;
  // It is too far ahead either way, and the answer says so.
  const date = day.date > LAST_DATE ? LAST_DATE : day.date;
  switch (time.found) {
    case 'time':
      return instantAt(zone, date, time.minutes);
    case 'which-time': {
      const choices = time.choices.map((each) => instantOfWall(zone, wallAt(date, each)));
      return { found: 'which-instant', choices };
    }
    default:
      return time;
  }
}

/** Databases and zones know no instants far beyond these. */
const [FIRST_DATE, LAST_DATE] = ['1970-01-02', '9999-12-29'];

function wallAt(date: CivilDate, minutes: DayMinutes): WallMs {
  return Date.parse(`${date}T00:00:00Z`) + minutes * MINUTE;
}

function instantAt(zone: Zone, date: CivilDate, minutes: DayMinutes): InstantRead {
  const wall = wallAt(date, minutes);
  const at = instantOfWall(zone, wall);
  const gap = wallOfInstant(zone, at) - wall;
  if (gap === 0) return { found: 'instant', at };
  return { found: 'skipped-time', near: [instantOfWall(zone, wall - gap), at] };
}
