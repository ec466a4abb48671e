import { Readable } from 'node:stream';
import type { ExportFormat } from './export.ts';
import type { Cell, Heading, Table } from './table.ts';

/** Writes tables as files, row by row: no more than a few rows are in memory. */

export const MEDIA_TYPE: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** The bytes of a table as a file, in pieces. The libraries are loaded with the first one. */
export function bytesOf(table: Table, format: ExportFormat): AsyncGenerator<Uint8Array> {
  return format === 'csv' ? csvOf(table) : xlsxOf(table);
}

/**
 * CSV for spreadsheet programs: UTF-8 with a byte order mark, or Excel takes Chinese for another encoding. A text that
 * such a program would run as a formula gets an apostrophe in front; it is marked in the cell, not lost.
 */
async function* csvOf({ headings, rows }: Table): AsyncGenerator<Uint8Array> {
  const { stringify } = await import('csv-stringify');
  const lines = async function* () {
    yield headings.map(({ label }) => label);
    for await (const row of rows) yield row.map(csvValue);
  };
  // A return alone would end the row for many programs, and what follows it begin a cell, perhaps with a formula.
  const options = { bom: true, escape_formulas: true, quoted_match: /\r/, record_delimiter: 'windows' } as const;
  for await (const piece of Readable.from(lines()).compose(stringify(options)))
    yield typeof piece === 'string' ? Buffer.from(piece) : (piece as Buffer);
}

function csvValue(cell: Cell): string | number {
  if (cell === undefined) return '';
  return cell.kind === 'number' ? cell.number : cell.text;
}

/** Excel refuses a file with a longer text in a cell. */
const MOST_CHARS = 32_767;

/** An Excel file. Its texts are texts by type, so none is run as a formula. */
async function* xlsxOf({ name, headings, rows }: Table): AsyncGenerator<Uint8Array> {
  const { writeXlsxStream } = await import('hucre/xlsx');
  const values = async function* () {
    for await (const row of rows) yield row.map(xlsxValue);
  };
  yield* writeXlsxStream(values(), {
    name: sheetName(name),
    columns: headings.map((each) => ({ header: xlsxText(each.label), ...lookOf(each) })),
    freezePane: { rows: 1 },
  });
}

function lookOf({ label, kind }: Heading) {
  const width = { text: 24, number: 10, wall: 20 }[kind];
  const format = kind === 'wall' ? { numFmt: 'yyyy-mm-dd hh:mm:ss' } : {};
  return { width: Math.max(width, Math.min(label.length + 2, 40)), ...format };
}

function xlsxValue(cell: Cell): string | number | Date | null {
  if (cell === undefined) return null;
  if (cell.kind === 'number') return cell.number;
  // A date of Excel has no zone: it shows the clock's reading.
  return cell.kind === 'wall' ? new Date(`${cell.text.replace(' ', 'T')}Z`) : xlsxText(cell.text);
}

/** Without what XML cannot hold, and not longer than a cell. */
function xlsxText(text: string): string {
  const clean = text.toWellFormed().replace(NOT_IN_XML, '');
  return clean.length > MOST_CHARS ? `${clean.slice(0, MOST_CHARS - 1).toWellFormed()}…` : clean;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it drops.
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Names of sheets are short and have none of these characters. */
function sheetName(name: string): string {
  return name.replace(/[\\/*?:[\]]/g, ' ').slice(0, 31);
}
