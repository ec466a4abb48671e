import { t } from '../../i18n/i18n.ts';
import { namesIn } from '../../lib/language.ts';
import { type Refusal, type Result, refuse } from '../../lib/refusal.ts';
import { compareBooks } from '../book/diff/diff.ts';
import type { BookEdit } from '../book/edit/edit.ts';
import { loadEdited } from '../book/edit/store.ts';
import { BookError } from '../book/problem.ts';
import type { BookSource } from '../book/schema.ts';
import { contentHash, listApplied, loadBook, shortContent } from '../book/store.ts';
import { makeButton } from '../card/button.ts';
import type { Answer, Ask, Command } from '../desk.ts';
import { directorsOf } from '../person/person.ts';
import { answerCard, tell } from '../tell.ts';
import { countOpenTickets } from '../ticket/store.ts';
import { type Applying, applyRevision, compareWithCurrent } from './apply.ts';
import { appliedCard, type BookView, comparedCard } from './card.ts';
import { move, moveWords, showMove } from './move/command.ts';
import { tellApplied } from './notice.ts';
import type { Revision } from './revision.ts';

/** Commands about the service book itself, for the technical director. */
export const revisionCommands: readonly Command[] = [
  {
    name: 'book.show',
    for: 'staff',
    typed: { slash: 'desk', zh: ['服务手册', '手册'], en: ['book'], topic: 'channel', takes: ['version'] },
    run: forDirector(show),
  },
  { name: 'book.apply', for: 'staff', changesStart: true, typed: undefined, run: forDirector(apply) },
  { name: 'book.back', for: 'staff', changesStart: true, typed: undefined, run: forDirector(back) },
  { name: 'book.look', for: 'staff', typed: undefined, run: forDirector((ask) => showMove(ask, '')) },
  { name: 'book.move', for: 'staff', typed: undefined, run: forDirector(move) },
];

/** How many versions are listed, and one more to compare the last of them with. */
const LISTED = 6;
const APPLY = /^(?:apply|应用|启用|生效)$/iu;
const BACK = /^(?:back(?: to)?|return(?: to)?|revert(?: to)?|退回|恢复|回到)\s*(?:v|第)?\s*(\d{1,9})\s*版?$/iu;

function forDirector(run: Command['run']): Command['run'] {
  return async (ask) => {
    const { source } = ask.book;
    const directors = directorsOf(source.people);
    if (directors.includes(ask.asker.key)) return run(ask);
    const people = Object.entries(source.people).filter(([key]) => directors.includes(key));
    return refuse('book.only-director', { names: namesIn(Object.fromEntries(people)) });
  };
}

/**
 * Alone: the versions. With a number: that one. `apply`: what the file would change. `back 3`: what version 3 would. `move`:
 * what moving open tickets to the version in force would.
 */
async function show(ask: Ask): Promise<Result<Answer>> {
  const said = (ask.input.version ?? '').trim();
  if (APPLY.test(said)) return previewFile(ask);
  const moving = moveWords(said);
  if (moving !== undefined) return showMove(ask, moving);
  const target = BACK.exec(said)?.[1];
  return target === undefined ? list(ask, said) : previewBack(ask, Number(target));
}

async function list({ turn, asker, book }: Ask, said: string): Promise<Result<Answer>> {
  const wanted = /^(?:v|第)?\s*(\d{1,9})\s*版?$/iu.exec(said)?.[1];
  const versions = await listApplied(turn.tx, LISTED, wanted === undefined ? undefined : Number(wanted));
  const [shown, before] = versions;
  if (!shown || (said !== '' && shown.version !== Number(wanted))) return noSuchVersion({ turn, asker }, said);
  const { language } = asker;
  const view = { language, source: book.source, inForce: turn.book.version };
  const edits = openEdits((await loadEdited(turn.tx, shown.version)).edits, asker);
  if (!before) return answerCard(appliedCard(versions, undefined, edits, view, []));
  const [old, fresh] = [await loadBook(turn.tx, before.version), await loadBook(turn.tx, shown.version)];
  const revision: Revision = {
    ...{ now: shown.appliedAt, before: old.source, after: fresh.source, duty: [] },
    diff: compareBooks(old.source, fresh.source),
  };
  const older = await countOpenTickets(turn.tx, { olderThan: turn.book.version });
  const look = makeButton({ label: t(language, 'button.book.look'), command: 'book.look' });
  return answerCard(appliedCard(versions, revision, edits, view, older > 0 ? [look] : []));
}

