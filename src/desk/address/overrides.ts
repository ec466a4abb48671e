import type { Language } from '../../lib/language.ts';
import type { Book } from '../book/book.ts';
import type { BookChannel, BookSource } from '../book/schema.ts';

/** What was settled in chat and goes before the book's word. Channels go by `platform/id`. */
export interface ChatOverrides {
  /** The language of a channel, or of a person's direct messages (`platform/@id`). */
  readonly languages: Readonly<Record<string, Language>>;
  /** Whose channel it is, for channels that the book does not name: a customer's key. */
  readonly bound: Readonly<Record<string, string>>;
  /** People of the book on platforms for which the book has no id of theirs. */
  readonly links: readonly PersonLink[];
  /** Tells this settling from others; empty: nothing is settled. */
  readonly key: string;
}

/** A person's key, and their id on a platform as the book would write it. */
export interface PersonLink {
  readonly person: string;
  readonly platform: string;
  readonly id: string;
}

/** What will be settled once this turn is through. */
export function extendOverrides(settled: ChatOverrides, more: Partial<Omit<ChatOverrides, 'key'>>): ChatOverrides {
  const { languages, bound, links } = { ...settled, ...more };
  return { languages, bound, links, key: JSON.stringify([languages, bound, links]) };
}

/** The latest settling of each book: turns in a row mostly find the same. */
const latest = new WeakMap<Book, { readonly key: string; readonly book: Book }>();

/** The book as it holds now: with what was settled in chat laid over it. Its promises stay as they are. */
export function applyOverrides(book: Book, settled: ChatOverrides): Book {
  if (settled.key === '') return book;
  const known = latest.get(book);
  if (known?.key === settled.key) return known.book;
  const laidOver = { ...book, source: overrideSource(book.source, settled) };
  latest.set(book, { key: settled.key, book: laidOver });
  return laidOver;
}

function overrideSource(source: BookSource, settled: ChatOverrides): BookSource {
  const { languages } = settled;
  const channels = Object.entries(source.channels).map(([key, channel]): [string, BookChannel] => [
    key,
    { ...channel, language: languages[channelKey(channel)] ?? channel.language },
  ]);
  const people = Object.entries(source.people).map(([key, person]) => {
    const [direct] = Object.entries(person.ids);
    const language = (direct && languages[`${direct[0]}/@${direct[1]}`]) ?? person.language;
    const linked = settled.links.filter((link) => link.person === key).map(({ platform, id }) => [platform, id]);
    // The book's own word on a person goes first.
    return [
      key,
      { ...person, language, ids: { ...person.ids, ...Object.fromEntries(linked), ...person.ids } },
    ] as const;
  });
  return {
    ...source,
    channels: Object.fromEntries([...channels, ...boundChannels(source, settled)]),
    people: Object.fromEntries(people),
  };
}

/** Channels bound in chat, unless the book has come to name them, or no more names their customer. */
function boundChannels(
  { channels, customers }: BookSource,
  { bound, languages }: ChatOverrides,
): [string, BookChannel][] {
  const named = new Set(Object.values(channels).map(channelKey));
  return Object.entries(bound).flatMap(([place, customer]) => {
    const found = customers[customer];
    if (!found || named.has(place)) return [];
    const slash = place.indexOf('/');
    const channel = {
      purpose: 'customer',
      platform: place.slice(0, slash) as BookChannel['platform'],
      id: place.slice(slash + 1),
      name: found.name,
      language: languages[place] ?? found.language,
      customer,
    } as const;
    return [[place, channel]];
  });
}

function channelKey({ platform, id }: BookChannel): string {
  return `${platform}/${id}`;
}
