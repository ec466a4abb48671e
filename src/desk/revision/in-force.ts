import type { Instant } from '../../lib/instant.ts';
import { applyOverrides } from '../address/overrides.ts';
import { startAssuranceYears } from '../assurance/year-flow.ts';
import { startAttendances } from '../attendance/flow.ts';
import { readTurnStart } from '../begin-turn.ts';
import type { Book } from '../book/book.ts';
import type { BookSource } from '../book/schema.ts';
import {
  type AppliedBook,
  applyBook,
  contentHash,
  contentOf,
  findCurrent,
  listApplied,
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
  | { readonly kind: 'applied'; readonly version: number; readonly before: AppliedBook | undefined }
  | { readonly kind: 'older'; readonly fileVersion: number; readonly inForce: AppliedBook };

/**
 * Applies the book of the settings' file when the desk starts, unless its content was applied before: a book that was
 * applied since then (by `deskbell book apply` or in chat) is newer than the file and stays in force.
 */
export async function applyAtStart(tx: DeskTurn['tx'], source: BookSource, by: string, now: Instant): Promise<AtStart> {
  await lockBooks(tx);
  const ref = await findCurrent(tx);
  // A start that changes nothing asks no model: Prisma's engine takes a moment to load.
  if (ref && contentOf(ref) === contentHash(source)) return { kind: 'same' };
  const [current] = await listApplied(tx, 1);
  if (!current)
    return { kind: 'applied', version: await applyBook(tx, source, now, { by, via: 'start' }), before: undefined };
  const fileVersion = await findSameContent(tx, source, current.version);
  if (fileVersion !== undefined && fileVersion !== current.version)
    return { kind: 'older', fileVersion, inForce: current };
  const version = await applyBook(tx, source, now, { by, via: 'start' });
  return fileVersion === undefined ? { kind: 'applied', version, before: current } : { kind: 'same' };
}

/** How many versions a file is compared with, the last ones. */
const LOOKED_THROUGH = 50;

/**
 * The last version with this content. The stored books are read as this Deskbell reads a file, because a release may
 * have given fields and defaults to the schema since they were stored.
 */
async function findSameContent(tx: DeskTurn['tx'], source: BookSource, upTo: number): Promise<number | undefined> {
  const wanted = contentHash(source);
  for (const { version } of await listApplied(tx, LOOKED_THROUGH, upTo)) {
    if (contentHash((await loadBook(tx, version)).source) === wanted) return version;
  }
  return undefined;
}
