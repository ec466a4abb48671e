import { t } from '../../../i18n/i18n.ts';
import type { Language } from '../../../lib/language.ts';
import { type BookContent, checkContent } from '../load.ts';
import type { SectionKeys } from '../merge.ts';
import { type Finding, fieldName } from '../problem.ts';
import type { BookSource } from '../schema.ts';
import { columnUnder, headingOf, SHEET_KINDS, SHEETS, type SheetKind, sheetCalled } from './columns.ts';
import type { Edit } from './entry.ts';
import { type Placed, placeRows } from './place.ts';
import { type SheetProblem, sheetProblemLine } from './problem.ts';
import { type ReadRow, readRows } from './row.ts';
import type { Tables } from './table.ts';

/** A book with the rows of a spreadsheet in it, or every mistake. */
export type Imported =
  | {
      readonly ok: true;
      readonly source: BookSource;
      /** The book as it is written, and how it came out of the one of before. */
      readonly content: unknown;
      readonly edits: readonly Edit[];
      readonly counts: Placed['counts'];
      readonly notes: readonly string[];
    }
  | { readonly ok: false; readonly mistakes: readonly string[] };

/** Customers, sites, devices, people and contacts of a spreadsheet, put into a book. `sheet`: what a CSV file has. */
export function importTables(
  base: BookContent,
  { tables, problems: unread, notes }: Tables,
  sheet: SheetKind | undefined,
  language: Language,
): Imported {
  const problems: SheetProblem[] = [...unread];
  const read = tables.flatMap((table) => {
    const kind = sheet ?? sheetCalled(table.name);
    if (kind) return [{ kind, ...readRows(kind, table, language) }];
    problems.push({ sheet: table.name, row: undefined, column: undefined, text: unknownSheet(language) });
    return [];
  });
  problems.push(...read.flatMap((each) => each.problems));
  const inOrder = SHEET_KINDS.flatMap((kind) => read.filter((each) => each.kind === kind));
  const placed = placeRows(
    base.content,
    inOrder.flatMap(({ rows }) => rows),
    language,
  );
  problems.push(...placed.problems);
  const { source, findings } = checkContent(placed.content, keysOf(placed.content, base.keys));
  const headings = new Map(read.map(({ kind, headings: of }) => [kind, of]));
  const lines = problems.map((problem) => sheetProblemLine(problem, language));
  // What a refused row would have brought may be what the rest of the book lacks.
  const told = findings.flatMap((finding) => findingOfRow(finding, placed.rowOf, headings) ?? []);
  const nameOf = ({ sheet: of, row }: SheetProblem) => `${row} ${of}`;
  const refused = new Set(problems.map(nameOf));
  lines.push(...told.filter((each) => !refused.has(nameOf(each))).map((each) => sheetProblemLine(each, language)));
  if (lines.length === 0) lines.push(...findings.map((finding) => bookLine(finding, language)));
  if (lines.length === 0 && inOrder.every(({ rows }) => rows.length === 0))
    lines.push(t(language, 'import.file.no-rows'));
  if (!source || lines.length > 0) return { ok: false, mistakes: lines };
  const { content, edits, counts } = placed;
  return { ok: true, source, content, edits, counts, notes: [...notes, ...placed.notes] };
}

function unknownSheet(language: Language): string {
  const allowed = SHEET_KINDS.map((kind) => headingOf(SHEETS[kind], language)).join(t(language, 'list.separator'));
  return t(language, 'import.sheet.unknown', { allowed });
}

function keysOf(content: unknown, before: SectionKeys): SectionKeys {
  const sections = Object.entries(content as Record<string, unknown>);
  const keys = sections.map(([name, section]) => [name, new Set(Object.keys(section as object))] as const);
  return { ...before, ...Object.fromEntries(keys) };
}

/** A mistake that the checks of books find, at the row that wrote it; undefined: no row did. */
function findingOfRow(
  { path, message }: Finding,
  rowOf: ReadonlyMap<string, ReadRow>,
  headings: ReadonlyMap<SheetKind, Readonly<Record<string, string>>>,
): SheetProblem | undefined {
  for (let depth = path.length; depth >= 2; depth--) {
    const row = rowOf.get(JSON.stringify(path.slice(0, depth)));
    if (!row) continue;
    const below = [...(row.under === undefined ? [] : [row.under]), ...path.slice(depth).map(String)];
    const column = below
      .flatMap((part) => headings.get(row.kind)?.[columnUnder(row.kind, part)?.field ?? ''] ?? [])
      .at(-1);
    const said = column !== undefined || below.length === 0 ? message : `${fieldName(path.slice(depth))}: ${message}`;
    return { sheet: row.sheet, row: row.row, column, text: said };
  }
  return undefined;
}

function bookLine({ path, message }: Finding, language: Language): string {
  return t(language, 'import.at.book', { field: fieldName(path), text: message });
}
