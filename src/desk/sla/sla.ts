import type { Instant, Interval } from '../../lib/instant.ts';
import type { Span } from '../../lib/span.ts';
import type { Calendar } from './calendar.ts';

/**
 * The pure clock: spans, pauses and calendars. It does not know what a ticket is.
 * Rules: docs/clauses.md, "Spans", "Calendars" and "Pauses".
 */

/** The two calendars a policy's spans count on. */
export interface SpanCalendars {
  /** `wh` and `wd` count here. */
  readonly office: Calendar;
  /** `m`, `h`, `d`, `w` count here. */
  readonly always: Calendar;
}

/** A span laid on its calendar: so much time, counted there, from `startAt` on. */
export interface Allowance {
  readonly startAt: Instant;
  readonly ms: number;
  readonly calendar: Calendar;
}

/**
 * Lays a span on the calendars. A `wd` span ends at the close of the N-th working day after the start's day, and a
 * start outside office hours belongs to the day of the next opening; it becomes the office time up to there, so that
 * pauses and percentages work on it as on any other.
 */
export function layOut(span: Span, startAt: Instant, calendars: SpanCalendars, extraMs = 0): Allowance {
  const { office, always } = calendars;
  switch (span.unit) {
    case 'clock':
      return { startAt, ms: span.ms + extraMs, calendar: always };
    case 'working':
      return { startAt, ms: span.ms + extraMs, calendar: office };
    case 'workdays': {
      const day = office.dateOf(office.nextOpen(startAt));
      const closeAt = office.closeOf(office.addWorkdays(day, span.days));
      if (closeAt === undefined) throw new Error(`calendar has no hours on a working day after ${day}`);
      return { startAt, ms: office.between(startAt, closeAt) + extraMs, calendar: office };
    }
  }
}

/** What does not count: finished stretches, and the instant since which a pause holds the clock. */
export interface Held {
  readonly excluded: readonly Interval[];
  readonly heldSince: Instant | undefined;
}

/**
 * The instant at which `share` of the allowance has passed; undefined while a pause holds the clock before that.
 * What is left at a pause is left at the resume: an end that falls exactly on the start of a pause moves to its end.
 */
export function reach(allowance: Allowance, held: Held, share = 1): Instant | undefined {
  const { calendar, startAt, ms } = allowance;
  let at = calendar.add(startAt, ms * share, held.excluded);
  for (let pause = pauseFrom(at, held.excluded); pause; pause = pauseFrom(at, held.excluded)) at = pause[1];
  return held.heldSince !== undefined && at >= held.heldSince ? undefined : at;
}

function pauseFrom(at: Instant, pauses: readonly Interval[]): Interval | undefined {
  return pauses.find(([fromAt, toAt]) => fromAt === at && toAt > at);
}

/** Whether a due instant lies beyond the last date whose holidays are known; clocks on 7×24 never do. */
export function isProvisional(calendar: Calendar, dueAt: Instant): boolean {
  const { coveredUntil } = calendar.spec;
  return coveredUntil !== undefined && calendar.dateOf(dueAt) > coveredUntil;
}
