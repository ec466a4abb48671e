import { t } from '../../../i18n/i18n.ts';
import { LANGUAGES, type Language } from '../../../lib/language.ts';
import { plainWord } from '../../../lib/plain-text.ts';
import { readDate } from '../../date-words.ts';
import { ROLES } from '../../person/person.ts';
import { type Column, columnUnder, headingOf, SHEETS, type SheetKind } from './columns.ts';
import type { SheetProblem } from './problem.ts';
import type { Cell, Table } from './table.ts';

/** Reads the rows of one sheet: which column is what, and what each cell says. */

/** A row by the fields of its columns. Empty cells are left out. */
export interface ReadRow {
  readonly kind: SheetKind;
  readonly sheet: string;
  readonly row: number;
  readonly fields: Readonly<Record<string, unknown>>;
  /** Of an entry that one column alone brought, such as a customer's channel: the field of that column. */
  readonly under?: string;
}

export interface ReadSheet {
  readonly rows: readonly ReadRow[];
  /** The heading of each field, as the file writes it. */
  readonly headings: Readonly<Record<string, string>>;
  readonly problems: readonly SheetProblem[];
}

/** Thrown with what is wrong with a cell. */
class WrongCell extends Error {}

export function readRows(kind: SheetKind, table: Table, language: Language): ReadSheet {
  const problems: SheetProblem[] = [];
  const columns = columnsOf(kind, table, language, problems);
  const headings = Object.fromEntries(columns.flatMap((each) => (each ? [[each.column.field, each.heading]] : [])));
  const isThere = ({ field }: Column) => Object.hasOwn(headings, field);
  const needed: readonly Column[] = SHEETS[kind].columns;
  for (const column of needed.filter((each) => each.isNeeded && !isThere(each)))
    problems.push({
      ...{ sheet: table.name, row: table.head.row, column: undefined },
      text: t(language, 'import.sheet.column-missing', { column: headingOf(column, language) }),
    });
  const rows = table.rows.map(({ row, cells }): ReadRow => {
    const fields: Record<string, unknown> = {};
    for (const [index, cell] of cells.entries()) {
      const under = columns[index];
      if (cell === undefined || !under) continue;
      try {
        fields[under.column.field] = readCell(cell, under.column, language);
      } catch (error) {
        if (!(error instanceof WrongCell)) throw error;
        problems.push({ sheet: table.name, row, column: under.heading, text: error.message });
      }
    }
    return { kind, sheet: table.name, row, fields };
  });
  return { rows, headings, problems };
}

function columnsOf(kind: SheetKind, { name, head, rows }: Table, language: Language, problems: SheetProblem[]) {
  const wrong = (text: string, column?: string) => void problems.push({ sheet: name, row: head.row, column, text });
  const seen = new Set<string>();
  const width = Math.max(head.cells.length, ...rows.slice(0, 1000).map(({ cells }) => cells.length));
  return Array.from({ length: width }, (_, index) => {
    const cell = head.cells[index];
    if (cell === undefined) {
      const first = rows.find(({ cells }) => cells[index] !== undefined);
      if (first) wrong(t(language, 'import.sheet.no-heading', { number: index + 1, row: first.row }));
      return undefined;
    }
    const heading = String(cell);
    const column = columnUnder(kind, heading);
    if (!column) {
      const allowed = SHEETS[kind].columns.map((each) => headingOf(each, language)).join(t(language, 'list.separator'));
      wrong(t(language, 'import.sheet.unknown-heading', { allowed }), heading);
      return undefined;
    }
    if (seen.has(column.field)) wrong(t(language, 'import.sheet.heading-twice'), heading);
    seen.add(column.field);
    return { column, heading };
  });
}

function readCell(cell: Exclude<Cell, undefined>, { kind }: Column, language: Language): unknown {
  switch (kind) {
    case 'date':
      return dateOf(cell, language);
    case 'number': {
      const number = typeof cell === 'string' ? Number(cell.replaceAll(',', '')) : cell;
      if (typeof number === 'number' && Number.isFinite(number)) return number;
      throw new WrongCell(t(language, 'import.cell.no-number', { value: String(cell) }));
    }
    case 'roles':
      return listed(textOf(cell, language)).map((word) => roleOf(word, language));
    case 'language':
      return languageOf(textOf(cell, language), language);
    case 'serials':
      return listed(textOf(cell, language));
    case 'text':
      return textOf(cell, language);
  }
}

/** Spreadsheets turn `3-5` into a date and shorten long numbers: what was typed is lost, so it is refused. */
function textOf(cell: Exclude<Cell, undefined>, language: Language): string {
  if (cell instanceof Date) throw new WrongCell(t(language, 'import.cell.became-date'));
  if (typeof cell === 'number' && Math.abs(cell) > Number.MAX_SAFE_INTEGER)
    throw new WrongCell(t(language, 'import.cell.long-number'));
  return String(cell);
}

function dateOf(cell: Exclude<Cell, undefined>, language: Language): string {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  const text = String(cell);
  // Without its year a date would be another one next year, and 3/4/2028 is two days.
  const isClear = /\d{4}/.test(text) && !/^\d{1,2}\D\d{1,2}\D\d{4}$/.test(text);
  const read = isClear ? readDate(text, '2000-01-01') : undefined;
  if (read?.found === 'date') return read.date;
  throw new WrongCell(t(language, 'import.cell.no-date', { value: text }));
}

function listed(text: string): string[] {
  return text
    .split(/[,，、;；/\n]/u)
    .map((word) => word.trim())
    .filter(Boolean);
}

function roleOf(word: string, language: Language): string {
  const wanted = plainWord(word);
  const found = ROLES.find((role) =>
    [role, ...LANGUAGES.map((each) => t(each, `role.${role}`))].some((each) => plainWord(each) === wanted),
  );
  if (found) return found;
  const allowed = ROLES.map((role) => t(language, `role.${role}`)).join(t(language, 'list.separator'));
  throw new WrongCell(t(language, 'import.cell.no-role', { value: word, allowed }));
}

function languageOf(word: string, language: Language): Language {
  const wanted = plainWord(word);
  if (['zh-cn', 'zh', '中文', '汉语', 'chinese'].includes(wanted)) return 'zh-CN';
  if (['en', '英文', '英语', 'english'].includes(wanted)) return 'en';
  throw new WrongCell(t(language, 'import.cell.no-language', { value: word }));
}
