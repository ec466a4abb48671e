import type { Instant } from '../../lib/instant.ts';
import type { Zone } from '../../lib/zone.ts';
import type { MatterEntry, MatterState, Progress } from '../matter/store.ts';
import { closeAtOf, type Month, monthAt, nextMonth, previousMonth } from './month.ts';

/**
 * The closing of a month (docs/decision/0030): some days after its end its cases are kept as they stand then, and its
 * figures do not change any more. There is one closing, which goes from month to month.
 */
export interface Closing extends MatterState {
  readonly status: 'open';
  readonly ticketId: undefined;
  /** The month that is closed next. */
  readonly month: Month;
  readonly closeAt: Instant;
}

export interface ClosingEntry extends MatterEntry {
  readonly kind: 'month.closed';
}

/** The closing of the first month that is still to be closed at `now`. It belongs to no customer. */
export function beginClosing(zone: Zone, now: Instant): Progress<Closing, ClosingEntry> {
  const before = previousMonth(monthAt(now, zone));
  const month = closeAtOf(before, zone) > now ? before : nextMonth(before);
  return { state: closingOf(month, zone), added: [] };
}

/** The month is closed: the next one follows. */
export function goOn({ month }: Closing, zone: Zone, now: Instant): Progress<Closing, ClosingEntry> {
  return {
    state: closingOf(nextMonth(month), zone),
    added: [{ kind: 'month.closed', at: now, by: 'clock', data: { month } }],
  };
}

function closingOf(month: Month, zone: Zone): Closing {
  return { customer: '', ticketId: undefined, status: 'open', month, closeAt: closeAtOf(month, zone) };
}
