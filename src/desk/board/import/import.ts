import { randomBytes } from 'node:crypto';
import type { BoardBlock } from '../../../chat/board.ts';
import { t } from '../../../i18n/i18n.ts';
import { accept, type Result, refuse } from '../../../lib/refusal.ts';
import type { Imported } from '../../book/import/import.ts';
import { BookSource } from '../../book/schema.ts';
import { currentBook } from '../../book/store.ts';
import type { Ask } from '../../desk.ts';
import { applyRevision, compareWithCurrent } from '../../revision/apply.ts';
import { tellApplied } from '../../revision/notice.ts';
import { isNothing } from '../../revision/revision.ts';
import { countLine } from '../../revision/words/words.ts';
import { mistakesOf, previewOf, toldOf } from './page.ts';
import type { ImportBase } from './read.ts';
import { findDraft, insertDraft, markApplied } from './store.ts';

/** A spreadsheet becomes a draft of the service book, is shown beside the book in force, and is applied by a button. */

/** The book in force, as it is stored: without what chat settings change for a while. */
export async function importBase({ turn }: Ask): Promise<ImportBase> {
  const current = await currentBook(turn.tx);
  if (!current) throw new Error('no service book was applied to this database');
  const { version, source } = current;
  return { version, source };
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
