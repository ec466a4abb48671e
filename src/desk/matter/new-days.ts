import type { Instant } from '../../lib/instant.ts';
import type { KeyAfter } from '../../lib/text-key.ts';
import type { ChatOverrides } from '../address/overrides.ts';
import { bookOf } from '../address/turn-book.ts';
import type { Book } from '../book/book.ts';
import type { DeskTurn } from '../desk.ts';
import { EVERY_OPEN, type MatterEntry, type MatterState, type MatterStore, type StoredMatter } from './store.ts';

/** What becomes of matters that store their deadlines where other public holidays are known. */

/** A deadline of a matter, and when it is: its name as people read it (`holidays.card.due.…`). */
export type NamedDue = readonly [name: DueName, at: Instant];
export type DueName = KeyAfter<'holidays.card.due.'>;

/** How the deadlines of one feature are counted. Pure functions of the state. */
export interface Recount<S> {
  /** The state with the deadlines that are still ahead as they would be if it began under this book. */
  recount(state: S, book: Book): S;
  /** The deadlines that people are told of, in order. */
  duesOf(state: S): readonly NamedDue[];
  /** All that is counted, to compare; a JSON value. */
  countedOf(state: S): unknown;
}

/** A matter whose deadlines other days change. */
export interface MovedMatter<S extends MatterState = MatterState> {
  readonly id: number;
  /** By the new days. */
  readonly state: S;
  /** By the new days. */
  readonly book: Book;
  /** The deadlines that move; empty: only reminders do. */
  readonly moved: readonly { readonly name: DueName; readonly from: Instant; readonly to: Instant }[];
}

/**
 * Compares the deadlines of open matters as they are and as they would be with the overrides `after`. A deadline that
 * is not what the book would give now was set by a step of a person, and stays. `lock`: rows are held until the turn
 * ends.
 */
export async function compareMatters<S extends MatterState, E extends MatterEntry>(
  turn: DeskTurn,
  after: ChatOverrides,
  store: MatterStore<S, E>,
  { recount, duesOf, countedOf }: Recount<S>,
  { statuses = ['open'], lock }: { readonly statuses?: readonly string[]; readonly lock: boolean },
): Promise<MovedMatter<S>[]> {
  const all: StoredMatter<S>[] = [];
  for (const status of statuses) {
    const filter = { status, limit: EVERY_OPEN };
    all.push(...(await (lock ? store.lockAll(turn.tx, filter) : store.list(turn.tx, filter))));
  }
  const same = (one: S, other: S) => JSON.stringify(countedOf(one)) === JSON.stringify(countedOf(other));
  // Two passes: each book's calendars are prepared for one set of days at a time.
  const counted: StoredMatter<S>[] = [];
  for (const each of all) if (same(each.state, recount(each.state, await bookOf(turn, each.book)))) counted.push(each);
  const moves: MovedMatter<S>[] = [];
  for (const { id, book: ref, state: was } of counted) {
    const book = await bookOf({ ...turn, overrides: after }, ref);
    const state = recount(was, book);
    if (same(was, state)) continue;
    const before = new Map(duesOf(was));
    const moved = duesOf(state).flatMap(([name, to]) => {
      const from = before.get(name);
      return from === undefined || from === to ? [] : [{ name, from, to }];
    });
    moves.push({ id, state, book, moved });
  }
  return moves;
}
