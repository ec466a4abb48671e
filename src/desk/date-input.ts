import { dateInYear, plainDate, weekdayName, whenInYear } from '../i18n/when.ts';
import type { Instant } from '../lib/instant.ts';
import { accept, type Refusal, type Result, refuse } from '../lib/refusal.ts';
import { dateInZone, openZone } from '../lib/zone.ts';
import { type DateRead, type Looks, readDate } from './date-words.ts';
import type { Ask } from './desk.ts';
import { shorten } from './input.ts';
import { type InstantRead, readInstant } from './instant-words.ts';
import type { CivilDate } from './sla/calendar-spec.ts';
import { dayOfDate, weekdayOfDay, yearsLater } from './sla/civil-date.ts';

/**
 * The one place where dates and instants from people are read and refused. What does not exist is refused with what may
 * be meant, and what may mean two things is asked about, never guessed. Programs write ISO text: `lib/iso-time.ts`.
 */

/** No plan of a person lies further ahead. */
const MOST_YEARS_AHEAD = 2;

/** Where a date comes from: the field that it was written into, and what was written. */
interface Given {
  readonly field: string;
  readonly value: string;
}

/**
 * Reads a date as people write it, counted from `today`. Refused if it is none or may be another, and if it lies more
 * than two years ahead. Whether it may be past is for the feature to say.
 */
export function readDay(ask: Pick<Ask, 'asker'>, field: string, said: string, today: CivilDate): Result<CivilDate> {
  const given = { field, value: shorten(said, 40) };
  const read = readDate(said, today);
  if (read.found === 'nothing') return refuse('input.not-a-date', { ...given });
  if (read.found !== 'date') return refuseDate(read, given, ask);
  return refuseFar(read.date, today, MOST_YEARS_AHEAD, given, ask) ?? accept(read.date);
}

/** How an instant is read. */
interface MomentReading {
  /** Where a date without a year, or a weekday alone, is looked for. */
  readonly looks: Looks;
  /** IANA name of the zone that times of day are meant in; left out: the provider's. */
  readonly zone?: string;
  /** How many years ahead it may lie; left out: two. */
  readonly mostYears?: number;
}

/**
 * Reads an instant as people write it. Refused if it is none or may be another, and if it lies too far ahead. Other
 * bounds are for the feature to check.
 */
export function readMoment(
  ask: Pick<Ask, 'asker' | 'book' | 'turn'>,
  field: string,
  said: string,
  { looks, zone = ask.book.source.provider.timeZone, mostYears = MOST_YEARS_AHEAD }: MomentReading,
): Result<Instant> {
  const given = { field, value: shorten(said, 40) };
  const read = readInstant(said, { now: ask.turn.now, zone, looks });
  switch (read.found) {
    case 'instant': {
      const dateAt = (at: Instant) => dateInZone(openZone(zone), at);
      return refuseFar(dateAt(read.at), dateAt(ask.turn.now), mostYears, given, ask) ?? accept(read.at);
    }
    case 'nothing':
      return refuse('input.not-an-instant', { ...given });
    case 'which-instant':
      return refuse('input.which-one', { ...given, ...namedInstants(read.choices, zone, ask) });
    case 'skipped-time':
      return refuse('input.skipped-time', { ...given, zone, ...namedInstants(read.near, zone, ask) });
    case 'no-such-time': {
      const [one = '', other = ''] = read.near.map(clockTime);
      return refuse('input.no-such-time', { ...given, one, other });
    }
    default:
      return refuseDate(read, given, ask);
  }
}

/** An instant as it was understood, with its year, in the asker's language and the provider's zone. */
export function nameMoment({ asker, book }: Pick<Ask, 'asker' | 'book'>, at: Instant): string {
  return whenInYear(asker.language, at, book.source.provider.timeZone);
}

/**
 * Takes an instant from the front of typed words, of which it may be several: `yesterday 15:00 30%`. Gives its text and
 * the rest; without an instant there the first word is taken for it, so that the refusal names that.
 */
export function takeMoment(
  { turn, book }: Pick<Ask, 'book' | 'turn'>,
  text: string,
  { looks, zone = book.source.provider.timeZone }: MomentReading,
): { said: string; rest: string; isMoment: boolean } {
  const words = text.trim().split(/\s+/);
  const isMoment = (said: string) => readInstant(said, { now: turn.now, zone, looks }).found !== 'nothing';
  let count = Math.min(words.length, MOST_WORDS);
  while (count > 0 && !isMoment(words.slice(0, count).join(' '))) count -= 1;
  const end = Math.max(count, 1);
  return { said: words.slice(0, end).join(' '), rest: words.slice(end).join(' '), isMoment: count > 0 };
}

/** `since Mon 12 Oct 2026 09:00 pm` has no more. */
const MOST_WORDS = 7;

/** Refuses a date that lies more than so many years after today, and names the last one that is possible. */
function refuseFar(
  date: CivilDate,
  today: CivilDate,
  years: number,
  { field }: Given,
  { asker: { language } }: Pick<Ask, 'asker'>,
): Refusal | undefined {
  const last = yearsLater(today, years);
  if (date <= last) return undefined;
  return refuse('input.date-too-far', { field, date: dateInYear(language, date), last: dateInYear(language, last) });
}

type Doubtful = Exclude<DateRead, { found: 'date' | 'nothing' }> & InstantRead;

/** Says what is wrong with a date, or asks which was meant; the texts end with the two days that may be meant. */
function refuseDate(read: Doubtful, given: Given, { asker: { language } }: Pick<Ask, 'asker'>): Refusal {
  const name = (date: CivilDate) => dateInYear(language, date);
  switch (read.found) {
    case 'no-such-day': {
      const [one = '', other = ''] = read.near.map(name);
      return refuse('input.no-such-day', { ...given, one, other });
    }
    case 'other-weekday':
      return refuse('input.which-day', {
        field: given.field,
        date: plainDate(language, read.date),
        weekday: weekdayName(language, weekdayOfDay(dayOfDate(read.date))),
        said: weekdayName(language, read.said),
        one: name(read.date),
        other: name(read.other),
      });
    case 'other-year': {
      const [one = '', other = ''] = read.choices.map(name);
      const code = read.passed < (read.choices[0] ?? '') ? 'input.day-is-past' : 'input.day-is-ahead';
      return refuse(code, { field: given.field, date: name(read.passed), one, other });
    }
  }
}

function namedInstants(
  choices: readonly Instant[],
  zone: string,
  { asker }: Pick<Ask, 'asker'>,
): { one: string; other: string } {
  const [one = '', other = ''] = choices.map((at) => whenInYear(asker.language, at, zone));
  return { one, other };
}

/** Minutes of a day as a clock shows them: `08:05`. */
function clockTime(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return `${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
}
