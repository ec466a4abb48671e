import type { Instant } from '../../../lib/instant.ts';
import { type BookPolicy, spanOf } from '../../book/schema.ts';
import { layOut, type SpanCalendars } from '../../sla/sla.ts';

/** The last instant at which a step of `at` may be taken back, by the policy's `undoWithin`. */
export function undoUntil(at: Instant, { undoWithin }: BookPolicy, calendars: SpanCalendars): Instant {
  const { calendar, ms } = layOut(spanOf(undoWithin), at, calendars);
  return calendar.add(at, ms);
}
