import { writeFile } from 'node:fs/promises';
import type { Answer } from '../control/door.ts';
import { templateOf } from '../desk/book/import/template.ts';
import { t } from '../i18n/i18n.ts';
import type { Language } from '../lib/language.ts';

/** Writes an empty spreadsheet with every sheet and its headings. Throws where the file is there already. */
export async function writeTemplate(file: string, language: Language): Promise<Answer> {
  await writeFile(file, await templateOf(language), { flag: 'wx' });
  return { text: t(language, 'import.template', { file }), status: 0 };
}