async function noSuchVersion({ turn, asker }: Pick<Ask, 'turn' | 'asker'>, version: string): Promise<Refusal> {
  const known = (await listApplied(turn.tx, LISTED)).map((each) => each.version);
  return refuse('book.no-such-version', { version, known: known.join(t(asker.language, 'list.separator')) });
}

async function previewFile(ask: Ask): Promise<Result<Answer>> {
  const read = await readFile(ask);
  return read.ok ? preview(ask, read.value, 'book.apply', { content: shortContent(contentHash(read.value)) }) : read;
}

async function previewBack(ask: Ask, version: number): Promise<Result<Answer>> {
  const found = await findVersion(ask, version);
  if (!found) return noSuchVersion(ask, `${version}`);
  return preview(ask, found.source, 'book.back', { version: `${version}` }, found.edits);
}

/** Shows what a book would change, with the button that applies exactly this over exactly the version in force. */
async function preview(
  ask: Ask,
  source: BookSource,
  command: 'book.apply' | 'book.back',
  args: Readonly<Record<string, string>>,
  edits?: readonly BookEdit[],
): Promise<Result<Answer>> {
  const { language } = ask.asker;
  const compared = await compareWithCurrent(ask.turn, source, edits);
  const { version } = compared.current;
  if (compared.isSame) return refuse('book.nothing-new', { version });
  const button = makeButton({
    label: t(language, `button.${command}`, { version: args.version ?? '' }),
    command,
    args: { ...args, from: `${version}` },
    style: 'primary',
    confirm: t(language, 'book.apply-confirm'),
  });
  const view: BookView = { language, source: ask.book.source, inForce: version };
  return answerCard(comparedCard(compared, button, view));
}

async function apply(ask: Ask): Promise<Result<Answer>> {
  const read = await readFile(ask);
  if (!read.ok) return read;
  if (shortContent(contentHash(read.value)) !== ask.input.content) return refuse('book.file-changed');
  return put(ask, { source: read.value });
}

async function back(ask: Ask): Promise<Result<Answer>> {
  const version = Number(ask.input.version ?? '');
  const found = await findVersion(ask, version);
  return found ? put(ask, found) : noSuchVersion(ask, ask.input.version ?? '');
}

async function put(ask: Ask, book: Pick<Applying, 'source' | 'edits'>): Promise<Result<Answer>> {
  const by = { by: ask.asker.key, via: 'chat' } as const;
  const applied = await applyRevision(ask.turn, { ...book, expected: Number(ask.input.from ?? ''), by });
  if (!applied.ok) return applied;
  await tellApplied(ask.turn, applied.value);
  return tell(ask, 'book.reply.applied', { version: applied.value.version });
}

/** The book of the settings' file. Refused, with every mistake, where it cannot be used. */
async function readFile({ turn }: Ask): Promise<Result<BookSource>> {
  if (!turn.readBookFile) return refuse('book.no-file');
  try {
    return { ok: true, value: await turn.readBookFile() };
  } catch (error) {
    if (!(error instanceof BookError)) throw error;
    const { problems, message } = error;
    const shown = message.split('\n').slice(0, MOST_MISTAKES).join('\n');
    return refuse('book.file-wrong', { number: problems.length, mistakes: shown });
  }
}

const MOST_MISTAKES = 10;

/** The edits that are not about confidential customers whom the asker may not open. */
function openEdits(edits: readonly BookEdit[], { closed = [] }: Ask['asker']): readonly BookEdit[] {
  return edits.filter(({ path: [section, key = ''] }) => section !== 'customers' || !closed.includes(key));
}

/** What a version says, and the small edits that it had beside its file. */
async function findVersion(
  { turn }: Ask,
  version: number,
): Promise<Required<Pick<Applying, 'source' | 'edits'>> | undefined> {
  const [found] = Number.isSafeInteger(version) ? await listApplied(turn.tx, 1, version) : [];
  return found?.version === version ? loadEdited(turn.tx, version) : undefined;
}
