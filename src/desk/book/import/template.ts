import type { Language } from '../../../lib/language.ts';
import { headingOf, SHEET_KINDS, SHEETS, type SheetRule } from './columns.ts';

const WIDTH = 18;

/** An empty spreadsheet (.xlsx) with every sheet and its headings; a star marks columns that are needed. */
export async function templateOf(language: Language): Promise<Uint8Array<ArrayBuffer>> {
  const sheets = SHEET_KINDS.map((kind) => {
    const rule: SheetRule = SHEETS[kind];
    // Text, so that no serial number becomes a number or a date.
    const columns = rule.columns.map((column) => ({
      header: `${headingOf(column, language)}${column.isNeeded ? ' *' : ''}`,
      key: column.field,
      width: WIDTH,
      ...(column.kind === 'date' || column.kind === 'number' ? {} : { numFmt: '@' }),
    }));
    return { name: headingOf(rule, language), columns, data: [], freezePane: { rows: 1 } };
  });
  const { writeXlsx } = await import('hucre/xlsx');
  return Uint8Array.from(await writeXlsx({ sheets }));
}
