import { randomBytes } from 'node:crypto';
import { basename, extname } from 'node:path';
import type { BoardBlock } from '../../../chat/board.ts';
import { t } from '../../../i18n/i18n.ts';
import type { Language } from '../../../lib/language.ts';
import { accept, type Result, refuse } from '../../../lib/refusal.ts';
import { SHEET_KINDS } from '../../book/import/columns.ts';
import { type Imported, importTables } from '../../book/import/import.ts';
import { readTables } from '../../book/import/table.ts';
import { BookSource } from '../../book/schema.ts';
import { currentBook } from '../../book/store.ts';
import type { Ask } from '../../desk.ts';
import { applyRevision, compareWithCurrent } from '../../revision/apply.ts';
import { tellApplied } from '../../revision/notice.ts';
import { isNothing } from '../../revision/revision.ts';
import { countLine } from '../../revision/words/words.ts';
import { mistakesOf, previewOf, toldOf } from './page.ts';
import { findDraft, insertDraft, markApplied } from './store.ts';

/** A spreadsheet becomes a draft of the service book, is shown beside the book in force, and is applied by a button. */

/** The book that a spreadsheet is put into. */
export interface ImportBase {
  readonly version: number;
  readonly source: BookSource;
}

/** The book in force, as it is stored: without what chat settings change for a while. */
export async function importBase({ turn }: Ask): Promise<ImportBase> {
  const current = await currentBook(turn.tx);
  if (!current) throw new Error('no service book was applied to this database');
  return current;
}

/** Reads a spreadsheet and puts its rows into a book. It may take seconds: not for a transaction. `sheet`: unchecked. */
export async function readSpreadsheet(
  { source }: ImportBase,
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
  sheet: string | undefined,
  language: Language,
): Promise<Imported> {
  const tables = await readTables(bytes, basename(name, extname(name)), language);
  const keys = Object.entries(source).map(([section, entries]) => [section, new Set(Object.keys(Object(entries)))]);
  const base = { content: source, keys: Object.fromEntries(keys), files: [], problems: [] };
  return importTables(
    base,
    tables,
    SHEET_KINDS.find((kind) => kind === sheet),
    language,
  );
}

/**
 * What came of reading: the mistakes, or what would change, kept as the person's only draft. Refused if another book was
 * applied since `from`, into which the rows were put.
 */
export async function previewImport(
  ask: Ask,
  imported: Imported,
  from: number,
): Promise<Result<readonly BoardBlock[]>> {
  const { turn, asker } = ask;
  const { language } = asker;
  if (!imported.ok) return accept(mistakesOf(imported.mistakes, language));
  const { source } = imported;
  const compared = await compareWithCurrent(turn, source);
  if (compared.current.version !== from) return refuse('board.import.moved', { version: compared.current.version });
  if (isNothing(compared.revision))
    return accept([toldOf(t(language, 'import.nothing-new'), imported.notes, 'neutral')]);
  const draft = randomBytes(24).toString('base64url');
  await insertDraft(turn.tx, { id: draft, person: asker.key, at: turn.now, fromVersion: from, source });
  return accept(previewOf(imported, compared, { draft, language }));
}

/**
 * Applies the person's draft, by the door that `/desk book apply` uses. Sent twice, it says what the first time did.
 * Refused if the draft is gone, and if another book was applied since it was shown.
 */
export async function applyDraft(ask: Ask): Promise<Result<readonly BoardBlock[]>> {
  const { turn, asker, input } = ask;
  const { language } = asker;
  const draft = await findDraft(turn.tx, input.draft ?? '', asker.key, turn.now);
  const title = (version: number) => t(language, 'book.reply.applied', { version });
  if (draft?.appliedVersion) return accept([toldOf(title(draft.appliedVersion), [], 'good')]);
  const source = BookSource.safeParse(draft?.source);
  if (!draft || !source.success) return refuse('board.import.gone');
  const by = { by: asker.key, via: 'board' } as const;
  const applied = await applyRevision(turn, { source: source.data, expected: draft.fromVersion, by });
  if (!applied.ok) return applied;
  const { version, compared } = applied.value;
  await tellApplied(turn, applied.value);
  await markApplied(turn.tx, draft.id, version);
  return accept([
    toldOf(title(version), [countLine(compared.revision, language), t(language, 'book.open-stay')], 'good'),
  ]);
}
