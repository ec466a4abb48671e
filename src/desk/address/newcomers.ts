import type { Book } from '../book/book.ts';
import type { BookSource } from '../book/schema.ts';

type Person = BookSource['people'][string];

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

/** Results for each book by the versions whose people were added: every turn about a moved ticket asks for one. */
const former = new WeakMap<Book, Map<string, Book>>();

/**
 * A version of the service book with the names of people whom only older versions have: the log of a ticket that was moved
 * here tells of them. They have no role and no account, so nothing is sent to them. `versions`: the numbers of `older`.
 */
export function withFormerPeople(book: Book, versions: readonly number[], older: readonly BookSource[]): Book {
  const known = former.get(book) ?? new Map<string, Book>();
  former.set(book, known);
  const key = versions.join('/');
  const extended = known.get(key) ?? addFormer(book, older);
  known.set(key, extended);
  return extended;
}

function addFormer(book: Book, older: readonly BookSource[]): Book {
  const own = book.source.people;
  const gone = older.flatMap(({ people }) => Object.entries(people)).filter(([key]) => !Object.hasOwn(own, key));
  if (gone.length === 0) return book;
  const names = gone.map(([key, person]): [string, Person] => [key, { ...person, roles: [], ids: {} }]);
  return { ...book, source: { ...book.source, people: { ...Object.fromEntries(names), ...own } } };
}
