import type { Named } from '../../lib/language.ts';
import { bookOf } from '../address/turn-book.ts';
import { type Book, findCustomer, findLevel, policyOf } from '../book/book.ts';
import type { DeskTurn } from '../desk.ts';
import type { LoadedTicket, StoredTicket } from './case/loaded.ts';
import type { ContractFacts } from './case/moved-record.ts';
import { siteFacts } from './case/site-facts.ts';
import type { ReportFacts, Ticket, TicketId } from './case/ticket.ts';
import { type Moved, moveTicket } from './clock/move.ts';
import { saveProgress, withTerms } from './flow.ts';
import { findTicket, listOpenTickets, lockTicket } from './store.ts';

/** What becomes of open tickets that a person moves to the version of the service book in force (docs/decision/0034). */

/** What of a ticket the version in force does not have, so that it stays where it is. */
export type Stay = 'customer' | 'site' | 'device' | 'level';

/** A ticket that counts by an older version, and what its move would do. */
export interface TicketMove {
  readonly stored: StoredTicket;
  readonly customer: string;
  /** The customer's name, by the version in force or, where it has no such customer, by the ticket's own. */
  readonly customerName: Named;
  readonly move:
    | { readonly stays: Stay }
    /** `at`: the ticket under the new version, before the move. `zone`: in which the customer's office hours count. */
    | { readonly stays?: undefined; readonly at: LoadedTicket; readonly moved: Moved; readonly zone: string };
}

/** Which open tickets: one, those of a customer, or without either all of them. */
export interface MoveScope {
  readonly customer?: string;
  readonly ticket?: TicketId;
}

/** More tickets than a desk has open at once. */
const EVERY_OPEN = 10_000;

/**
 * What a move to the version in force would do to the open tickets that count by older ones, in the order of their
 * numbers. `lock`: they are held until the turn ends. Writes nothing.
 */
export async function planMoves(
  turn: DeskTurn,
  scope: MoveScope,
  { lock }: { readonly lock: boolean },
): Promise<TicketMove[]> {
  const moves: TicketMove[] = [];
  for (const id of await listIds(turn, scope)) {
    const stored = await (lock ? lockTicket(turn.tx, id) : findTicket(turn.tx, id));
    // In the meantime it may have been closed, or moved by another person.
    if (stored && isToMove(stored, turn)) moves.push(await planMove(turn, stored));
  }
  return moves;
}

/** Moves a ticket as it was planned in this turn; its threads are told if a deadline changes. */
export async function carryOut(turn: DeskTurn, { move }: TicketMove): Promise<void> {
  if (move.stays === undefined) await saveProgress(turn, move.at, move.moved);
}

async function listIds({ tx, book }: DeskTurn, { customer, ticket }: MoveScope): Promise<TicketId[]> {
  if (ticket !== undefined) return [ticket];
  const filter = { ...(customer === undefined ? {} : { customer }), olderThan: book.version, limit: EVERY_OPEN };
  return (await listOpenTickets(tx, filter)).map(({ id }) => id).sort((one, other) => one - other);
}

function isToMove({ ticket: { status }, book }: StoredTicket, turn: DeskTurn): boolean {
  return (status === 'open' || status === 'resolved') && book.version < turn.book.version;
}

async function planMove(turn: DeskTurn, stored: StoredTicket): Promise<TicketMove> {
  const { ticket } = stored;
  const { customer } = ticket.facts;
  const was = await withTerms(turn, stored);
  const inForce = await bookOf(turn, turn.book);
  const stays = missingIn(inForce, ticket);
  const known = findCustomer(inForce, customer) ?? findCustomer(was.book, customer);
  const whose = { stored, customer, customerName: known?.name ?? { zh: customer, en: customer } };
  if (stays !== undefined) return { ...whose, move: { stays } };
  const facts = contractFacts(was.book, inForce, ticket);
  const placed: Ticket = { ...ticket, facts: { ...ticket.facts, ...facts } };
  const { book, terms } = await withTerms(turn, { ...stored, book: turn.book, ticket: placed });
  const move = {
    from: { version: stored.book.version, terms: was.terms },
    to: { version: turn.book.version, terms },
    facts,
  };
  const moved = moveTicket(ticket, move, turn.actor, turn.now);
  const zone = terms.calendars.office.spec.timeZone;
  return { ...whose, move: { at: { stored: { ...stored, book: turn.book }, book, terms }, moved, zone } };
}

function missingIn(book: Book, { facts, level }: Ticket): Stay | undefined {
  const customer = findCustomer(book, facts.customer);
  if (!customer) return 'customer';
  if (!customer.sites.some(({ key }) => key === facts.site)) return 'site';
  if (facts.device !== undefined && !customer.devices.some(({ key }) => key === facts.device)) return 'device';
  return level !== undefined && !findLevel(policyOf(book, facts.customer), level) ? 'level' : undefined;
}

/** What the new version says of the ticket's place. What a person set differently from the old version stays. */
function contractFacts(was: Book, is: Book, { facts, reportedAt }: Ticket): ContractFacts {
  const [old, fresh] = [was, is].map((book) => placeIn(book, facts, reportedAt));
  const { serviceLevel, distanceKm, travelMs, billable } = facts;
  const own: ContractFacts = { serviceLevel, distanceKm, travelMs, billable };
  if (!old || !fresh) return own;
  const follow = <K extends keyof ContractFacts>(field: K) => (own[field] === old[field] ? fresh[field] : own[field]);
  return {
    serviceLevel: follow('serviceLevel'),
    distanceKm: follow('distanceKm'),
    travelMs: follow('travelMs'),
    billable: follow('billable'),
  };
}

function placeIn(book: Book, { customer, site, device }: ReportFacts, at: number): ContractFacts | undefined {
  const found = findCustomer(book, customer)?.sites.find(({ key }) => key === site);
  return found && siteFacts(book, customer, found, device, at);
}
