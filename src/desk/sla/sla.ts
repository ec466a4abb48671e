import type { Instant, Interval } from '../../lib/instant.ts';
import type { Span } from '../../lib/span.ts';
import type { Calendar } from './calendar.ts';

/**
 * Clocks without tickets: spans, pauses and calendars. Pure functions. Rules: docs/clauses.md, "Spans", "Calendars" and
 * "Pauses".
 */

/** The two calendars a policy's spans count on. */
export interface SpanCalendars {
  /** `wh` and `wd` count here. */
  readonly office: Calendar;
  /** `m`, `h`, `d`, `w` count here. */
  readonly always: Calendar;
}

/** A span on its calendar: this much time, counted there, from `startAt` on. */
export interface Allowance {
  readonly startAt: Instant;
  readonly ms: number;
  readonly calendar: Calendar;
}

/**
 * Puts a span on its calendar. A `wd` span ends at the close of the N-th working day after the day of the start, which
 * is the day of the next opening if it is outside office hours. It is converted to office time, so that pauses and
 * percentages work as with any other span.
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

/** Time that does not count: finished stretches, and since when a pause holds the clock. */
export interface Held {
  readonly excluded: readonly Interval[];
  readonly heldSince: Instant | undefined;
}

/**
 * The instant at which `share` of the allowance has passed; undefined if a pause holds the clock before that. A pause
 * keeps what is left: an end exactly at the start of a pause moves to the end of the pause.
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

/** Whether a due instant is after the last date whose holidays are known; never on 7×24. */
export function isProvisional(calendar: Calendar, dueAt: Instant): boolean {
  const { coveredUntil } = calendar.spec;
  return coveredUntil !== undefined && calendar.dateOf(dueAt) > coveredUntil;
}
