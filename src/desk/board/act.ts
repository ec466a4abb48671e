import type { BoardBlock, BoardPage } from '../../chat/board.ts';
import type { BoardOutcome, BoardSent } from '../../chat/board-door.ts';
import { t } from '../../i18n/i18n.ts';
import { refusalWords } from '../../i18n/refusal.ts';
import { namesIn } from '../../lib/language.ts';
import type { Refusal, Result } from '../../lib/refusal.ts';
import { refuse } from '../../lib/refusal.ts';
import type { Imported } from '../book/import/import.ts';
import { templateOf } from '../book/import/template.ts';
import type { Ask } from '../desk.ts';
import { MEDIA_TYPE } from '../export/spreadsheet.ts';
import { directorsOf } from '../person/person.ts';
import { readBoard, viewOf } from './board.ts';
import { applyDraft, importBase, previewImport } from './import/import.ts';
import { mayImport, readImport } from './import/page.ts';
import type { ImportBase } from './import/read.ts';
import { takeList, takenPage } from './take.ts';

/** What forms of the board do. Rights are those of the commands in chat; a refusal stands above the page it came from. */

/** All but a spreadsheet, which is read between two turns. `ask.input`: what was sent, unchecked. */
export async function actOnBoard(ask: Ask, action: Exclude<BoardSent['action'], 'import'>): Promise<BoardOutcome> {
  if (action === 'export') {
    const made = await takeList(ask);
    return made.ok ? { kind: 'file', file: made.value } : refusedOn(ask, takenPage(ask), made);
  }
  const refused = refuseOthers(ask);
  if (refused) return refusedOn(ask, 'import', refused);
  return action === 'apply' ? importOutcome(ask, await applyDraft(ask)) : template(ask);
}

/** What a spreadsheet is put into, or why this person may not. */
export async function beginImport(
  ask: Ask,
): Promise<{ readonly base: ImportBase } | { readonly outcome: BoardOutcome }> {
  const refused = refuseOthers(ask);
  return refused ? { outcome: await refusedOn(ask, 'import', refused) } : { base: await importBase(ask) };
}

/** What a spreadsheet would change, after it was read. Whether the person may is asked again: reading takes a while. */
export async function endImport(ask: Ask, imported: Imported, from: number): Promise<BoardOutcome> {
  const refused = refuseOthers(ask);
  if (refused) return refusedOn(ask, 'import', refused);
  const outcome = await importOutcome(ask, await previewImport(ask, imported, from));
  return imported.ok || outcome.kind === 'file' ? outcome : { ...outcome, status: 422 };
}

function refuseOthers(ask: Ask): Refusal | undefined {
  if (mayImport(ask)) return undefined;
  const { people } = ask.book.source;
  const named = Object.entries(people).filter(([key]) => directorsOf(people).includes(key));
  return refuse('book.only-director', { names: namesIn(Object.fromEntries(named)) });
}

async function importOutcome(ask: Ask, came: Result<readonly BoardBlock[]>): Promise<BoardOutcome> {
  if (!came.ok) return refusedOn(ask, 'import', came);
  const view = await viewOf(ask, 'import', await readImport(ask, came.value), false);
  return { kind: 'page', status: 200, view };
}

async function template({ asker: { language } }: Ask): Promise<BoardOutcome> {
  const name = `${t(language, 'board.import.template-name')}.xlsx`;
  return { kind: 'file', file: { name, mediaType: MEDIA_TYPE.xlsx, bytes: await templateOf(language) } };
}

/** A page that is not this reader's is the first one. */
async function refusedOn(ask: Ask, page: BoardPage, { code, params }: Refusal): Promise<BoardOutcome> {
  const { language } = ask.asker;
  const view = await readBoard(ask, page, false);
  return { kind: 'page', status: 422, view: { ...view, alert: t(language, code, refusalWords(params, language)) } };
}
