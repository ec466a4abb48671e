import type { Instant } from '../../lib/instant.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import type { MatterState } from '../matter/store.ts';
import type { Ticket, TicketId } from '../ticket/case/ticket.ts';
import type { PartProgress } from './part.ts';

/**
 * A loaner (B7): equivalent equipment that replaces a device until it is fixed. The functions of this file decide; they
 * read and write no database.
 */
export interface Loaner extends MatterState {
  readonly of: 'loaner';
  readonly ticketId: TicketId;
  /** `open`: it is with the customer. */
  readonly status: 'open' | 'back';
  /** Key in the book of the device that it replaces; undefined if the ticket names none. */
  readonly device: string | undefined;
  /** What was lent, in free text: model, serial number. */
  readonly lent: string;
  /** What it replaces, in free text; empty: the ticket's device. */
  readonly equivalent: string;
  readonly lentBy: string;
  readonly since: Instant;
  readonly backAt: Instant | undefined;
}

/** A request to lend something for a ticket. */
export interface Lending {
  readonly ticketId: TicketId;
  readonly lent: string;
  readonly equivalent: string;
  readonly by: string;
  readonly at: Instant;
}

/** Lends something. Refused unless the ticket is a fault that is not closed. */
export function lend({ by, at, ...lending }: Lending, { facts, status }: Ticket): Result<PartProgress<Loaner>> {
  if (facts.kind !== 'fault') return refuse('ticket.faults-only');
  if (status === 'closed') return refuse('ticket.already-closed');
  const { customer, device } = facts;
  const state: Loaner = {
    ...lending,
    of: 'loaner',
    status: 'open',
    customer,
    device,
    lentBy: by,
    since: at,
    backAt: undefined,
  };
  return accept({ state, added: [{ kind: 'loaner.out', at, by, data: lending }] });
}

/** Takes a loaner back; possible at any time, in any state of the ticket. Refused if it is back already. */
export function takeBack(loaner: Loaner, by: string, now: Instant): Result<PartProgress<Loaner>> {
  if (loaner.status === 'back') return refuse('loaner.already-back');
  return accept({
    state: { ...loaner, status: 'back', backAt: now },
    added: [{ kind: 'loaner.back', at: now, by, data: {} }],
  });
}
