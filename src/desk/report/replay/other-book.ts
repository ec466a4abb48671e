import type { Instant } from '../../../lib/instant.ts';
import { type Book, findCustomer, findLevel, policyOf } from '../../book/book.ts';
import type { Entry } from '../../ticket/case/entry.ts';
import type { Correctable } from '../../ticket/case/record.ts';
import { siteFacts } from '../../ticket/case/site-facts.ts';
import type { ReportFacts } from '../../ticket/case/ticket.ts';

/** What a ticket names that another book does not have, so that it cannot be counted by that book. */
export interface Missing {
  readonly what: 'customer' | 'site' | 'device' | 'level';
  /** Its key. */
  readonly key: string;
  readonly customer: string;
}

/**
 * What of a ticket the book does not have; undefined: it has all. `facts`: as they are after all corrections. Levels are
 * those that people set: at the report, or later by hand.
 */
export function missingIn(
  book: Book,
  log: readonly Entry[],
  { customer, site, device }: ReportFacts,
): Missing | undefined {
  const found = findCustomer(book, customer);
  if (!found) return { what: 'customer', key: customer, customer };
  if (!found.sites.some(({ key }) => key === site)) return { what: 'site', key: site, customer };
  if (device !== undefined && !found.devices.some(({ key }) => key === device))
    return { what: 'device', key: device, customer };
  const policy = policyOf(book, customer);
  const level = log.flatMap(levelSet).find((key) => !findLevel(policy, key));
  return level === undefined ? undefined : { what: 'level', key: level, customer };
}

function levelSet(entry: Entry): string[] {
  if (entry.kind === 'ticket.opened') return entry.data.level === undefined ? [] : [entry.data.level];
  return entry.kind === 'ticket.level-changed' && entry.data.why === 'manual' ? [entry.data.level] : [];
}

/**
 * The log as it would begin under another book: distance, travel time, service level and warranty of the customer's site
 * and device as that book has them. What was not as the ticket's own book says was decided by hand, and stays.
 */
export function logUnder(log: readonly Entry[], own: Book, other: Book): Entry[] {
  const [first] = log;
  if (first?.kind !== 'ticket.opened') throw new Error('a ticket log begins with ticket.opened');
  const { facts } = first.data;
  const reportedAt = facts.told?.at ?? first.at;
  return log.map((entry): Entry => {
    if (entry.kind === 'ticket.opened')
      return { ...entry, data: { ...entry.data, facts: factsUnder(facts, facts.customer, entry.at, own, other) } };
    if (entry.kind !== 'ticket.updated' || !entry.data.corrected) return entry;
    const { corrected } = entry.data;
    const after = factsUnder(corrected.after, corrected.customer, reportedAt, own, other);
    return { ...entry, data: { ...entry.data, corrected: { ...corrected, after } } };
  });
}

const FROM_BOOK = ['serviceLevel', 'distanceKm', 'travelMs', 'billable'] as const;

type Place = Pick<Correctable, 'site' | 'device'>;

function factsUnder<T extends Place>(facts: T, customer: string, at: Instant, own: Book, other: Book): T {
  const [was, is] = [own, other].map((book) => factsIn(book, customer, facts, at));
  if (!is) return facts;
  const said = facts as Readonly<Record<string, unknown>>;
  const changed = FROM_BOOK.filter((field) => field in facts && (!was || was[field] === said[field]));
  return { ...facts, ...Object.fromEntries(changed.map((field) => [field, is[field]])) };
}

/** undefined: the book does not have the customer or the site. */
function factsIn(book: Book, customer: string, { site, device }: Place, at: Instant) {
  const found = findCustomer(book, customer)?.sites.find(({ key }) => key === site);
  return found && siteFacts(book, customer, found, device, at);
}
