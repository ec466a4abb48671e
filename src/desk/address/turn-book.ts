import { awayBy, type IsAway } from '../book/away.ts';
import type { Book } from '../book/book.ts';
import { type BookRef, loadBook, loadedBook } from '../book/store.ts';
import type { DeskTurn } from '../desk.ts';
import { withNewcomers } from './newcomers.ts';
import type { Directory } from './notice.ts';
import { applyOverrides } from './overrides.ts';

/**
 * A version of the service book with the overrides from chat applied. `ref` is `turn.book` for the version in force, or
 * the version under which a ticket or a matter was begun; that one has the people who joined since, too.
 */
export async function bookOf(
  { tx, overrides, book: inForce }: Pick<DeskTurn, 'tx' | 'overrides'> & Partial<Pick<DeskTurn, 'book'>>,
  ref: BookRef,
): Promise<Book> {
  const book = await loadBook(tx, ref);
  const extended =
    !inForce || inForce.version === ref.version ? book : withNewcomers(book, (await loadBook(tx, inForce)).source);
  return applyOverrides(extended, overrides);
}

/**
 * What `announce` and `redraw` address notices by. Who is away is read from the book in force, which every turn loads as it
 * begins: the version under which a case was begun may not know it yet.
 */
export function directoryOf(
  { speaksBoth, canUrge, book, overrides }: Pick<DeskTurn, 'speaksBoth' | 'canUrge' | 'book' | 'overrides'>,
  { source }: Pick<Book, 'source'>,
): Directory {
  const inForce = loadedBook(book);
  const there = inForce ? applyOverrides(inForce, overrides).source : source;
  return { source, speaksBoth, isAway: awayOf(there), ...(canUrge ? { canUrge } : {}) };
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
