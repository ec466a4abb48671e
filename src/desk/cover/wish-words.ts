import { plainOf } from '../../lib/plain-text.ts';
import { readDate, tidyWords } from '../date-words.ts';
import type { People } from '../person/person.ts';
import type { CivilDate } from '../sla/calendar-spec.ts';

/** Free words about a shift: "cover me Friday night", 我周六和李伟换班. */

export type Wish = 'cover' | 'swap';

/** Longer texts are about something else as well. */
const MOST_CHARS = 80;

const SWAP = [
  /\b(?:swap|switch|trade|exchange)\b.*\b(?:me|my|shifts?|duty|with)\b/,
  /(?:换|调)(?:一?[个下])?班/,
  /(?:跟我换|和我换|与我换)/,
];
const COVER = [
  /\bcover (?:me|my|for me|the shift)\b/,
  /\b(?:stand in|fill in|step in|sub) for me\b/,
  /\btake (?:my|over my) (?:shift|duty|night|weekend)\b/,
  /\b(?:who|someone|anyone|anybody)\b.*\bcovers? (?:me|my|for me)\b/,
  /(?:替|顶|代|帮)(?:一?[个下])?我(?!们?的?客户)/,
  /(?:替|顶|代)(?:一?[个下])?班/,
];

/** What a colleague's free words ask about their shift; undefined: nothing of the kind. */
export function readWish(text: string): Wish | undefined {
  const said = tidyWords(text);
  if (said.length > MOST_CHARS) return undefined;
  if (SWAP.some((each) => each.test(said))) return 'swap';
  return COVER.some((each) => each.test(said)) ? 'cover' : undefined;
}

export type Part = 'day' | 'night';

/** What words mean of time. Of a weekday that is today's, both days are possible, today first. Empty: they name no day. */
export interface MeantTime {
  readonly dates: readonly CivilDate[];
  readonly part: Part | undefined;
}

const NIGHT = /\b(?:nights?|evening|overnight)\b|[晚夜]/;
const BY_DAY = /\b(?:day ?time|day shift|by day|morning|afternoon)\b|白天|[日白早]班|[上下]午|早上/;
/** Words that stand for a day and its evening. */
const SHORT: readonly (readonly [RegExp, string])[] = [
  [/\btonight\b/, 'today night'],
  [/今[晚夜]/, '今天晚'],
  [/明[晚夜]/, '明天晚'],
  [/后[晚夜]/, '后天晚'],
];

/** Reads which day, and which part of it, words name, wherever in them it stands. */
export function readMeantTime(text: string, today: CivilDate): MeantTime {
  const said = SHORT.reduce((words, [short, long]) => words.replace(short, long), tidyWords(text));
  const part = NIGHT.test(said) ? 'night' : BY_DAY.test(said) ? 'day' : undefined;
  return { dates: datesIn(said.slice(0, MOST_CHARS), today), part };
}

/** No date is written with more characters: `the day after tomorrow`. */
const LONGEST_DATE = 24;

/** The longest date in the words, the first of several. */
function datesIn(said: string, today: CivilDate): CivilDate[] {
  for (let length = Math.min(LONGEST_DATE, said.length); length > 1; length -= 1)
    for (let from = 0; from + length <= said.length; from += 1) {
      const words = said.slice(from, from + length);
      if (words.trim() !== words || splitsWord(said, from) || splitsWord(said, from + length)) continue;
      const read = readDate(words, today);
      if (read.found !== 'date') continue;
      // A weekday alone is the next one, but who says it of today may mean today.
      const isToday = readDate(words, dayBefore(today)).found === 'date' && isWeekdayAlone(words);
      const first = isToday ? dateIn(words, dayBefore(today)) : undefined;
      return first === today ? [today, read.date] : [read.date];
    }
  return [];
}

function dateIn(words: string, today: CivilDate): CivilDate | undefined {
  const read = readDate(words, today);
  return read.found === 'date' ? read.date : undefined;
}

function isWeekdayAlone(words: string): boolean {
  return /^(?:on )?(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*$|^(?:周|星期|礼拜)./.test(words);
}

function dayBefore(date: CivilDate): CivilDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

/** Whether a place in a text is inside a word or number of Latin letters. */
function splitsWord(said: string, at: number): boolean {
  const isLatin = (sign: string | undefined) => sign !== undefined && /[a-z0-9./-]/.test(sign);
  return isLatin(said[at - 1]) && isLatin(said[at]);
}

/** The colleague whom words name, by a full name in either language or a key; of several the longest name. */
export function personIn(people: People, text: string, not: string): string | undefined {
  const { plain } = plainOf(text);
  const found = Object.keys(people).flatMap((key) => {
    const { zh = '', en = '' } = people[key]?.name ?? {};
    const names = [key, zh, en].map((each) => plainOf(each).plain).filter((each) => each !== '' && isIn(plain, each));
    return key === not ? [] : names.map((name) => ({ key, length: name.length }));
  });
  return found.toSorted((one, other) => other.length - one.length)[0]?.key;
}

/** Chinese names stand anywhere; names of letters only as whole words. */
function isIn(plain: string, name: string): boolean {
  const at = plain.indexOf(name);
  return at >= 0 && !splitsWord(plain, at) && !splitsWord(plain, at + name.length);
}
