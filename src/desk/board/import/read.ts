import { basename, extname } from 'node:path';
import type { Language } from '../../../lib/language.ts';
import { SHEET_KINDS } from '../../book/import/columns.ts';
import { type Imported, importTables } from '../../book/import/import.ts';
import { readTables } from '../../book/import/table.ts';
import type { BookSource } from '../../book/schema.ts';

/** The book that a spreadsheet is put into. */
export interface ImportBase {
  readonly version: number;
  readonly source: BookSource;
}

/** A spreadsheet to read. `sheet`: what a CSV file has, unchecked; left out: what its name says. */
export interface Spreadsheet {
  readonly base: ImportBase;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly sheet: string | undefined;
  readonly language: Language;
}

/** Reads a spreadsheet and puts its rows into a book. Fifty thousand rows take about two seconds. */
export async function readSpreadsheet({ base, name, bytes, sheet, language }: Spreadsheet): Promise<Imported> {
  const tables = await readTables(bytes, basename(name, extname(name)), language);
  const { source } = base;
  const keys = Object.entries(source).map(([section, entries]) => [section, new Set(Object.keys(Object(entries)))]);
  const content = { content: source, keys: Object.fromEntries(keys), files: [], problems: [] };
  const kind = SHEET_KINDS.find((each) => each === sheet);
  return importTables(content, tables, kind, language);
}
