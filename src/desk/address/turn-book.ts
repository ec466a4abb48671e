import { awayBy, type IsAway } from '../book/away.ts';
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
export function directoryOf({ speaksBoth }: Pick<DeskTurn, 'speaksBoth'>, { source }: Pick<Book, 'source'>): Directory {
  return { source, speaksBoth };
}

/** Who is away by the service book in force: the version under which a case was begun may not know it yet. */
export async function awayNow(turn: Pick<DeskTurn, 'tx' | 'book'>): Promise<IsAway> {
  const { source } = await loadBook(turn.tx, turn.book);
  const isAway = known.get(source) ?? awayBy(source);
  known.set(source, isAway);
  return isAway;
}

/** Each version is asked in every turn, and its absences never change. */
const known = new WeakMap<Book['source'], IsAway>();

/** As `directoryOf`, for notices that pass over people who are away (`Announcement.inPlace`). */
export async function directoryNow(turn: DeskTurn, book: Pick<Book, 'source'>): Promise<Directory> {
  return { ...directoryOf(turn, book), isAway: await awayNow(turn) };
}
