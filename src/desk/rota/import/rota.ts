import { DAY, HOUR } from '../../../lib/instant.ts';
import type { Named } from '../../../lib/language.ts';
import type { DatedRow, LayerRule } from '../../book/rotation-rule.ts';
import { dayOfDate, WEEKDAYS, weekdayOfDay } from '../../sla/civil-date.ts';
import { type Heading, type HeadingHours, readHeading } from './hours.ts';
import { daysLater, type Known, type Moment, readMomentCell, readPerson, readTimeCell, WrongCell } from './row.ts';
import type { Imported, Problem, Sheet, SheetRow } from './sheet.ts';

/**
 * A rota from a spreadsheet, as a rotation of the service book. Two shapes are read: a column of dates and a column for
 * each layer with who has it from then on, and rows of a beginning, an end and a person. A wrong row is named by its
 * line, and nothing is imported then.
 */

/** A layer as the book writes it; what is left out has the book's default. */
export type ImportedLayer = { readonly name: Named } & Pick<LayerRule, 'members' | 'turn' | 'every' | 'time'> &
  Partial<Pick<LayerRule, 'weekday'>> & { readonly hours?: readonly HeadingHours[] };

export type ImportedRota =
  | {
      readonly kind: 'layers';
      readonly start: string;
      readonly layers: readonly ImportedLayer[];
      readonly until: string;
    }
  | { readonly kind: 'dated'; readonly dated: readonly DatedRow[]; readonly members: readonly string[] };

const BEGINS = /^(?:from|start|starts|begin|begins|开始|起|开始时间|起始|自)$/i;
const ENDS = /^(?:until|to|till|end|ends|结束|止|结束时间|至)$/i;
const DATE = /^(?:date|day|日期|值班日期)$/i;
const WHO = /^(?:person|who|name|engineer|member|on[- ]call|人员|值班人|值班人员|姓名)$/i;
/** What the book takes (`rotation-rule.ts`). */
const [MOST_DATED, MOST_LAYERS] = [400, 8];
/** A longer row is a slip of the pen. */
const MOST_DAYS = 366;

/** `handoffAt`: when turns pass on where the file does not say it, `HH:MM`. */
export function importRota(sheet: Sheet, people: Known, handoffAt: string): Imported<ImportedRota> {
  const place = (word: RegExp) => sheet.head.cells.findIndex((cell) => word.test(cell));
  const [from, until, who] = [place(BEGINS), place(ENDS), place(WHO)];
  const date = place(DATE);
  if (from >= 0 && until >= 0 && who >= 0) return importDated(sheet, { from, until, who, date }, people, handoffAt);
  return importLayers(sheet, people, handoffAt);
}

/** Runs `read` on each row; every row that is wrong becomes a problem. */
function eachRow<T>(rows: readonly SheetRow[], read: (row: SheetRow) => T): { values: T[]; problems: Problem[] } {
  const values: T[] = [];
  const problems: Problem[] = [];
  for (const row of rows)
    try {
      values.push(read(row));
    } catch (error) {
      if (!(error instanceof WrongCell)) throw error;
      problems.push({ line: row.line, text: error.message });
    }
  return { values, problems };
}

interface Columns {
  readonly from: number;
  readonly until: number;
  readonly who: number;
  /** The day, where the two others have times alone; -1: there is no such column. */
  readonly date: number;
}

/** Both ends of a row. Times beside a date end on the next day where they would not end after they begin. */
function readSpan(cells: readonly string[], { from, until, date }: Columns): [Moment, Moment] {
  const [begins, ends] = [readTimeCell(cells[from]), readTimeCell(cells[until])];
  if (date < 0 || begins === undefined || ends === undefined)
    return [readMomentCell(cells[from]), readMomentCell(cells[until])];
  const day = readMomentCell(cells[date]).date;
  return [
    { date: day, time: begins },
    { date: ends > begins ? day : daysLater(day, 1), time: ends },
  ];
}

function importDated(sheet: Sheet, columns: Columns, people: Known, handoffAt: string): Imported<ImportedRota> {
  const { values, problems } = eachRow(sheet.rows, ({ cells, line }) => {
    const [begin, end] = readSpan(cells, columns);
    const [at, untilAt] = [begin.time ?? handoffAt, end.time ?? handoffAt];
    const row: DatedRow = {
      from: begin.date,
      at,
      until: end.date,
      untilAt,
      person: readPerson(cells[columns.who], people),
    };
    if (endOf(row) <= beginOf(row)) throw new WrongCell('it ends before it begins');
    if (dayOfDate(row.until) - dayOfDate(row.from) > MOST_DAYS) throw new WrongCell('it lasts longer than a year');
    return { line, row };
  });
  const sorted = values.toSorted((one, other) => (beginOf(one.row) < beginOf(other.row) ? -1 : 1));
  for (const [index, { line, row }] of sorted.entries()) {
    const before = sorted[index - 1];
    if (before && beginOf(row) < endOf(before.row))
      problems.push({ line, text: `it overlaps line ${before.line}, which ends ${endOf(before.row)}` });
  }
  if (sorted.length > MOST_DATED)
    problems.push({ line: sheet.rows[MOST_DATED]?.line ?? 1, text: `a rotation takes ${MOST_DATED} dated rows` });
  if (problems.length > 0) return failed(problems);
  const dated = sorted.map(({ row }) => row);
  return { ok: true, value: { kind: 'dated', dated, members: [...new Set(dated.map(({ person }) => person))] } };
}

