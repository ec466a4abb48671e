import type { Instant } from '../../lib/instant.ts';
import { applyOverrides } from '../address/overrides.ts';
import { startAssuranceYears } from '../assurance/year-flow.ts';
import { startAttendances } from '../attendance/flow.ts';
import { readTurnStart } from '../begin-turn.ts';
import type { Book } from '../book/book.ts';
import { type Merged, mergeFile } from '../book/edit/merge.ts';
import { hasEdits, loadEdited } from '../book/edit/store.ts';
import type { BookSource } from '../book/schema.ts';
import {
  type AppliedBook,
  applyBook,
  contentHash,
  contentOf,
  findCurrent,
  listApplied,
  listFiles,
  loadBook,
  lockBooks,
} from '../book/store.ts';
import type { DeskTurn } from '../desk.ts';
import { startPlans } from '../inspection/plan-flow.ts';
import { startMornings } from '../morning/flow.ts';
import { startRotations } from '../oncall/store.ts';
import { startMonths } from '../paper/month-flow.ts';
import { startClosings } from '../report/flow.ts';
import { startTerms } from '../term/flow.ts';

/** Puts a service book in force: when the desk starts, and while it runs (`apply.ts`). */

/** Heard by every process of the desk after a book was applied (`src/book-in-force.ts`). */
export const BOOK_APPLIED = 'deskbell_book';

/** Begins what the book in force owes by itself: plans, months, mornings, terms. What runs already is left alone. */
async function startOwed(at: Pick<DeskTurn, 'tx' | 'now'>, book: Book): Promise<void> {
  await startPlans(at, book);
  await startMonths(at, book);
  await startClosings(at, book);
  await startMornings(at, book);
  await startTerms(at, book);
  await startAssuranceYears(at, book);
  await startAttendances(at, book);
}

/** Starts what the version that was applied last owes: duty, plans, months … What runs already goes on. Gives the book. */
export async function startBook(at: Pick<DeskTurn, 'tx' | 'now'>): Promise<Book> {
  const { book, overrides } = await readTurnStart(at.tx);
  const applied = applyOverrides(await loadBook(at.tx, book), overrides);
  await startRotations(at.tx, applied.source, at.now);
  await startOwed(at, applied);
  await at.tx.query('select pg_notify($1, $2)', [BOOK_APPLIED, String(book.version)]);
  return applied;
}

/**
 * What became of the book's file when the desk started. `applied`: its content is new and replaced `before` (undefined:
 * it is the first of all). `older`: this content was in force before and another one was applied since, which stays.
 */
export type AtStart =
  | { readonly kind: 'same' }
  | {
      readonly kind: 'applied';
      readonly version: number;
      readonly before: AppliedBook | undefined;
      readonly merged: Merged;
    }
  | { readonly kind: 'older'; readonly fileVersion: number; readonly inForce: AppliedBook };

/**
 * Applies the book of the settings' file when the desk starts, unless its content was applied before: a book that was
 * applied since then (by `deskbell book apply` or in chat) is newer than the file and stays in force. Small edits in chat
 * stay in force over the file that they were made on, and over a new one that does not change the same field.
 */
export async function applyAtStart(tx: DeskTurn['tx'], source: BookSource, by: string, now: Instant): Promise<AtStart> {
  await lockBooks(tx);
  const ref = await findCurrent(tx);
  // A start that changes nothing asks no model: Prisma's engine takes a moment to load.
  if (ref && contentOf(ref) === contentHash(source) && !(await hasEdits(tx, ref.version))) return { kind: 'same' };
  const [current] = await listApplied(tx, 1);
  const edited = current ? await loadEdited(tx, current.version) : { edits: [] };
  const merged = mergeFile(source, edited);
  const apply = () => applyBook(tx, merged.source, now, { by, via: 'start' }, merged.edits);
  if (!current) return { kind: 'applied', version: await apply(), before: undefined, merged };
  const fileVersion = await findSameFile(tx, source, current.version);
  if (fileVersion !== undefined && fileVersion !== current.version)
    return { kind: 'older', fileVersion, inForce: current };
  const version = await apply();
  return fileVersion === undefined ? { kind: 'applied', version, before: current, merged } : { kind: 'same' };
}

/** How many versions a file is compared with, the last ones; those that a small edit made say the same file again. */
const LOOKED_THROUGH = 50;

/**
 * The last version that was made of this file, without regard to edits in chat. The stored books are read as this Deskbell
 * reads a file, because a release may have given fields and defaults to the schema since they were stored.
 */
async function findSameFile(tx: DeskTurn['tx'], source: BookSource, current: number): Promise<number | undefined> {
  const wanted = contentHash(source);
  const versions = [current, ...(await listFiles(tx, LOOKED_THROUGH)).filter((each) => each !== current)];
  for (const version of versions) if (contentHash((await loadEdited(tx, version)).file) === wanted) return version;
  return undefined;
}
