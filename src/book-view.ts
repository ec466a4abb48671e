import type { PlaygroundPerson, PlaygroundWorkspace } from './adapter/playground/workspace.ts';
import type { WebBook } from './adapter/web/book-view.ts';
import { type Book, calendarOf } from './desk/book/book.ts';
import type { BookSource } from './desk/book/schema.ts';
import { onDutyAt, type Roster } from './desk/oncall/oncall.ts';
import { type Clock, DAY, type Instant } from './lib/instant.ts';

/** What the adapters need of the service book. */

/** The playground's channels and people as of now; the customers' people come first. */
export function createPlaygroundWorkspace(
  source: BookSource,
  rosters: () => ReadonlyMap<string, Roster>,
  clock: Clock,
): () => PlaygroundWorkspace {
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
  return () => {
    const now = clock.now();
    const onDuty = [...rosters().values()].map((roster) => onDutyAt(roster, now));
    const staff = Object.entries(source.people).map(([key, { name, roles }]) =>
      person(key, name, roles, '', onDuty.includes(key)),
    );
    return { channels, people: [...customers, ...staff], timeZone: source.provider.timeZone };
  };
}

/** Whether the book listens to what is said in a channel of a platform without mentioning us. */
export function listensOn({ channels }: BookSource, platform: string): (channelId: string) => boolean {
  const ids = new Set(
    Object.values(channels).flatMap((each) => (each.platform === platform && each.listen === 'offer' ? [each.id] : [])),
  );
  return (channelId) => ids.has(channelId);
}

/** What the web pages need. */
export function createWebBook({ provider, customers }: BookSource): WebBook {
  return { provider: provider.name, timeZone: provider.timeZone, customers: new Map(Object.entries(customers)) };
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
