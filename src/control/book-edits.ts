import { z } from 'zod';
import type { Tx } from '../db/database.ts';
import { BookEdit } from '../desk/book/edit/edit.ts';
import { loadEdited } from '../desk/book/edit/store.ts';
import { currentVersion } from '../desk/book/store.ts';
import { editLine } from '../desk/revision/words/edit-words.ts';
import { t } from '../i18n/i18n.ts';
import { LANGUAGES } from '../lib/language.ts';
import type { Answer } from './door.ts';

/** What `deskbell book edits` asks for. */
export const EditsAsked = z.strictObject({ language: z.enum(LANGUAGES) });

/** The small edits in force beside the book's file, and each in words; JSON in the answer of a desk. */
export const ListedEdits = z.strictObject({
  version: z.int(),
  edits: z.array(BookEdit),
  lines: z.array(z.string()),
});
export type ListedEdits = z.infer<typeof ListedEdits>;

/** Lists them for a command on this machine. */
export async function listEditsAsked(tx: Tx, given: unknown): Promise<Answer> {
  const { language } = EditsAsked.parse(given);
  const version = await currentVersion(tx);
  if (version === undefined) return { text: t(language, 'export.cli.no-book'), status: 1 };
  const { source, file, edits } = await loadEdited(tx, version);
  const lines = edits.map((each) => editLine(each, { language, before: file, after: source }));
  const listed: ListedEdits = { version, edits: [...edits], lines };
  return { text: JSON.stringify(listed), status: 0 };
}
