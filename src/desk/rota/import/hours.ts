import type { DayKind } from '../../oncall/schedule/layer.ts';
import type { Weekday } from '../../sla/calendar-spec.ts';
import { WEEKDAYS } from '../../sla/civil-date.ts';

/** Reads what a heading of a rota says about hours: `Nights (mon-fri 17:00-08:00; sat-sun 08:00-08:00)`. */

export interface HeadingHours {
  readonly days: readonly (DayKind | Weekday)[];
  readonly from: string;
  readonly to: string;
}

export interface Heading {
  readonly name: string;
  /** undefined: it rings always. */
  readonly hours: readonly HeadingHours[] | undefined;
}

const RANGE = /(\d{1,2}):?(\d{2})\s*(?:-|–|—|~|至|到|to)\s*(\d{1,2}):?(\d{2})/g;

const WORKED = ['workday', 'make-up'] as const;
/** Words for days, in the order in which they are looked for. */
const DAY_WORDS: readonly [RegExp, readonly (DayKind | Weekday)[]][] = [
  [/working days?|workdays?|in[- ]hours|工作日|办公/i, WORKED],
  [/weekdays?|平日|周一至周五|周一到周五/i, ['mon', 'tue', 'wed', 'thu', 'fri']],
  [/weekends?|周末|双休日|周六日/i, ['sat', 'sun']],
  [/(?:bank |public )?holidays?|节假日|假日|法定/i, ['holiday']],
  [/every ?day|daily|每天|每日/i, WEEKDAYS],
];
/** English words for days at the end of a name, which belong to the hours behind it. */
const LAST_WORDS = /\s*(?:weekdays?|weekends?|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*(?:\s*[-–]\s*[a-z]{3,})?)\s*$/i;
const SPAN_OF_DAYS = /\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\s*(?:-|–|to)\s*(mon|tue|wed|thu|fri|sat|sun)[a-z]*\b/i;
const ONE_DAY = /\b(mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?s?\b/gi;

/** Hours without days count on all of them. The name is what stands before the hours, or the whole heading. */
export function readHeading(text: string): Heading {
  const hours: HeadingHours[] = [];
  let before = 0;
  for (const match of text.matchAll(RANGE)) {
    const [whole, fromHour = '', fromMinute = '', toHour = '', toMinute = ''] = match;
    const days = daysIn(text.slice(before, match.index));
    hours.push({
      days: days.length > 0 ? days : WEEKDAYS,
      from: `${fromHour.padStart(2, '0')}:${fromMinute}`,
      to: `${toHour.padStart(2, '0')}:${toMinute}`,
    });
    before = match.index + whole.length;
  }
  return { name: nameIn(text), hours: hours.length > 0 ? hours : undefined };
}

/** The longest name that the book takes. */
const MOST_NAME = 80;

/** `Nights (mon-fri 17:00-08:00)`, `Nights mon-fri 17:00-08:00` → `Nights`. */
function nameIn(text: string): string {
  const [before = ''] = text.split(/[(（]/);
  const [said = ''] = before.split(RANGE);
  const name = said === before ? said : said.replace(LAST_WORDS, '');
  return (name.replace(/[\s:：,，;；]+$/, '').trim() || text.trim()).slice(0, MOST_NAME);
}

function daysIn(text: string): (DayKind | Weekday)[] {
  const isByWeekday = /weekday/i.test(text);
  const days: (DayKind | Weekday)[] = DAY_WORDS.flatMap(([word, meant]) =>
    // `工作日夜间 weekdays`: the plain weekdays say more than the name.
    word.test(text) && !(isByWeekday && meant === WORKED) ? meant : [],
  );
  const [, first, last] = SPAN_OF_DAYS.exec(text) ?? [];
  if (first && last) days.push(...spanOf(first.toLowerCase(), last.toLowerCase()));
  else for (const [, day] of text.matchAll(ONE_DAY)) days.push(day?.toLowerCase() as Weekday);
  return [...new Set(days)];
}

/** `fri`, `mon` → Friday to Monday. */
function spanOf(first: string, last: string): Weekday[] {
  const [from, to] = [first, last].map((day) => WEEKDAYS.indexOf(day as Weekday)) as [number, number];
  const count = ((to - from + 7) % 7) + 1;
  return Array.from({ length: count }, (_, index) => WEEKDAYS[(from + index) % 7] ?? 'mon');
}
