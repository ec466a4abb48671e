import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../lib/canonical.ts';
import type { Named } from '../../../lib/language.ts';
import type { TicketId } from '../../ticket/case/ticket.ts';
import type { Moved } from '../../ticket/clock/move.ts';
import type { MoveScope, Stay, TicketMove } from '../../ticket/new-book.ts';

/** What a move of open tickets to the version in force would do, sorted for people. Pure. */
export interface MovePlan {
  /** The version in force. */
  readonly version: number;
  readonly scope: MoveScope;
  /** Those that move: first those with a promise that breaks by it, then those whose deadlines change. */
  readonly goes: readonly GoingTicket[];
  readonly stays: readonly StayingTicket[];
  /** How many tickets of confidential customers are left out, because the asker may not open them. */
  readonly closed: number;
}

/** A ticket that moves. */
export interface GoingTicket {
  readonly id: TicketId;
  readonly customer: Named;
  /** The version by which it counts now. */
  readonly from: number;
  readonly moved: Moved;
  /** The zone in which the customer's office hours count. */
  readonly zone: string;
}

/** A ticket that stays, and what of it the version in force does not have. */
export interface StayingTicket {
  readonly id: TicketId;
  readonly customer: Named;
  readonly from: number;
  readonly why: Stay;
}

/** Sorts the moves for people, without those of customers that are closed to the asker. */
export function makePlan(
  version: number,
  scope: MoveScope,
  all: readonly TicketMove[],
  closed: readonly string[],
): MovePlan {
  const open = all.filter(({ customer }) => !closed.includes(customer));
  const goes = open.flatMap(({ stored: { id, book }, customerName: customer, move }) =>
    move.stays === undefined ? [{ id, customer, from: book.version, moved: move.moved, zone: move.zone }] : [],
  );
  const stays = open.flatMap(({ stored: { id, book }, customerName: customer, move }) =>
    move.stays === undefined ? [] : [{ id, customer, from: book.version, why: move.stays }],
  );
  return {
    ...{ version, scope, stays, closed: all.length - open.length },
    goes: goes.toSorted((one, other) => rankOf(one) - rankOf(other) || one.id - other.id),
  };
}

/** Whether a promise of the ticket is broken at once by the move. */
export function breaks({ moved }: Pick<GoingTicket, 'moved'>): boolean {
  return moved.broken.length + moved.late.length > 0;
}

/** Whether a deadline of the ticket changes. */
export function changes({ moved }: Pick<GoingTicket, 'moved'>): boolean {
  return moved.changed.length > 0;
}

function rankOf(ticket: GoingTicket): number {
  return breaks(ticket) ? 0 : changes(ticket) ? 1 : 2;
}

/** What a plan is known by. Two plans with the same mark do the same to the same tickets. */
export function markOf({ version, scope, goes, stays }: MovePlan): string {
  const said = [
    version,
    scope,
    goes.map(({ id, from, moved: { changed, broken, late } }) => [id, from, changed, broken, late]),
    stays.map(({ id, from, why }) => [id, from, why]),
  ];
  return createHash('sha256').update(canonicalJson(said)).digest('hex').slice(0, MARK_LENGTH);
}

/** So many hex digits fit a button, and two plans of one desk do not meet. */
const MARK_LENGTH = 24;
