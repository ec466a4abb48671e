import type { Instant } from '../../../lib/instant.ts';
import type { Ticket } from './ticket.ts';

/** Time in which the ticket waits for the customer. Pauses overlap: the last cause to end lets the clocks go on (D6). */

/** Begins a pause, or lets one that already runs go on. */
export function pauseFrom({ pausedSince }: Ticket, at: Instant): Pick<Ticket, 'pausedSince'> {
  return { pausedSince: pausedSince ?? at };
}

/** Ends the pause that runs; changes nothing when there is none. */
export function endPause({ pausedSince, pauses }: Ticket, at: Instant): Partial<Ticket> {
  if (pausedSince === undefined) return {};
  return { pausedSince: undefined, pauses: [...pauses, [pausedSince, at]] };
}
