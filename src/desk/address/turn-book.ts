import type { Book } from '../book/book.ts';
import { type BookRef, loadBook } from '../book/store.ts';
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

/** What `announce` and `redraw` address notices by. */
export function directoryOf(
  { speaksBoth, canUrge }: Pick<DeskTurn, 'speaksBoth' | 'canUrge'>,
  { source }: Pick<Book, 'source'>,
): Directory {
  return { source, speaksBoth, ...(canUrge ? { canUrge } : {}) };
}
