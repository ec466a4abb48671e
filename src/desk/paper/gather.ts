import { type Language, named } from '../../lib/language.ts';
import { type Book, calendarOf, policyOf } from '../book/book.ts';
import type { DeskTurn } from '../desk.ts';
import { parts as spareParts } from '../part/store.ts';
import { listRatingsIn } from '../rating/store.ts';
import type { LoadedTicket } from '../ticket/case/loaded.ts';
import { listEntries, listOpenTickets, listTicketsReported } from '../ticket/store.ts';
import { firstDayOf, type Month, monthOf, nextMonth } from './month.ts';
import { isForCustomer } from './rule.ts';
import type { CaseSource, MonthSource } from './source.ts';
import { listInspectionsIn, listSparesIn } from './store.ts';

/** Language of a paper: its reader's. A paper that the book keeps inside is in the provider's. */
export function paperLanguage(
  { source }: Pick<Book, 'source'>,
  customer: string,
  reader: Reader = 'customer',
): Language {
  return (reader === 'customer' ? source.customers[customer]?.language : undefined) ?? source.provider.language;
}

type Reader = 'customer' | 'team';

/**
 * Reads what the desk knows of a ticket, for a paper about it. `until`: an instant up to which the log counts, so that
 * a paper printed again says what it said; left out: the whole log.
 */
export async function gatherCase(
  turn: DeskTurn,
  { stored, book, terms }: LoadedTicket,
  paper: string,
  until = Number.POSITIVE_INFINITY,
): Promise<CaseSource> {
  const { customer } = stored.ticket.facts;
  const reader = isForCustomer(book, { customer, paper }) ? 'customer' : 'team';
  return {
    about: 'ticket',
    customer,
    id: stored.id,
    ticket: stored.ticket,
    entries: (await listEntries(turn.tx, stored.id)).filter(({ at }) => at <= until),
    spares: (await spareParts.list(turn.tx, { ticketId: stored.id }))
      .map(({ state }) => state)
      .filter(({ requestedAt }) => requestedAt <= until),
    view: { source: book.source, terms, language: paperLanguage(book, customer, reader) },
  };
}

/** Limit of a month's tickets; more than one customer has. */
const MAX_TICKETS = 500;

/** Reads what the desk knows of a customer's month, as of now. */
export async function gatherMonth(turn: DeskTurn, book: Book, customer: string, month: Month): Promise<MonthSource> {
  const { tx } = turn;
  const policy = policyOf(book, customer);
  const calendar = calendarOf(book, policy.officeCalendar);
  const at = (each: Month) => calendar.atTime(firstDayOf(each), '00:00');
  const [fromAt, toAt] = [at(month), at(nextMonth(month))];
  const beforeAt = at(monthOf(calendar.dateOf(fromAt - 1)));
  const before = await listTicketsReported(tx, { customer, fromAt: beforeAt, toAt: fromAt, limit: MAX_TICKETS });
  const language = paperLanguage(book, customer);
  return {
    about: 'month',
    customer,
    month,
    view: { source: book.source, language },
    levels: policy.levels.map(({ key, name }) => ({ key, name: named(name, language) })),
    reported: await listTicketsReported(tx, { customer, fromAt, toAt, limit: MAX_TICKETS }),
    reportedBefore: before.filter(({ ticket }) => ticket.facts.kind === 'fault').length,
    open: (await listOpenTickets(tx, { customer, limit: MAX_TICKETS })).filter(
      ({ ticket }) => ticket.status === 'open' && ticket.reportedAt < toAt,
    ),
    inspections: await listInspectionsIn(tx, customer, month),
    inspectionRule: policy.inspection,
    spares: await listSparesIn(tx, customer, fromAt, toAt),
    ratings: await listRatingsIn(tx, customer, fromAt, toAt),
    devices: (book.source.customers[customer]?.devices ?? []).reduce((sum, { count }) => sum + count, 0),
  };
}
