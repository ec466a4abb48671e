import { writeXlsx } from 'hucre/xlsx';
import type { SheetKind } from '../../../src/desk/book/import/columns.ts';
import { type Imported, importTables } from '../../../src/desk/book/import/import.ts';
import { readTables } from '../../../src/desk/book/import/table.ts';
import { presetPath, readBookContent } from '../../../src/desk/book/load.ts';
import { must } from '../../support/must.ts';

/** Spreadsheets that are imported into a preset. */

export const PRESET = must(presetPath('telecom-province'));
export const book = await readBookContent(PRESET);

export type Rows = readonly (readonly (string | number | boolean | Date | null)[])[];

export async function workbook(sheets: Readonly<Record<string, Rows>>, more: object = {}): Promise<Uint8Array> {
  return writeXlsx({
    sheets: Object.entries(sheets).map(([name, rows]) => ({ name, rows: rows.map((row) => [...row]), ...more })),
  });
}

/** `base`: what it is imported into. */
export async function importing(
  bytes: Uint8Array | string,
  { name = 'devices', sheet, base = book }: { name?: string; sheet?: SheetKind; base?: typeof book } = {},
  language: 'en' | 'zh-CN' = 'en',
): Promise<Imported> {
  const given = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
  return importTables(base, await readTables(given, name, language), sheet, language);
}

export function sound(imported: Imported): Extract<Imported, { ok: true }> {
  if (!imported.ok) throw new Error(imported.mistakes.join('\n'));
  return imported;
}

export async function mistakesOf(...asked: Parameters<typeof importing>): Promise<readonly string[]> {
  const imported = await importing(...asked);
  return imported.ok ? [] : imported.mistakes;
}
