import type { Alert } from '../../../chat/adapter.ts';
import type { BookPolicy } from '../../book/schema.ts';
import { findCustomerName } from '../../card/customer.ts';
import type { Entry } from '../case/entry.ts';
import { levelName } from '../case/names.ts';
import type { Ticket, TicketId } from '../case/ticket.ts';
import { headlineOf } from './headline.ts';
import type { CardView } from './view.ts';

/** The place of tickets without a level: behind all levels of a book. */
const NO_LEVEL = 99;

/** How bad what an entry tells of is; undefined: it tells of nothing that is broken or about to break. */
export function alertOf(
  entry: Entry,
  ticket: Ticket,
  { levels }: Pick<BookPolicy, 'levels'>,
): Pick<Alert, 'level' | 'dueAt'> | undefined {
  const dueAt = dueOf(entry);
  if (dueAt === undefined) return undefined;
  const place = levels.findIndex(({ key }) => key === ticket.level);
  return { level: place < 0 ? NO_LEVEL : place, dueAt };
}

/** An alert in one line, with the ticket's customer and level. Example: "Promise broken · T-1 · Acme · Severe · core switch down · …". */
export function alertLine(id: TicketId, ticket: Ticket, entry: Entry, view: CardView): string {
  const { source, terms, language } = view;
  const level = ticket.level && levelName(terms.policy, ticket.level, language);
  const of = [findCustomerName(source, ticket.facts.customer, language), level].filter(Boolean).join(' · ');
  return headlineOf(id, entry, ticket, view, of);
}

function dueOf(entry: Entry): number | undefined {
  switch (entry.kind) {
    case 'sla.warning':
    case 'sla.breached':
    case 'sla.raised':
      return entry.data.due;
    case 'ticket.stale':
      return entry.data.since;
    default:
      return undefined;
  }
}
