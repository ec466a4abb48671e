import type { Instant } from '../../lib/instant.ts';
import type { MatterEntry, MatterState } from '../matter/store.ts';
import type { Calendar } from '../sla/calendar.ts';

/**
 * The morning message: when the office opens on a working day, each engineer and the service desk get one message with
 * what they have to do today. There is one `Morning` for every office calendar that customers' contracts use.
 */
export interface Morning extends MatterState {
  readonly ticketId: undefined;
  readonly status: 'open' | 'over';
  /** A key of the book's calendars. */
  readonly calendar: string;
  /** When the messages are sent next; undefined: never. Left out in older rows. */
  readonly nextAt?: Instant | undefined;
}

export interface MorningEntry extends MatterEntry {
  readonly kind: 'morning.told';
}

/** It belongs to no customer, but to all whose contracts use the calendar. */
export function newMorning(calendar: string): Morning {
  return { customer: '', ticketId: undefined, status: 'open', calendar };
}

/** The first time after `now` that the office opens on a working day. */
export function nextMorningAt(office: Calendar, now: Instant): Instant {
  const opening = (date: string) => office.nextOpen(office.atTime(date, '00:00'));
  const today = office.dateOf(now);
  const first = office.isWorkday(today) ? opening(today) : now;
  return first > now ? first : opening(office.addWorkdays(today, 1));
}
