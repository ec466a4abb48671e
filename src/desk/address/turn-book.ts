import { awayBy, type IsAway } from '../book/away.ts';
import type { Book } from '../book/book.ts';
import { type BookRef, loadBook, loadedBook } from '../book/store.ts';
import type { DeskTurn } from '../desk.ts';
import type { Directory } from './notice.ts';
import { applyOverrides } from './overrides.ts';

/**
 * A version of the service book with the overrides from chat applied. `ref` is `turn.book` for the version in force, or
 * the version under which a ticket or a matter was begun.
 */
export async function bookOf(turn: Pick<DeskTurn, 'tx' | 'overrides'>, ref: BookRef): Promise<Book> {
  return applyOverrides(await loadBook(turn.tx, ref), turn.overrides);
}

/**
 * What `announce` and `redraw` address notices by. Who is away is read from the book in force, which every turn loads as it
 * begins: the version under which a case was begun may not know it yet.
 */
export function directoryOf(
  { speaksBoth, book, overrides }: Pick<DeskTurn, 'speaksBoth' | 'book' | 'overrides'>,
  { source }: Pick<Book, 'source'>,
): Directory {
  const inForce = loadedBook(book);
  const there = inForce ? applyOverrides(inForce, overrides).source : source;
  return { source, speaksBoth, isAway: awayOf(there) };
}

/** Who is away by the service book in force, or has no account left. */
export async function awayNow(turn: Pick<DeskTurn, 'tx' | 'book' | 'overrides'>): Promise<IsAway> {
  return awayOf((await bookOf(turn, turn.book)).source);
}

/** Each version is asked in every turn, and its absences never change. */
const known = new WeakMap<Book['source'], IsAway>();

function awayOf(source: Book['source']): IsAway {
  const isAway = known.get(source) ?? awayBy(source);
  known.set(source, isAway);
  return isAway;
}