const beginOf = ({ from, at }: DatedRow) => `${from} ${at}`;
const endOf = ({ until, untilAt }: DatedRow) => `${until} ${untilAt}`;

interface Turn {
  readonly line: number;
  readonly begin: Moment;
  readonly people: readonly string[];
}

function importLayers(sheet: Sheet, people: Known, handoffAt: string): Imported<ImportedRota> {
  const headings = sheet.head.cells
    .slice(1)
    .filter((cell) => cell !== '')
    .map(readHeading);
  const wrongHead = headProblem(headings);
  if (wrongHead !== undefined) return failed([{ line: sheet.head.line, text: wrongHead }]);
  const { values: turns, problems } = eachRow(sheet.rows, ({ cells, line }): Turn => {
    const begin = readMomentCell(cells[0]);
    return { line, begin, people: headings.map((_, index) => readPerson(cells[index + 1], people)) };
  });
  if (problems.length > 0) return failed(problems);
  const step = stepOf(turns);
  if (!step.ok) return step;
  const [first] = turns;
  const last = turns.at(-1);
  if (!first || !last) return failed([{ line: sheet.head.line, text: 'no rows' }]);
  const time = first.begin.time ?? handoffAt;
  const { unit, every } = step.value;
  const layers = headings.map(
    ({ name, hours }, index): ImportedLayer => ({
      name: { zh: name, en: name },
      members: shortest(turns.map((turn) => turn.people[index] ?? '')),
      turn: unit,
      every,
      ...(unit === 'week' ? { weekday: WEEKDAYS[weekdayOfDay(dayOfDate(first.begin.date))] ?? 'mon' } : {}),
      time,
      ...(hours ? { hours } : {}),
    }),
  );
  // A layer that rings always is the lowest, so that the others count in their hours.
  const lowestFirst = layers.toSorted(
    (one, other) => Number(one.hours !== undefined) - Number(other.hours !== undefined),
  );
  const until = daysLater(last.begin.date, every * (unit === 'week' ? 7 : 1));
  return { ok: true, value: { kind: 'layers', start: first.begin.date, layers: lowestFirst, until } };
}

function headProblem(headings: readonly Heading[]): string | undefined {
  if (headings.length === 0)
    return 'a first column of dates and a column for each layer are needed, or the columns from, until and person';
  if (headings.length > MOST_LAYERS) return `a rotation takes ${MOST_LAYERS} layers`;
  const always = headings.filter(({ hours }) => hours === undefined);
  if (always.length > 1)
    return `"${always.map(({ name }) => name).join('" and "')}" both ring always; write hours into the heading: "In hours (working days 09:30-17:30)"`;
  const late = headings.flatMap(({ hours = [] }) => hours).find(({ from, to }) => [from, to].some(isNoTime));
  return late && `${late.from}-${late.to}: there is no such time`;
}

function isNoTime(time: string): boolean {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour > 24 || minute > 59 || hour * HOUR + minute > DAY;
}

/** How far the rows are apart: an equal number of weeks, or of days, each. */
function stepOf(turns: readonly Turn[]): Imported<{ unit: 'week' | 'day'; every: number }> {
  const days = turns.map(({ begin }) => dayOfDate(begin.date));
  const step = turns.length > 1 ? (days[1] ?? 0) - (days[0] ?? 0) : 7;
  const problems = turns.flatMap(({ line, begin }, index): Problem[] => {
    if (begin.time !== turns[0]?.begin.time) return [{ line, text: 'every turn begins at the time of the first one' }];
    const apart = (days[index] ?? 0) - (days[index - 1] ?? 0);
    if (index === 0 || (apart === step && step > 0)) return [];
    return [
      {
        line,
        text: `${begin.date} is ${apart} days after the row before, the first two rows are ${step} apart; write such a rota with the columns from, until and person`,
      },
    ];
  });
  if (problems.length > 0) return failed(problems);
  const value = step % 7 === 0 ? ({ unit: 'week', every: step / 7 } as const) : ({ unit: 'day', every: step } as const);
  return value.every > 60
    ? failed([{ line: turns[1]?.line ?? 1, text: 'a turn lasts 60 at most' }])
    : { ok: true, value };
}

/** The shortest beginning of a list that gives the list when it is repeated, so that a rota that goes round is one. */
function shortest(members: readonly string[]): string[] {
  const count = members.findIndex(
    (_, index) => index > 0 && members.every((each, place) => each === members[place % index]),
  );
  return members.slice(0, count < 0 ? members.length : count);
}

function failed(problems: readonly Problem[]): { readonly ok: false; readonly problems: Problem[] } {
  return { ok: false, problems: problems.toSorted((one, other) => one.line - other.line) };
}
