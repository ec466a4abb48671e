import { DAY, type Instant } from '../../lib/instant.ts';
import { isCalled } from '../../lib/language.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { dateInZone, instantOfWall, openZone } from '../../lib/zone.ts';
import type { BookSource } from '../book/schema.ts';
import { readDay, readMoment } from '../date-input.ts';
import { readDate, tidyWords } from '../date-words.ts';
import type { Ask } from '../desk.ts';
import { shorten } from '../input.ts';
import { readInstant } from '../instant-words.ts';
import { type DayNumber, dateOfDay, dayOfDate, weekdayOfDay } from '../sla/civil-date.ts';

/** Reads for which time, and for which rotation, a person wants to see who is on duty. */

export type Wanted =
  | { readonly kind: 'at'; readonly at: Instant }
  | { readonly kind: 'span'; readonly fromAt: Instant; readonly toAt: Instant };

/** What was asked for. `rotation` undefined: all of them. */
export interface Asked {
  readonly rotation: string | undefined;
  /** undefined: now. */
  readonly when: Wanted | undefined;
}

const MOST_WEEKS = 26;
/** Weeks from Monday to Sunday: how many after the present one. */
const NAMED_WEEKS: readonly [RegExp, number][] = [
  [/^(?:this week|本周|这周|这个?星期)$/, 0],
  [/^(?:next week|下周|下个?星期)$/, 1],
];
const WEEKS = /^(?:next |未来|接下来)?(\d{1,4})? ?(?:weeks?|w|个?星期|个?周|周)$/;
/** `weeks` without a number. */
const USUAL_WEEKS = 8;

/**
 * Reads the words behind `/desk oncall`: a rotation or none, then nothing, an instant, a date (that whole day), or a
 * number of weeks from now on (`4 weeks`, `4周`). Refuses other words, with examples.
 */
export function readAsked(ask: Ask, words: string): Result<Asked> {
  const { rotation, rest } = takeRotation(ask.book.source, words);
  if (rest === '') return accept({ rotation, when: undefined });
  const when = readWhen(ask, rest);
  return when.ok ? accept({ rotation, when: when.value }) : when;
}

/** Splits off the rotation that the words begin with, by its key or its name. */
export function takeRotation({ rotations }: BookSource, words: string) {
  const parts = words.trim().split(/\s+/);
  for (let count = parts.length; count > 0; count--) {
    const word = parts.slice(0, count).join(' ');
    const found = Object.entries(rotations).find(([key, { name }]) => isCalled(word, key, name));
    if (found) return { rotation: found[0], rest: parts.slice(count).join(' ') };
  }
  return { rotation: undefined, rest: words.trim() };
}

function readWhen(ask: Ask, words: string): Result<Wanted> {
  const { now } = ask.turn;
  const named = NAMED_WEEKS.find(([word]) => word.test(tidyWords(words)));
  if (named) return accept(daysFrom(ask, mondayOf(todayOf(ask)) + named[1] * 7, 7));
  const weeks = WEEKS.exec(tidyWords(words));
  if (weeks) {
    const count = weeks[1] === undefined ? USUAL_WEEKS : Number(weeks[1]);
    if (count < 1 || count > MOST_WEEKS) return refuse('rota.weeks', { most: MOST_WEEKS });
    return accept({ kind: 'span', fromAt: now, toAt: now + count * 7 * DAY });
  }
  const zone = zoneOf(ask);
  if (readInstant(words, { now, zone, looks: 'ahead' }).found !== 'nothing') {
    const at = readMoment(ask, 'when', words, { looks: 'ahead', mostYears: 1 });
    return at.ok ? accept({ kind: 'at', at: at.value }) : at;
  }
  const day = readWantedDay(ask, words);
  return day.ok ? accept(daysFrom(ask, day.value, 1)) : day;
}

function daysFrom(ask: Ask, first: DayNumber, count: number): Wanted {
  const startOf = (day: DayNumber) => instantOfWall(openZone(zoneOf(ask)), day * DAY);
  return { kind: 'span', fromAt: startOf(first), toAt: startOf(first + count) };
}

/** Today, in the zone of `zoneOf`. */
export function todayOf(ask: Pick<Ask, 'book' | 'turn'>): DayNumber {
  return dayOfDate(dateInZone(openZone(zoneOf(ask)), ask.turn.now));
}

/** The day that the words name. Refuses words that name none, and a day more than a year ahead. */
export function readWantedDay(ask: Ask, words: string): Result<DayNumber> {
  const today = dateOfDay(todayOf(ask));
  if (readDate(words, today).found === 'nothing') return refuse('rota.not-a-time', { value: shorten(words, 40) });
  const date = readDay(ask, 'when', words, today);
  return date.ok ? accept(dayOfDate(date.value)) : date;
}

/** The Monday of the week that a day is in. */
export function mondayOf(day: DayNumber): DayNumber {
  return day - weekdayOfDay(day);
}

/** Dates and times of day are meant, and shown, in the provider's zone where several rotations are on one page. */
export function zoneOf({ book }: Pick<Ask, 'book'>): string {
  return book.source.provider.timeZone;
}
