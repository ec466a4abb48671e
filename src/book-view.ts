import type { PlaygroundCommand, PlaygroundPerson, PlaygroundWorkspace } from './adapter/playground/workspace.ts';
import type { WebBook } from './adapter/web/book-view.ts';
import { everydayOf } from './command/help-topic.ts';
import { COMMANDS } from './commands.ts';
import { type Book, calendarOf } from './desk/book/book.ts';
import type { BookSource } from './desk/book/schema.ts';
import type { Command } from './desk/desk.ts';
import { onDutyAt, type Roster } from './desk/oncall/oncall.ts';
import { findPersonById } from './desk/person/person.ts';
import { hasText, t } from './i18n/i18n.ts';
import { type Clock, DAY, type Instant } from './lib/instant.ts';
import type { Language } from './lib/language.ts';

/** What the adapters need of the service book; `bookNow` gives the source of the one in force. */

/** The playground's channels and people as of now; the customers' people come first. */
export function createPlaygroundWorkspace(
  bookNow: () => BookSource,
  rosters: () => ReadonlyMap<string, Roster>,
  clock: Clock,
): () => PlaygroundWorkspace {
  return () => {
    const source = bookNow();
    const channels = Object.values(source.channels).map(({ id, name, purpose, language, customer, listen }) => ({
      ...{ id, name, purpose, language },
      customer: customer ?? '',
      listens: listen === 'offer',
    }));
    const customers = Object.entries(source.customers).flatMap(([customer, { people }]) =>
      people.flatMap(({ name, ids }) =>
        ids.playground ? [person(ids.playground, name, ['customer'], customer, false)] : [],
      ),
    );
    const now = clock.now();
    const onDuty = [...rosters().values()].map((roster) => onDutyAt(roster, now));
    const staff = Object.entries(source.people).map(([key, { name, roles }]) =>
      person(key, name, roles, '', onDuty.includes(key)),
    );
    return { channels, people: [...customers, ...staff], timeZone: source.provider.timeZone, commands: TYPED };
  };
}

/** Every typed command, those of every day first. */
const TYPED: readonly PlaygroundCommand[] = [...COMMANDS]
  .sort((one, other) => Number(isEveryday(other)) - Number(isEveryday(one)))
  .flatMap((command) => {
    const { name, typed, for: who } = command;
    if (!typed) return [];
    const word = (words: readonly string[]) => (typed.slash === 'desk' ? `/desk ${words[0]}` : `/${words[0]}`);
    return {
      typed: { zh: word(typed.zh), en: word(typed.en) },
      says: { zh: helpOf(name, 'zh-CN'), en: helpOf(name, 'en') },
      takesTicket: typed.takes[0] === 'ticket',
      takesMore: typed.takes.length > 0,
      forStaff: who === 'staff',
    };
  });

function isEveryday({ name }: Command): boolean {
  return [true, false].some((staff) => everydayOf({ staff, roles: [] }).includes(name));
}

function helpOf(name: string, language: Language): string {
  const key = `help.${name}`;
  return hasText(language, key) ? t(language, key) : name;
}

/** Whether the book listens to what is said in a channel of a platform without mentioning us. */
export function listensOn(bookNow: () => BookSource, platform: string): (channelId: string) => boolean {
  const idsOf = eachOnce(({ channels }) => {
    const listened = Object.values(channels).filter((each) => each.platform === platform && each.listen);
    return new Set(listened.map(({ id }) => id));
  });
  return (channelId) => idsOf(bookNow()).has(channelId);
}

/** Whether the book names someone of the provider's with a user id, with their workspace or without. */
export function staffOn(bookNow: () => BookSource, platform: string): (userId: string) => boolean {
  return (userId) => findPersonById(bookNow().people, platform, userId) !== undefined;
}

/** What the web pages need. */
export function createWebBook(bookNow: () => BookSource): WebBook {
  const customersOf = eachOnce((source) => new Map(Object.entries(source.customers)));
  return {
    get provider() {
      return bookNow().provider.name;
    },
    get timeZone() {
      return bookNow().provider.timeZone;
    },
    get customers() {
      return customersOf(bookNow());
    },
  };
}

/** Computes `view` once for each book. */
function eachOnce<T>(view: (source: BookSource) => T): (source: BookSource) => T {
  const known = new WeakMap<BookSource, { readonly value: T }>();
  return (source) => {
    const found = known.get(source) ?? { value: view(source) };
    known.set(source, found);
    return found.value;
  };
}

function person(
  userId: string,
  name: PlaygroundPerson['name'],
  roles: readonly string[],
  customer: string,
  onDuty: boolean,
): PlaygroundPerson {
  return { userId, teamId: 'playground', name, roles, customer, onDuty };
}

/** The next opening of the office on a working day after today, by the calendar of the book's first customer. */
export function nextWorkingMorning(book: Book, now: Instant): Instant {
  const [customer] = Object.values(book.source.customers);
  const policy = customer && book.source.policies[customer.policy];
  if (!policy) throw new Error('the service book has no customer');
  const office = calendarOf(book, policy.officeCalendar);
  const tomorrow = office.atTime(office.dateOf(now), '00:00') + DAY;
  return office.nextOpen(office.atTime(office.dateOf(tomorrow), '00:00'));
}
