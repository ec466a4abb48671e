import type { Instant } from '../../../lib/instant.ts';
import type { Ticket } from './ticket.ts';

/**
 * Time in which the ticket waits for the customer. Pauses may overlap: the clocks go on when the last reason ends (D6).
 */

/** Begins a pause; if one runs already, it goes on. */
export function pauseFrom({ pausedSince }: Ticket, at: Instant): Pick<Ticket, 'pausedSince'> {
  return { pausedSince: pausedSince ?? at };
}

/** Ends the running pause, if there is one. */
export function endPause({ pausedSince, pauses }: Ticket, at: Instant): Partial<Ticket> {
  if (pausedSince === undefined) return {};
  return { pausedSince: undefined, pauses: [...pauses, [pausedSince, at]] };
}
