import { isNumbered, numberOf } from '../../address/number.ts';
import type { MadePromise, TicketFigures, TicketTimes } from '../../ticket/case/figures.ts';
import type { Month } from '../month.ts';

/** What is counted of a month besides tickets. */
export type MatterKind = 'followup' | 'complaint' | 'paper' | 'part' | 'inspection' | 'rating' | 'handoff';

/** Tickets of a month that are counted alike. */
export interface TicketGroup extends TicketFigures {
  readonly month: Month;
  /** Number and times of each. */
  readonly cases: readonly (readonly [id: number, ...TicketTimes])[];
}

/** What was owed beside tickets and is counted alike. */
export interface MatterGroup {
  readonly month: Month;
  readonly kind: MatterKind;
  /** Empty: they belong to no customer. */
  readonly customer: string;
  /** Key of the person who owes them; left out: not known. */
  readonly engineer?: string;
  readonly promises: readonly MadePromise[];
  /** Of ratings that count: the customers' score; `asked`: they gave none so far. Left out: they do not count. */
  readonly rated?: number | 'asked';
  /** Of handoffs: the incoming person did not take them in time. */
  readonly untaken?: true;
  /** Of each its number within its kind, and that of the ticket that it belongs to; null: none. */
  readonly cases: readonly (readonly [id: number, ticketId: number | null])[];
}

/**
 * Cases of a month that are counted alike. A month's figures are functions of such groups, so that 100,000 cases are
 * counted as a few thousand groups, and each number leads to the cases behind it.
 */
export type CaseGroup = TicketGroup | MatterGroup;

export function isTickets(group: CaseGroup): group is TicketGroup {
  return group.kind === 'fault' || group.kind === 'question' || group.kind === 'requirement';
}

/**
 * The numbers by which people look the cases up: `T-12`, `D-7`. Calls and ratings have none, so it is their ticket's. A
 * case without either is left out.
 */
export function numbersIn(group: CaseGroup): string[] {
  const { kind } = group;
  if (isTickets(group)) return group.cases.map(([id]) => numberOf('ticket', id));
  if (isNumbered(kind)) return group.cases.map(([id]) => numberOf(kind, id));
  return group.cases.flatMap(([, ticketId]) => (ticketId === null ? [] : [numberOf('ticket', ticketId)]));
}
