import type { Book } from '../book/book.ts';
import type { BookSource } from '../book/schema.ts';

/** The last result for each older book: consecutive turns have the same book in force. */
const latest = new WeakMap<Book, { readonly people: BookSource['people']; readonly book: Book }>();

/**
 * An older version of the service book with the people who joined since: they are given its cases, so they have to be
 * named and reached there. What it says of its own people, and its promises, stay.
 */
export function withNewcomers(book: Book, { people }: Pick<BookSource, 'people'>): Book {
  const known = latest.get(book);
  if (known?.people === people) return known.book;
  const own = book.source.people;
  const joined = Object.entries(people).filter(([key]) => !Object.hasOwn(own, key));
  const extended =
    joined.length === 0
      ? book
      : { ...book, source: { ...book.source, people: { ...own, ...Object.fromEntries(joined) } } };
  latest.set(book, { people, book: extended });
  return extended;
}
