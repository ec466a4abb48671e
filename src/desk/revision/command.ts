import { t } from '../../i18n/i18n.ts';
import { namesIn } from '../../lib/language.ts';
import { type Result, refuse } from '../../lib/refusal.ts';
import { compareBooks } from '../book/diff/diff.ts';
import { listApplied, loadBook } from '../book/store.ts';
import type { Answer, Ask, Command } from '../desk.ts';
import { directorsOf } from '../person/person.ts';
import { answerCard } from '../tell.ts';
import { appliedCard } from './card.ts';
import type { Revision } from './revision.ts';

/** Commands about the service book itself. */
export const revisionCommands: readonly Command[] = [
  {
    name: 'book.show',
    for: 'staff',
    typed: { slash: 'desk', zh: ['服务手册', '手册'], en: ['book'], topic: 'channel', takes: ['version'] },
    run: showBook,
  },
];

/** How many versions are listed, and one more to compare the last of them with. */
const LISTED = 6;

/** Shows the director the versions that were applied, and what the last one, or the one named, changed. */
async function showBook({ turn, asker, book, input }: Ask): Promise<Result<Answer>> {
  const directors = directorsOf(book.source.people);
  if (asker.key === undefined || !directors.includes(asker.key)) {
    const people = Object.entries(book.source.people).filter(([key]) => directors.includes(key));
    return refuse('book.only-director', { names: namesIn(Object.fromEntries(people)) });
  }
  const said = (input.version ?? '').trim();
  const wanted = /^(?:v|第)?\s*(\d{1,9})\s*版?$/iu.exec(said)?.[1];
  const versions = await listApplied(turn.tx, LISTED, wanted === undefined ? undefined : Number(wanted));
  const [shown, before] = versions;
  if (!shown || (said !== '' && shown.version !== Number(wanted))) {
    const known = (await listApplied(turn.tx, LISTED))
      .map(({ version }) => version)
      .join(t(asker.language, 'list.separator'));
    return refuse('book.no-such-version', { version: said, known });
  }
  const view = { language: asker.language, timeZone: book.source.provider.timeZone, inForce: turn.book.version };
  if (!before) return answerCard(appliedCard(versions, undefined, view));
  const [old, fresh] = [await loadBook(turn.tx, before.version), await loadBook(turn.tx, shown.version)];
  const revision: Revision = {
    ...{ now: shown.appliedAt, before: old.source, after: fresh.source, duty: [] },
    diff: compareBooks(old.source, fresh.source),
  };
  return answerCard(appliedCard(versions, revision, view));
}
