import type { Instant } from '../../lib/instant.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import type { MatterState } from '../matter/store.ts';
import type { Ticket, TicketId } from '../ticket/case/ticket.ts';
import type { PartProgress } from './part.ts';

/** The heart of loaners (B7): what cannot be fixed in time is stood in for by something equivalent until it is. */
export interface Loaner extends MatterState {
  readonly of: 'loaner';
  readonly ticketId: TicketId;
  /** `open`: it is with the customer. */
  readonly status: 'open' | 'back';
  /** The device that it stands in for, by its key in the book; undefined where the ticket names none. */
  readonly device: string | undefined;
  /** What was lent: model, serial number, as somebody wrote it. */
  readonly lent: string;
  /** What it is the equivalent of; empty: of the ticket's device. */
  readonly equivalent: string;
  readonly lentBy: string;
  readonly since: Instant;
  readonly backAt: Instant | undefined;
}

export interface Lending {
  readonly ticketId: TicketId;
  readonly lent: string;
  readonly equivalent: string;
  readonly by: string;
  readonly at: Instant;
}

/** Something goes out for a fault that is not closed. */
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

/** It came back, at any time, whatever became of the ticket. */
export function takeBack(loaner: Loaner, by: string, now: Instant): Result<PartProgress<Loaner>> {
  if (loaner.status === 'back') return refuse('loaner.already-back');
  return accept({
    state: { ...loaner, status: 'back', backAt: now },
    added: [{ kind: 'loaner.back', at: now, by, data: {} }],
  });
}
