import type { Instant } from '../../../lib/instant.ts';
import { isNumbered, numberOf } from '../../address/number.ts';
import type { MadePromise, TicketFigures } from '../../ticket/case/figures.ts';

/** What is counted of a month besides tickets. */
export const MATTER_KINDS = ['followup', 'complaint', 'paper', 'part', 'inspection', 'rating', 'handoff'] as const;
export type MatterKind = (typeof MATTER_KINDS)[number];

/** A ticket of a month. */
export interface TicketCase extends TicketFigures {
  readonly id: number;
}

/** Something that was owed beside tickets, with what its figures need. */
export interface MatterCase {
  readonly kind: MatterKind;
  /** Its number within its kind. */
  readonly id: number;
  /** Empty: it belongs to no customer. */
  readonly customer: string;
  /** When it began; of an inspection the first instant of its day. */
  readonly at: Instant;
  /** The number of the ticket that it belongs to; left out: none. */
  readonly ticketId?: number;
  /** Key of the person who owes it; left out: not known. */
  readonly engineer?: string;
  readonly promises: readonly MadePromise[];
  /** Of a rating that counts: the customer's score; `asked`: they gave none so far. Left out: it does not count. */
  readonly rated?: number | 'asked';
  /** Of a handoff: the incoming person did not take it in time. */
  readonly untaken?: true;
}

/** One case of a month. A month's figures are functions of its cases, so that each number leads to the cases behind it. */
export type MonthCase = TicketCase | MatterCase;

export function isTicket(one: MonthCase): one is TicketCase {
  return one.kind === 'fault' || one.kind === 'question' || one.kind === 'requirement';
}

/**
 * The number by which people look a case up: `T-12`, `D-7`. Calls and ratings have none, so it is their ticket's; empty if
 * there is none either.
 */
export function numberOfCase(one: MonthCase): string {
  if (isTicket(one)) return numberOf('ticket', one.id);
  if (isNumbered(one.kind)) return numberOf(one.kind, one.id);
  return one.ticketId === undefined ? '' : numberOf('ticket', one.ticketId);
}

/** Tells cases apart: `ticket/12`, `followup/7`. */
export function keyOfCase(one: MonthCase): string {
  return `${isTicket(one) ? 'ticket' : one.kind}/${one.id}`;
}
