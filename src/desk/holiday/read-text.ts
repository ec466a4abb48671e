import { type Result, refuse } from '../../lib/refusal.ts';
import type { CivilDate } from '../sla/calendar-spec.ts';
import { FEAST_WORD, holidayIn, holidayName } from './feast.ts';
import { type FlatText, flatten, type Sentence, sentencesOf } from './flat-text.ts';
import { checkNotice, type ReadDay, type ReadNotice } from './holiday.ts';
import { WEEKDAY_IN, type YearMonth } from './read-date.ts';
import { readSentence } from './read-sentence.ts';

/**
 * Reads the State Council's notice as it is published: `一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）
 * 上班。`, and the wordings of earlier years (`补休`, `与周末连休`, `公休日调至`). What it does not understand it refuses
 * with the line; it guesses nothing.
 */

/** A holiday's name at the beginning of its paragraph: `一、国庆节、中秋节：`. */
const HEADING = new RegExp(
  `(?:^|[\\n。;,]|[一二三四五六七八九十][、)]|\\d[.、)])(?:\\d{4}年)?(${FEAST_WORD}(?:[、和及与]?${FEAST_WORD})*)(?:(?=(?:放假|假期|假日)?(?:时间|安排)?[:,])|(?=\\(?(?:\\d{4}年)?\\d{1,2}月))`,
  'g',
);

/** `2026年部分节假日安排`, or the date of New Year's Day. */
const YEARS_OF_TITLE = [
  /关于(\d{4})年(?:部分|全部)?(?:节假日|放假)/,
  /(\d{4})年(?:(?:部分|全部)?(?:节假日|放假|元旦|法定)|0?1月0?1日)/,
] as const;

/** Years that a notice without a year may be about, counted from the year of today. */
const YEARS_TRIED = [-1, 0, 1, 2];

/**
 * Reads a notice. `asked`: the year that the person named; undefined: the notice says it, or its weekdays do. Refused as
 * `checkNotice` says, and for weekdays or numbers of days that do not fit, dates that do not exist, and sentences of
 * which it is not clear what they say about a date.
 */
export function readNoticeText(text: string, asked: number | undefined, today: CivilDate): Result<ReadNotice> {
  const flat = flatten(text, HEADING);
  if (flat.plain.replaceAll('\n', '') === '') return refuse('holidays.empty');
  const sentences = sentencesOf(flat, HEADING);
  if (sentences.length === 0) return refuse('holidays.no-holiday', { line: 1 });
  const title = YEARS_OF_TITLE.find((each) => each.test(flat.plain));
  const titled = title?.exec(flat.plain)?.[1];
  if (asked !== undefined && title && Number(titled) !== asked)
    return refuse('holidays.titled-otherwise', { line: lineOf(flat, title), year: Number(titled), asked });
  const year = asked ?? (titled === undefined ? undefined : Number(titled));
  if (year !== undefined) return readAs(sentences, year);
  return readByWeekdays(sentences, flat, today);
}

function lineOf(flat: FlatText, pattern: RegExp): number {
  return flat.lines[flat.plain.search(pattern)] ?? 1;
}

/** A text without its year is of the one year near today in which all of its weekdays fit. */
function readByWeekdays(sentences: readonly Sentence[], flat: FlatText, today: CivilDate): Result<ReadNotice> {
  const now = Number(today.slice(0, 4));
  if (!WEEKDAY_IN.test(flat.plain)) return refuse('holidays.no-year', { year: now + 1 });
  const tried = YEARS_TRIED.map((ahead) => readAs(sentences, now + ahead));
  const [fitting, another] = tried.filter(({ ok }) => ok);
  if (fitting && !another) return fitting;
  return fitting ? refuse('holidays.no-year', { year: now + 1 }) : readAs(sentences, now + 1);
}

function readAs(sentences: readonly Sentence[], year: number): Result<ReadNotice> {
  const days: ReadDay[] = [];
  let last: YearMonth | undefined;
  for (const sentence of sentences) {
    if (sentence.isFirst) last = undefined;
    const holiday = holidayIn(sentence.heading);
    if (!holiday) return refuse('holidays.unknown-pair', { line: sentence.line, name: sentence.heading });
    const read = readSentence(sentence, { holiday, year, last, days });
    if (!read.ok) return read;
    last = read.value;
  }
  for (const { heading, isFirst, line } of sentences) {
    const holiday = holidayIn(heading);
    if (isFirst && holiday && !days.some((day) => day.kind === 'off' && day.holiday === holiday))
      return refuse('holidays.no-days', { line, name: holidayName(holiday) });
  }
  return checkNotice('text', year, days);
}
