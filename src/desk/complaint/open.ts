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

/** A complaint as asked for in chat: whose it is, which ticket it is about, where it is answered. */
export async function openAskedComplaint(ask: Ask): Promise<Result<{ id: number; state: Complaint }>> {
  const read = readNewComplaint(ask);
  if (!read.ok) return read;
  const asked = read.value;
  const of = await resolveCustomer(ask, asked.ticket, asked.customer);
  if (!of.ok) return of;
  const { customer, ticketId } = of.value;
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

/** Whose complaint it is: of the ticket's customer, the channel's, or the one that our people name. */
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
 * In private unless they chose their channel; undefined: in no chat, by the contact. What our people write down on a customer's word is answered in the
 * customer's channel: who exactly spoke is not known to any platform.
 */
function answerPlace(
  { asker, person, place, book: { source } }: Ask,
  customer: string,
  way: NewComplaintAsked['answerIn'],
): AnswerPlace | undefined {
  const { language } = asker;
  // A page reaches nobody: they are called or written to, and look there.
  if (place.platform === WEB) return undefined;
  if (!asker.staff && way === 'privately') return { way, place: directPlace(person.platform, person.userId), language };
  const routes = routesOf(source, 'customer', customer);
  const here = routes.find((route) => route.place.channelId === place.channelId) ?? routes[0];
  if (here) return { way: 'channel', place: here.place, language: here.language };
  return asker.staff ? undefined : { way: 'privately', place: directPlace(person.platform, person.userId), language };
}
