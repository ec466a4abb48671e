import { accept, type Refusal, type Result, refuse } from '../../lib/refusal.ts';
import type { CivilDate, CnHoliday } from '../sla/calendar-spec.ts';
import { dayOfDate, lastDayOf, weekdayOfDay, writeDate } from '../sla/civil-date.ts';
import { datesFrom } from '../sla/workdays-cn.ts';
import { FEAST_WORD, feastsIn, feastsOf, holidayIn, holidayName } from './feast.ts';
import { type FlatText, flatten, type Sentence, sentencesOf } from './flat-text.ts';
import { checkNotice, type ReadDay, type ReadNotice, WEEKDAY_NAMES } from './holiday.ts';

/**
 * Reads the State Council's notice as it is published: `一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）
 * 上班。`, and the wordings of earlier years (`补休`, `与周末连休`, `公休日调至`). What it does not understand it refuses
 * with the line; it guesses nothing.
 */

/** A holiday's name at the beginning of its paragraph: `一、国庆节、中秋节：`. */
const HEADING = new RegExp(
  `(?:^|[\\n。;]|[一二三四五六七八九十][、)]|\\d[.、)])(${FEAST_WORD}(?:[、和及与]?${FEAST_WORD})*)(?=(?:放假)?[:,]|\\(?(?:\\d{4}年)?\\d{1,2}月)`,
  'g',
);

/** `2026年部分节假日安排`, or the date of New Year's Day. */
const YEAR_OF_TITLE = /(\d{4})年(?:(?:部分|全部)?(?:节假日|放假|元旦|法定)|0?1月0?1日)/;

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
  const titled = YEAR_OF_TITLE.exec(flat.plain)?.[1];
  if (asked !== undefined && titled !== undefined && Number(titled) !== asked)
    return refuse('holidays.titled-otherwise', { line: lineOf(flat, YEAR_OF_TITLE), year: Number(titled), asked });
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
    const read = readSentence(sentence, holiday, year, last, days);
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

type YearMonth = readonly [year: number, month: number];

const WEEKDAY = '(?:周|星期|礼拜)[一二三四五六日天]';
const TOKEN = new RegExp(
  [
    `(?:(?<year>\\d{4})年)?(?:(?<month>\\d{1,2})月)?(?<day>\\d{1,2})日(?:\\((?<aside>[^()]*)\\)|(?<weekday>${WEEKDAY}))?`,
    '(?<to>至|到|—+|-+|~|–|―)',
    '(?:共|放假|连休)(?<count>\\d{1,3})天',
    '(?<work>调休上班|照常上班|正常上班|上班|补班|工作)',
    '(?<swap>公休日?(?:分别)?调(?:整)?(?:至|到)|(?:分别)?调(?:整)?(?:至|到))',
    '(?<told>照常公休|为公休日?|为?法定节?假日)',
    '(?<off>放假|补休|连休|休息|调休|公休)',
    '(?<comma>[,;])',
  ].join('|'),
  'g',
);

/** What a sentence says so far. */
interface Reading {
  /** Dates of which is not said yet what they are. */
  pending: CivilDate[];
  /** The worked days of an exchange (`… 公休日调至 …`) whose days off are named next; undefined: none is open. */
  swapped: CivilDate[] | undefined;
  /** The beginning of a span whose end is named next. */
  spanFrom: CivilDate | undefined;
  /** The last date, from which a day without its month is counted. */
  last: YearMonth | undefined;
  /** Days that this sentence gave off; `共3天` is compared with them. */
  off: Set<CivilDate>;
}

