import { accept, type Refusal, type Result, refuse } from '../../lib/refusal.ts';
import type { CivilDate, CnHoliday } from '../sla/calendar-spec.ts';
import { dateOfDay, dayOfDate } from '../sla/civil-date.ts';
import { datesFrom } from '../sla/workdays-cn.ts';
import { feastsIn, feastsOf, holidayName } from './feast.ts';
import type { Sentence } from './flat-text.ts';
import { isWeekend, type ReadDay } from './holiday.ts';
import { DATE_PATTERN, readDate, type YearMonth } from './read-date.ts';

/** Reads one sentence of a notice: its dates, and what it says of them. */

const TOKEN = new RegExp(
  [
    DATE_PATTERN,
    '(?<to>至|到|—+|-+|~|–|―)',
    '(?<not>不放假|不补休|不休息|不上班)',
    '(?<nothing>不再?调休)',
    '(?:共放?假?|放假|放假调休|放假公休|连休)(?<count>\\d{1,3})天',
    '(?<work>调休上班|照常上班|正常上班|上班|补班|工作)',
    '(?<swap>公休日?(?:分别)?调整?(?:至|到)|(?:分别)?调整?(?:至|到))',
    '(?<told>照常公休|为公休日?|为?法定节?假日)',
    '(?<off>放假|补休|连休|休息|调休|公休)',
    '(?<comma>[,;])',
  ].join('|'),
  'g',
);

/** A span is no longer: two dates may lie centuries apart. */
const MOST_DAYS = 62;

/** Where a sentence stands. Its days are added to `days`. */
interface Place {
  readonly holiday: CnHoliday;
  /** The year of the notice. */
  readonly year: number;
  readonly last: YearMonth | undefined;
  readonly days: ReadDay[];
}

/** What a sentence says so far. */
interface Reading extends Place {
  /** Dates of which is not said yet what they are. */
  pending: CivilDate[];
  /** The worked days of an exchange (`… 公休日调至 …`) whose days off are named next; undefined: none is open. */
  swapped: CivilDate[] | undefined;
  /** The beginning of a span whose end is named next. */
  spanFrom: CivilDate | undefined;
  last: YearMonth | undefined;
  /** Days that this sentence gave off; `共3天` is compared with them. */
  readonly off: Set<CivilDate>;
  /** Whether the weekend beside them counts too: `1月1日放假，与周末连休，共3天`. */
  readonly joinsWeekend: boolean;
  /** The line of the present sign. */
  line: number;
}

/**
 * Adds the days of one sentence, and gives the month of its last date. Refused as `readDate` says, and for spans that go
 * back or are longer than any holiday, numbers of days that do not fit, and dates of which nothing is said.
 */
export function readSentence({ text, line, lines }: Sentence, place: Place): Result<YearMonth | undefined> {
  const { holiday, last } = place;
  // An encouragement to take leave is no day off: 鼓励…安排职工在除夕（2月9日）休息.
  if (/鼓励|建议|带薪/.test(text) || namesAnother(text, holiday)) return accept(last);
  const at: Reading = {
    ...place,
    pending: [],
    swapped: undefined,
    spanFrom: undefined,
    off: new Set(),
    joinsWeekend: /与?周末连休/.test(text),
    line,
  };
  for (const match of text.matchAll(TOKEN)) {
    at.line = lines[match.index] ?? line;
    const refusal = readToken(at, match.groups ?? {}, text[match.index - 1] ?? '');
    if (refusal) return refusal;
  }
  endSwap(at);
  const [unsaid] = at.pending;
  if (unsaid !== undefined && !isDateline(text))
    return refuse('holidays.no-verb', { line, date: unsaid, name: holidayName(holiday) });
  return accept(at.last);
}

type Groups = Readonly<Record<string, string | undefined>>;

/** One word of a sentence. `before`: the sign in front of it. */
function readToken(at: Reading, groups: Groups, before: string): Refusal | undefined {
  if (groups.day !== undefined) return readDay(at, groups);
  if (groups.to !== undefined) {
    // Only between two dates: elsewhere a dash is a dash.
    at.spanFrom = /[日)一二三四五六天起]/.test(before) ? at.pending.at(-1) : undefined;
    return undefined;
  }
  if (groups.nothing !== undefined) return undefined;
  if (groups.swap !== undefined) {
    [at.swapped, at.pending] = [at.pending, []];
    return undefined;
  }
  endSwap(at);
  return groups.comma === undefined ? readVerb(at, groups) : undefined;
}

/** What is said of the dates before it. */
function readVerb(at: Reading, groups: Groups): Refusal | undefined {
  const { line, holiday, pending, off } = at;
  const name = holidayName(holiday);
  const [first] = pending;
  if (groups.not !== undefined)
    return first === undefined ? undefined : refuse('holidays.no-verb', { line, date: first, name });
  // `1月4日（周日）调休` may mean either: off as the days before it, or worked for them.
  if (groups.off === '调休' && first !== undefined && pending.every(isWeekend))
    return refuse('holidays.no-verb', { line, date: first, name });
  if (groups.work !== undefined) give(at, 'work', pending);
  else if (groups.off !== undefined || groups.count !== undefined) give(at, 'off', pending);
  at.pending = [];
  const count = Number(groups.count);
  if (groups.count === undefined || off.size === 0 || off.size === count) return undefined;
  if (at.joinsWeekend && withWeekends(off).size === count) return undefined;
  return refuse('holidays.count', { line, name, count, found: off.size });
}

/** Days off and the Saturdays and Sundays that touch them. */
function withWeekends(off: ReadonlySet<CivilDate>): ReadonlySet<CivilDate> {
  const all = new Set(off);
  for (const date of all)
    for (const by of [-1, 1]) {
      const beside = dateOfDay(dayOfDate(date) + by);
      if (isWeekend(beside)) all.add(beside);
    }
  return all;
}

function readDay(at: Reading, groups: Groups): Refusal | undefined {
  const { line, spanFrom: from } = at;
  const read = readDate(groups, at);
  if (!read.ok) return read;
  const { date, last } = read.value;
  [at.last, at.spanFrom] = [last, undefined];
  if (from === undefined) {
    at.pending.push(date);
    return undefined;
  }
  if (date <= from) return refuse('holidays.backwards', { line, date: from, until: date });
  const count = dayOfDate(date) - dayOfDate(from) + 1;
  if (count > MOST_DAYS)
    return refuse('holidays.too-long', { line, name: holidayName(at.holiday), count, most: MOST_DAYS });
  at.pending.push(...datesFrom(from, date).slice(1));
  return undefined;
}

/** Days that an exchange takes work are worked, unless they are inside the holiday themselves. */
function endSwap(at: Reading): void {
  const { swapped, pending, days } = at;
  if (!swapped || pending.length === 0) return;
  const isOff = (date: CivilDate) => days.some((day) => day.date === date && day.kind === 'off');
  give(
    at,
    'off',
    pending.filter((date) => !isOff(date)),
  );
  give(
    at,
    'work',
    swapped.filter((date) => !isOff(date)),
  );
  [at.swapped, at.pending] = [undefined, []];
}

function give({ days, off, holiday, line }: Reading, kind: ReadDay['kind'], dates: readonly CivilDate[]): void {
  for (const date of dates) {
    days.push({ date, kind, holiday, line });
    if (kind === 'off') off.add(date);
  }
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
