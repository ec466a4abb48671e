import { writeFile } from 'node:fs/promises';
import { writeXlsx } from 'hucre/xlsx';
import type { Answer } from '../control/door.ts';
import { headingOf, SHEET_KINDS, SHEETS, type SheetRule } from '../desk/book/import/columns.ts';
import { t } from '../i18n/i18n.ts';
import type { Language } from '../lib/language.ts';

const WIDTH = 18;

/** Writes an empty spreadsheet with every sheet and its headings. Throws where the file is there already. */
export async function writeTemplate(file: string, language: Language): Promise<Answer> {
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
  await writeFile(file, await writeXlsx({ sheets }), { flag: 'wx' });
  return { text: t(language, 'import.template', { file }), status: 0 };
}