/** Adds the days of one sentence to `days`. Gives the month of its last date. */
function readSentence(
  { text, line, lines }: Sentence,
  holiday: CnHoliday,
  year: number,
  last: YearMonth | undefined,
  days: ReadDay[],
): Result<YearMonth | undefined> {
  // An encouragement to take leave is no day off: 鼓励…安排职工在除夕（2月9日）休息.
  if (/鼓励|建议|带薪/.test(text) || namesAnother(text, holiday)) return accept(last);
  const at: Reading = { pending: [], swapped: undefined, spanFrom: undefined, last, off: new Set() };
  const name = holidayName(holiday);
  const give = (kind: ReadDay['kind'], dates: readonly CivilDate[], index: number) => {
    for (const date of dates) days.push({ date, kind, holiday, line: lines[index] ?? line });
    if (kind === 'off') for (const date of dates) at.off.add(date);
  };
  const isOff = (date: CivilDate) => days.some((day) => day.date === date && day.kind === 'off');
  /** Days that an exchange takes work are worked, unless they are inside the holiday themselves. */
  const endSwap = (index: number) => {
    if (!at.swapped || at.pending.length === 0) return;
    give(
      'off',
      at.pending.filter((date) => !isOff(date)),
      index,
    );
    give(
      'work',
      at.swapped.filter((date) => !isOff(date)),
      index,
    );
    at.swapped = undefined;
    at.pending = [];
  };
  for (const match of text.matchAll(TOKEN)) {
    const { index } = match;
    const groups = match.groups ?? {};
    const here = lines[index] ?? line;
    if (groups.day !== undefined) {
      const dated = readDate(groups, holiday, year, at, here);
      if (!dated.ok) return dated;
      const from = at.spanFrom;
      at.spanFrom = undefined;
      if (from !== undefined && dated.value <= from)
        return refuse('holidays.backwards', { line: here, date: from, until: dated.value });
      at.pending.push(...(from === undefined ? [dated.value] : datesFrom(from, dated.value).slice(1)));
      continue;
    }
    if (groups.to !== undefined) {
      // Only between two dates: elsewhere a dash is a dash.
      at.spanFrom = /(?:日|\)|[一二三四五六日天]|起)$/.test(text.slice(0, index)) ? at.pending.at(-1) : undefined;
      continue;
    }
    if (groups.comma !== undefined) {
      endSwap(index);
      continue;
    }
    if (groups.swap !== undefined) {
      [at.swapped, at.pending] = [at.pending, []];
      continue;
    }
    endSwap(index);
    const isCounted = groups.count !== undefined;
    if (groups.work !== undefined) give('work', at.pending, index);
    else if (groups.off !== undefined || isCounted) give('off', at.pending, index);
    at.pending = [];
    if (isCounted && at.off.size > 0 && at.off.size !== Number(groups.count))
      return refuse('holidays.count', { line: here, name, count: Number(groups.count), found: at.off.size });
  }
  endSwap(text.length);
  if (at.pending.length > 0 && !isDateline(text))
    return refuse('holidays.no-verb', { line, date: at.pending[0] ?? '', name });
  return accept(at.last);
}

/**
 * Whether a sentence is about other holidays too: a rule for every year, such as 劳动节放假调休5天. Should it be the
 * paragraph of a holiday whose name was not found, that holiday is missing, and the notice is refused.
 */
function namesAnother(text: string, holiday: CnHoliday): boolean {
  const named = feastsIn(text);
  return named.some((feast) => !feastsOf(holiday).includes(feast));
}

/** A full date with nothing said about it is when the notice was signed or published. */
function isDateline(text: string): boolean {
  return (
    !/放假|补休|上班|休/.test(text) &&
    (text.match(/\d{1,2}日/g) ?? []).length === (text.match(/\d{4}年\d{1,2}月\d{1,2}日/g) ?? []).length
  );
}

/** A date of a notice, in which the year and the month may be left out. Its weekday has to fit. */
function readDate(
  groups: Readonly<Record<string, string | undefined>>,
  holiday: CnHoliday,
  year: number,
  at: Reading,
  line: number,
): Result<CivilDate> {
  const day = Number(groups.day);
  const month = groups.month === undefined ? at.last?.[1] : Number(groups.month);
  if (month === undefined) return refuse('holidays.no-month', { line, day });
  const inYear = yearOf(groups, holiday, month, year, at.last);
  if (month < 1 || month > 12 || day < 1 || day > lastDayOf(inYear, month))
    return refuse('holidays.no-such-date', { line, date: `${inYear}-${month}-${day}` });
  const date = writeDate(inYear, month, day);
  at.last = [inYear, month];
  return refusalOfWeekday(`${groups.aside ?? ''}${groups.weekday ?? ''}`, date, line) ?? accept(date);
}

/** New Year's holiday may begin in December of the year before, which is not always written. */
function yearOf(
  { year: said, month: written }: Readonly<Record<string, string | undefined>>,
  holiday: CnHoliday,
  month: number,
  year: number,
  last: YearMonth | undefined,
): number {
  if (said !== undefined) return Number(said);
  if (written === undefined && last) return last[0];
  return holiday === 'new-year' && month === 12 ? year - 1 : year;
}

const WEEKDAY_IN = /(?:周|星期|礼拜)([一二三四五六日天])/;

function refusalOfWeekday(words: string, date: CivilDate, line: number): Refusal | undefined {
  const sign = WEEKDAY_IN.exec(words)?.[1];
  if (sign === undefined) return undefined;
  const said = '一二三四五六日'.indexOf(sign === '天' ? '日' : sign);
  const real = weekdayOfDay(dayOfDate(date));
  if (said === real) return undefined;
  const [saidName, realName] = [WEEKDAY_NAMES[said] ?? '', WEEKDAY_NAMES[real] ?? ''];
  return refuse('holidays.weekday', { line, date, said: saidName, weekday: realName });
}
