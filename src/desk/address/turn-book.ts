import type { Book } from '../book/book.ts';
import { type BookRef, loadBook } from '../book/store.ts';
import type { DeskTurn } from '../desk.ts';
import type { Directory } from './notice.ts';
import { applyOverrides } from './overrides.ts';

/**
 * A version of the service book with what was settled in chat laid over it. `ref` is `turn.book` for the version in force,
 * or the version that a ticket or a matter was begun under.
 */
export async function bookOf(turn: Pick<DeskTurn, 'tx' | 'overrides'>, ref: BookRef): Promise<Book> {
  return applyOverrides(await loadBook(turn.tx, ref), turn.overrides);
}

/** What `announce` and `redraw` need to know of the house: who is reached where, and which platforms show two languages. */
export function directoryOf({ speaksBoth }: Pick<DeskTurn, 'speaksBoth'>, { source }: Pick<Book, 'source'>): Directory {
  return { source, speaksBoth };
}
