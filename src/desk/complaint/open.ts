import { WEB } from '../../chat/page.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { directPlace, routesOf } from '../address/route.ts';
import type { Ask } from '../desk.ts';
import { parseTicketNumber } from '../ticket/case/names.ts';
import type { TicketId } from '../ticket/case/ticket.ts';
import { findTicket } from '../ticket/store.ts';
import type { AnswerPlace, Complainer, Complaint } from './complaint.ts';
import { openComplaint } from './flow.ts';
import { type NewComplaintAsked, readNewComplaint } from './input.ts';

/** Opens the complaint that a command or form asks for. Refused for bad input, or if the customer is not known. */
export async function openAskedComplaint(ask: Ask): Promise<Result<{ id: number; state: Complaint }>> {
  const read = readNewComplaint(ask);
  if (!read.ok) return read;
  const asked = read.value;
  const resolved = await resolveCustomer(ask, asked.ticket, asked.customer);
  if (!resolved.ok) return resolved;
  const { customer, ticketId } = resolved.value;
  if (customer === undefined) return refuse('ticket.customer-unknown');
  const { text, category, urgency, about, expectedAt, contact } = asked;
  const facts = {
    text,
    category,
    urgency,
    about,
    expectedAt,
    contact,
    complainer: complainerOf(ask),
    answerIn: answerPlace(ask, customer, asked.answerIn),
  };
  return accept(await openComplaint(ask.turn, ask.book, { customer, ticketId, facts }, ask.asker.key));
}

/**
 * Which customer complains: the ticket's, else the channel's; for staff outside a customer's channel the customer that
 * they name, else the book's only one. undefined: not known. Refused if there is no such ticket for the asker.
 */
export async function resolveCustomer(
  { turn, asker, book }: Ask,
  ticket: string,
  named: string,
): Promise<Result<{ customer: string | undefined; ticketId: TicketId | undefined }>> {
  if (ticket !== '') {
    const ticketId = parseTicketNumber(ticket);
    const stored = ticketId === undefined ? undefined : await findTicket(turn.tx, ticketId);
    const customer = stored?.ticket.facts.customer;
    if (customer === undefined || (!asker.staff && customer !== asker.customer))
      return refuse('ticket.not-found', { ticket: ticketId === undefined ? ticket : `T-${ticketId}` });
    return accept({ customer, ticketId });
  }
  if (asker.customer !== undefined || !asker.staff) return accept({ customer: asker.customer, ticketId: undefined });
  const keys = Object.keys(book.source.customers);
  const [only] = keys.length === 1 ? keys : [];
  return accept({ customer: keys.includes(named) ? named : only, ticketId: undefined });
}

function complainerOf({ asker, person: { platform, userId } }: Ask): Complainer | undefined {
  return asker.staff ? undefined : { platform, userId, name: asker.name };
}

/**
 * Where the complaint is answered: in direct messages, unless the customer chose their channel. undefined: not in a
 * chat but by the contact they gave. A complaint that our people wrote down is answered in the customer's channel,
 * because no platform knows the person who made it.
 */
function answerPlace(
  { asker, person, place, book: { source } }: Ask,
  customer: string,
  way: NewComplaintAsked['answerIn'],
): AnswerPlace | undefined {
  const { language } = asker;
  // A page cannot send messages: the customer is called or written to, and reads the answer on their page.
  if (place.platform === WEB) return undefined;
  if (!asker.staff && way === 'privately') return { way, place: directPlace(person.platform, person.userId), language };
  const routes = routesOf(source, 'customer', customer);
  const here = routes.find((route) => route.place.channelId === place.channelId) ?? routes[0];
  if (here) return { way: 'channel', place: here.place, language: here.language };
  return asker.staff ? undefined : { way: 'privately', place: directPlace(person.platform, person.userId), language };
}
