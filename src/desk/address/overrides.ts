import type { Language } from '../../lib/language.ts';
import type { Book } from '../book/book.ts';
import { calendarSpecs, withNotices } from '../book/calendar-specs.ts';
import type { BookChannel, BookSource } from '../book/schema.ts';
import { prepareCalendar } from '../sla/calendar.ts';
import type { HolidayNotice } from '../sla/calendar-spec.ts';
import { noticesWith } from '../sla/workdays-cn.ts';

/** What people set up in chat, which overrides the book. Channels are keyed by `platform/id`. */
export interface ChatOverrides {
  /** The language of a channel, or of a person's direct messages (`platform/@id`). */
  readonly languages: Readonly<Record<string, Language>>;
  /** The customer of a channel that the book does not name: the customer's key. */
  readonly bound: Readonly<Record<string, string>>;
  /** Accounts of the book's people on platforms for which the book has no id of theirs. */
  readonly links: readonly PersonLink[];
  /** Accounts that are gone; left out: none are. */
  readonly lost?: readonly PersonLink[];
  /** The notices of public holidays that were loaded; left out: none were. */
  readonly notices?: readonly HolidayNotice[];
  /** Tells these overrides from others; empty: there are none. */
  readonly key: string;
}

/** A person's key, and their id on a platform in the book's notation. */
export interface PersonLink {
  readonly person: string;
  readonly platform: string;
  readonly id: string;
}

/** The overrides as they will be after this turn. */
export function extendOverrides(overrides: ChatOverrides, more: Partial<Omit<ChatOverrides, 'key'>>): ChatOverrides {
  const { languages, bound, links, lost = [], notices = [] } = { ...overrides, ...more };
  const key = JSON.stringify([languages, bound, links, lost, notices]);
  return { languages, bound, links, lost, notices, key };
}

/** The last result for each book: consecutive turns usually have the same overrides. */
const latest = new WeakMap<Book, { readonly key: string; readonly book: Book }>();

/**
 * The book with the overrides applied. Of its promises only the days on which they are counted are affected, by loaded
 * notices.
 */
export function applyOverrides(book: Book, overrides: ChatOverrides): Book {
  if (overrides.key === '') return book;
  const known = latest.get(book);
  if (known?.key === overrides.key) return known.book;
  const { notices = [] } = overrides;
  const laidOver = {
    ...book,
    source: overrideSource(book.source, overrides),
    ...(notices.length > 0 ? { calendars: calendarsWith(book, notices) } : {}),
  };
  latest.set(book, { key: overrides.key, book: laidOver });
  return laidOver;
}

/** The last calendars of each book: a chosen language must not prepare them again. */
const latestCalendars = new WeakMap<Book, { readonly key: string; readonly calendars: Book['calendars'] }>();

/** The book's calendars with the days of loaded notices. */
function calendarsWith(book: Book, notices: readonly HolidayNotice[]): Book['calendars'] {
  const key = JSON.stringify(notices);
  const known = latestCalendars.get(book);
  if (known?.key === key) return known.calendars;
  const specs = calendarSpecs({ calendars: withNotices(book.source.calendars, noticesWith(notices)) });
  const calendars = new Map(Object.entries(specs).map(([name, spec]) => [name, prepareCalendar(spec)]));
  latestCalendars.set(book, { key, calendars });
  return calendars;
}

function overrideSource(source: BookSource, overrides: ChatOverrides): BookSource {
  const { languages } = overrides;
  const channels = Object.entries(source.channels).map(([key, channel]): [string, BookChannel] => [
    key,
    { ...channel, language: languages[channelKey(channel)] ?? channel.language },
  ]);
  const people = Object.entries(source.people).map(([key, person]) => {
    const [direct] = Object.entries(person.ids);
    const language = (direct && languages[`${direct[0]}/@${direct[1]}`]) ?? person.language;
    const linked = overrides.links.filter((link) => link.person === key).map(({ platform, id }) => [platform, id]);
    // Ids that the book names override linked ones.
    return [
      key,
      { ...person, language, ids: { ...person.ids, ...Object.fromEntries(linked), ...person.ids } },
    ] as const;
  });
  const { notices = [], lost = [] } = overrides;
  return {
    ...source,
    ...(lost.length > 0 ? { lost: lostPeople(Object.fromEntries(people), lost) } : {}),
    calendars: notices.length > 0 ? withNotices(source.calendars, noticesWith(notices)) : source.calendars,
    channels: Object.fromEntries([...channels, ...boundChannels(source, overrides)]),
    people: Object.fromEntries(people),
  };
}

/** The people of whose accounts none is left. One who never had an account is not among them. */
function lostPeople(people: BookSource['people'], lost: readonly PersonLink[]): string[] {
  return [...new Set(lost.map(({ person }) => person))].sort().filter((key) => {
    const accounts = Object.entries(people[key]?.ids ?? {});
    const isLost = ([platform, id]: [string, string]) =>
      lost.some((each) => each.person === key && each.platform === platform && each.id === id);
    return Object.hasOwn(people, key) && accounts.every(isLost);
  });
}

/** The channels bound in chat, without those that the book names by now and those of customers it no longer has. */
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
