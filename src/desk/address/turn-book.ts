import type { Book } from '../book/book.ts';
import { type BookRef, loadBook } from '../book/store.ts';
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

/** What `announce` and `redraw` address notices by. */
export function directoryOf(
  { speaksBoth, canUrge }: Pick<DeskTurn, 'speaksBoth' | 'canUrge'>,
  { source }: Pick<Book, 'source'>,
): Directory {
  return { source, speaksBoth, ...(canUrge ? { canUrge } : {}) };
}
