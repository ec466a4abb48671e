import type { Instant } from '../../lib/instant.ts';
import type { Book } from '../book/book.ts';
import type { DeskTurn } from '../desk.ts';
import type { CivilDate } from '../sla/calendar-spec.ts';
import { dateOfDay, dayOfDate } from '../sla/civil-date.ts';
import { findTicketIds, type WordsFilter } from '../words/store.ts';
import { type Clause, STATES } from './reading.ts';
import { type FoundTicket, listFound } from './store.ts';

/** Whose tickets may be found, and by which words. */
export interface SearchScope {
  readonly side: WordsFilter['side'];
  /** undefined: those of all customers. */
  readonly customer: string | undefined;
  /** Confidential customers whose tickets are closed to the asker; left out: none. */
  readonly closed?: readonly string[] | undefined;
}

/** Finds tickets that every clause holds for, the newest first: up to `count` after the first `skip`. */
export async function search(
  { tx }: DeskTurn,
  book: Book,
  clauses: readonly Clause[],
  scope: SearchScope,
  { skip, count }: { readonly skip: number; readonly count: number },
): Promise<FoundTicket[]> {
  const filter = filterOf(book, clauses, scope);
  if (!filter) return [];
  const ids = await findTicketIds(tx, filter, skip + count);
  return listFound(tx, ids.slice(skip));
}

/** undefined: no ticket can be of two customers. */
function filterOf(
  book: Book,
  clauses: readonly Clause[],
  { side, customer, closed }: SearchScope,
): WordsFilter | undefined {
  const queries: string[] = [];
  const customers = new Set(customer === undefined ? [] : [customer]);
  const states = new Set<string>();
  let fromAt: Instant | undefined;
  let toAt: Instant | undefined;
  for (const clause of clauses) {
    if ('query' in clause && clause.query !== '') queries.push(clause.query);
    if (clause.kind === 'customer' && clause.customer !== undefined) customers.add(clause.customer);
    if (clause.kind === 'state') for (const each of STATES[clause.state]) states.add(each);
    if (clause.kind !== 'date') continue;
    // Two dates are the ends of a period.
    fromAt = Math.min(fromAt ?? Number.POSITIVE_INFINITY, startOf(book, clause.period.from));
    toAt = Math.max(toAt ?? 0, startOf(book, dateOfDay(dayOfDate(clause.period.to) + 1)));
  }
  if (customers.size > 1) return undefined;
  return {
    side,
    customer: [...customers][0],
    closed,
    query: queries.length === 0 ? undefined : queries.join(' & '),
    states: states.size === 0 ? undefined : [...states],
    fromAt,
    toAt,
  };
}

/** The beginning of a day in the provider's zone. */
function startOf({ always }: Book, date: CivilDate): Instant {
  return always.atTime(date, '00:00');
}
