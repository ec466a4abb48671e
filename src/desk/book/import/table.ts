import { t } from '../../../i18n/i18n.ts';
import type { Language } from '../../../lib/language.ts';
import type { SheetProblem } from './problem.ts';
import { unpackedSize } from './unpacked-size.ts';

/** A cell as the file has it; undefined: it is empty. */
export type Cell = string | number | boolean | Date | undefined;

/** A sheet as the file has it, before anything is known of its columns. */
export interface Table {
  readonly name: string;
  readonly head: { readonly row: number; readonly cells: readonly Cell[] };
  /** Rows with at least one cell that is not empty. */
  readonly rows: readonly { readonly row: number; readonly cells: readonly Cell[] }[];
}

export interface Tables {
  readonly tables: readonly Table[];
  readonly problems: readonly SheetProblem[];
  /** What a person should know although nothing is wrong. */
  readonly notes: readonly string[];
}

/** A larger file is refused unread. */
export const MOST_BYTES = 32 * 1024 * 1024;
/** So is a workbook that would be larger than this when it is unpacked: 100,000 devices take about a quarter of it. */
const MOST_UNPACKED_BYTES = 256 * 1024 * 1024;
const MOST_ROWS = 100_000;
/** What a formula comes to that cannot be computed. */
const ERROR_VALUE = /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!)$/;

/**
 * Reads a spreadsheet (.xlsx, told by its bytes) or a CSV file, whose only sheet is called `name`. Formulas count by the
 * value that the spreadsheet program stored; merged cells, errors and formulas without a value are mistakes.
 */
export async function readTables(bytes: Uint8Array, name: string, language: Language): Promise<Tables> {
  const refused = (text: string): Tables => ({ tables: [], problems: [ofFile(text)], notes: [] });
  if (bytes.length > MOST_BYTES) return refused(t(language, 'import.file.too-large', { mb: MOST_BYTES / 1024 / 1024 }));
  if (bytes.length === 0) return refused(t(language, 'import.file.empty'));
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const isOle = bytes[0] === 0xd0 && bytes[1] === 0xcf;
  if (isOle) return refused(t(language, 'import.file.old-or-locked'));
  if (isZip && unpackedSize(bytes) > MOST_UNPACKED_BYTES)
    return refused(t(language, 'import.file.unpacks-too-large', { mb: MOST_UNPACKED_BYTES / 1024 / 1024 }));
  const read = isZip ? await readWorkbook(bytes, language) : await readCsv(bytes, name, language);
  const tooLong = read.tables.filter(({ rows }) => rows.length > MOST_ROWS);
  return {
    ...read,
    problems: [
      ...read.problems,
      ...tooLong.map(({ name: sheet, rows }) =>
        ofSheet(sheet, t(language, 'import.sheet.too-many-rows', { rows: rows.length, most: MOST_ROWS })),
      ),
    ],
  };
}

async function readWorkbook(bytes: Uint8Array, language: Language): Promise<Tables> {
  // The library is loaded for a spreadsheet only.
  const { readXlsx } = await import('hucre/xlsx');
  let sheets: Awaited<ReturnType<typeof readXlsx>>['sheets'];
  try {
    ({ sheets } = await readXlsx(bytes, { sheets: ({ hidden, veryHidden }) => !hidden && !veryHidden }));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { tables: [], problems: [ofFile(t(language, 'import.file.no-workbook', { reason }))], notes: [] };
  }
  const problems: SheetProblem[] = [];
  const tables = sheets.flatMap(({ name, rows, merges = [], cells }): Table[] => {
    for (const { startRow, startCol, endRow, endCol } of merges) {
      const area = `${cellName(startRow, startCol)}:${cellName(endRow, endCol)}`;
      problems.push({ ...ofSheet(name, t(language, 'import.cell.merged', { area })), row: startRow + 1 });
    }
    for (const [at, cell] of cells ?? []) {
      const [row = 0, column = 0] = at.split(',').map(Number);
      const cellAt = cellName(row, column);
      const isError = cell.type === 'error' || ERROR_VALUE.test(String(cell.formulaResult ?? cell.value ?? ''));
      if (isError)
        problems.push({ ...ofSheet(name, t(language, 'import.cell.error', { cell: cellAt })), row: row + 1 });
      else if (cell.type === 'formula' && (cell.formulaResult ?? cell.value ?? null) === null)
        problems.push({ ...ofSheet(name, t(language, 'import.cell.formula-empty', { cell: cellAt })), row: row + 1 });
    }
    return tableOf(
      name,
      rows.map((row, index) => ({ row: index + 1, cells: row.map((cell) => cellOf(cell)) })),
    );
  });
  return { tables, problems, notes: [] };
}

/** CSV as spreadsheets write it: UTF-8, UTF-16 with its mark, or GB 18030; commas, semicolons or tabs. */
async function readCsv(bytes: Uint8Array, name: string, language: Language): Promise<Tables> {
  const decoded = decode(bytes);
  if (decoded === undefined) return { tables: [], problems: [ofFile(t(language, 'import.file.encoding'))], notes: [] };
  const { CsvError, parse } = await import('csv-parse/sync');
  const { text, encoding } = decoded;
  const firstLine = text.slice(0, text.search(/[\r\n]|$/));
  const delimiter = [';', '\t'].find((sign) => firstLine.split(sign).length > firstLine.split(',').length) ?? ',';
  try {
    const options = {
      bom: true,
      delimiter,
      info: true,
      relaxColumnCount: true,
      skipEmptyLines: true,
      trim: true,
    } as const;
    // The library's types do not know what `info` adds.
    const records = parse(text, options) as unknown as { info: { lines: number }; record: string[] }[];
    const rows = records.map(({ info, record }) => ({ row: info.lines, cells: record.map((cell) => cellOf(cell)) }));
    const notes = encoding === 'gb18030' ? [t(language, 'import.note.gb18030')] : [];
    return { tables: tableOf(name, rows), problems: [], notes };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const row = Number(error.lines ?? 1);
    return { tables: [], problems: [{ sheet: name, row, column: undefined, text: error.message }], notes: [] };
  }
}

/** undefined: it is no text in one of the encodings, or it has signs that no text has. */
function decode(bytes: Uint8Array): { readonly text: string; readonly encoding: string } | undefined {
  const mark = String([bytes[0], bytes[1]]);
  const utf16 = { '255,254': 'utf-16le', '254,255': 'utf-16be' }[mark];
  for (const encoding of utf16 ? [utf16] : ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      return text.includes('\0') || text.includes('\ufffd') ? undefined : { text, encoding };
    } catch {
      // The next encoding is tried.
    }
  }
  return undefined;
}

/** The first row that is not empty has the headings. A sheet without any row is left out. */
function tableOf(name: string, rows: Table['rows']): Table[] {
  const [head, ...rest] = rows.filter(({ cells }) => cells.some((cell) => cell !== undefined));
  return head ? [{ name, head, rows: rest }] : [];
}

function cellOf(value: unknown): Cell {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
  if (typeof value === 'number' || typeof value === 'boolean' || value instanceof Date) return value;
  return undefined;
}

/** `B5`, of a row and a column that count from 0. */
function cellName(row: number, column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return `${letters}${row + 1}`;
}

function ofFile(text: string): SheetProblem {
  return { sheet: '', row: undefined, column: undefined, text };
}

function ofSheet(sheet: string, text: string): SheetProblem {
  return { sheet, row: undefined, column: undefined, text };
}
