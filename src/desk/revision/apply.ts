import { isDeepStrictEqual } from 'node:util';
import { t } from '../../i18n/i18n.ts';
import { whenInYear } from '../../i18n/when.ts';
import type { Language, Named } from '../../lib/language.ts';
import { accept, type Refusal, type Result, refuse } from '../../lib/refusal.ts';
import { applyOverrides } from '../address/overrides.ts';
import { isSamePlace, type Route } from '../address/route.ts';
import { bookOf } from '../address/turn-book.ts';
import { readTurnStart } from '../begin-turn.ts';
import { type Book, prepareBook } from '../book/book.ts';
import { compareBooks } from '../book/diff/diff.ts';
import type { BookEdit } from '../book/edit/edit.ts';
import { type Merged, mergeFile } from '../book/edit/merge.ts';
import { loadEdited } from '../book/edit/store.ts';
import type { BookSource } from '../book/schema.ts';
import { type AppliedBook, type AppliedBy, applyBook, listApplied, loadBook, lockBooks } from '../book/store.ts';
import { enqueueReportCards } from '../channel/channel.ts';
import type { DeskTurn } from '../desk.ts';
import type { Running } from '../oncall/new-book.ts';
import { listRosters } from '../oncall/store.ts';
import { type Effects, listEffects } from './effects.ts';
import { startBook } from './in-force.ts';
import { compareRevision, isNothing, type Revision } from './revision.ts';
import { countLine } from './words/words.ts';

/** A new book beside the one in force: what would change if it were applied now. */
export interface Compared {
  readonly current: AppliedBook;
  readonly revision: Revision;
  readonly effects: Effects;
  /** The new book with the small edits from chat that stay, and what becomes of the others. */
  readonly merged: Merged;
  /** Whether nothing would be written: the book says the same, with the same edits. */
  readonly isSame: boolean;
}

/**
 * Compares a book with the one that was applied last. Writes nothing. `given`: a file, under which the edits in force are
 * put; or a book whose edits are known.
 */
export async function compareWithCurrent(
  turn: DeskTurn,
  given: BookSource,
  edits?: readonly BookEdit[],
): Promise<Compared> {
  const current = await currentOf(turn);
  const before = await loadBook(turn.tx, current.version);
  const edited = await loadEdited(turn.tx, current.version);
  const merged = edits ? { source: given, file: given, edits, overruled: [], taken: [] } : mergeFile(given, edited);
  const { source } = merged;
  const inForce = (each: BookSource) => applyOverrides(prepareBook(current.version, each), turn.overrides).source;
  // A rotation that the new book brings back goes on as it ran.
  const rosters = [
    ...(await listRosters(turn.tx, inForce(source), turn.now)),
    ...(await listRosters(turn.tx, inForce(before.source), turn.now)),
  ];
  const running = rosters.map(([key, { editions, schedule }]): [string, Running] => [
    key,
    { editions, swaps: schedule.swaps },
  ]);
  const revision = compareRevision(before.source, source, new Map(running), turn.now, inForce);
  const effects = await listEffects(turn.tx, before, prepareBook(current.version, source));
  const isSame = isNothing(revision) && isDeepStrictEqual(merged.edits, edited.edits);
  return { current, revision, effects, merged, isSame };
}

/** What is to be applied. */
export interface Applying {
  readonly source: BookSource;
  /** The small edits from chat that stand in `source`; left out: it is a file, under which those in force are put. */
  readonly edits?: readonly BookEdit[];
  /** The version with which the new book was compared. */
  readonly expected: number;
  readonly by: AppliedBy;
}

/** What was applied, and the book in force since. */
export interface Applied {
  readonly version: number;
  readonly book: Book;
  readonly compared: Compared;
}

/**
 * Applies a book while the desk runs; turns that begin later read it, in every process. Tickets and matters that are open
 * keep their version. Refused where another version than `expected` is in force by now, and where nothing would change.
 */
export async function applyRevision(
  turn: DeskTurn,
  { source, edits, expected, by }: Applying,
): Promise<Result<Applied>> {
  await lockBooks(turn.tx);
  const compared = await compareWithCurrent(turn, source, edits);
  const { current, merged } = compared;
  if (current.version !== expected) return changedMeanwhile(turn, expected, current);
  if (compared.isSame) return refuse('book.nothing-new', { version: current.version });
  const version = await applyBook(turn.tx, merged.source, turn.now, by, merged.edits);
  const before = applyOverrides(await loadBook(turn.tx, current.version), turn.overrides);
  const book = await startBook(turn);
  await showReportCards(turn, before.source, book.source);
  return accept({ version, book, compared });
}

/** Pins the report card in customers' channels that are new, and updates it in the others. */
async function showReportCards(turn: DeskTurn, before: BookSource, after: BookSource): Promise<void> {
  if (turn.jobs.unseen) return;
  const known = Object.values(before.channels).map(({ platform, id }) => ({ platform, channelId: id }));
  const isKnown = ({ place }: Route) => known.some((each) => isSamePlace(place, each));
  await enqueueReportCards(turn, after, (route) => !isKnown(route), 'pin');
  await enqueueReportCards(turn, after, isKnown, 'redraw');
}

async function currentOf({ tx }: DeskTurn): Promise<AppliedBook> {
  const [current] = await listApplied(tx, 1);
  if (!current) throw new Error('no service book was applied to this database');
  return current;
}

/** Says who applied which version meanwhile, and how much it changed. */
export async function changedMeanwhile(turn: DeskTurn, expected: number, current: AppliedBook): Promise<Refusal> {
  const [seen] = await listApplied(turn.tx, 1, expected);
  if (seen?.version !== expected) return refuse('book.no-such-version', { version: expected, known: current.version });
  const [old, fresh] = [await loadBook(turn.tx, expected), await loadBook(turn.tx, current.version)];
  const { book } = await readTurnStart(turn.tx);
  const { source } = await bookOf(turn, book);
  const revision: Revision = {
    ...{ now: current.appliedAt, before: old.source, after: fresh.source, duty: [] },
    diff: compareBooks(old.source, fresh.source),
  };
  return refuse('book.changed-meanwhile', {
    ...{ expected, version: current.version },
    who: inBoth((language) => whoApplied(current, [source, old.source], language)),
    at: inBoth((language) => whenInYear(language, current.appliedAt, source.provider.timeZone)),
    counts: inBoth((language) => countLine(revision, language)),
  });
}

/** Who applied a version and by which way, in words. `sources`: books whose people it may be. */
export function whoApplied({ appliedBy }: AppliedBook, sources: readonly BookSource[], language: Language): string {
  if (!appliedBy) return t(language, 'book.by-unknown');
  const { by, via } = appliedBy;
  const person = sources.map(({ people }) => people[by]).find((each) => each !== undefined);
  const who = person ? (language === 'zh-CN' ? person.name.zh : person.name.en) : by;
  return t(language, `book.by.${via}`, { who });
}

function inBoth(words: (language: Language) => string): Named {
  return { zh: words('zh-CN'), en: words('en') };
}
