import type { Instant } from '../../lib/instant.ts';
import type { MatterEntry, MatterState } from '../matter/store.ts';
import type { Calendar } from '../sla/calendar.ts';

/**
 * The heart of the morning: as the office opens on a working day, each engineer and the service desk hear in one message
 * what the day holds for them. One for every office calendar that customers' contracts count on.
 */
export interface Morning extends MatterState {
  readonly ticketId: undefined;
  readonly status: 'open' | 'over';
  /** A key of the book's calendars. */
  readonly calendar: string;
  /** When people are told next; undefined: not any more. Left out in older rows. */
  readonly nextAt?: Instant | undefined;
}

export interface MorningEntry extends MatterEntry {
  readonly kind: 'morning.told';
}

/** It belongs to no customer: those whose contracts count on the calendar are its business. */
export function newMorning(calendar: string): Morning {
  return { customer: '', ticketId: undefined, status: 'open', calendar };
}

/** The first opening of a working day later than `now`. */
export function nextMorningAt(office: Calendar, now: Instant): Instant {
  const opening = (date: string) => office.nextOpen(office.atTime(date, '00:00'));
  const today = office.dateOf(now);
  const first = office.isWorkday(today) ? opening(today) : now;
  return first > now ? first : opening(office.addWorkdays(today, 1));
}
