import type { BookPolicy } from '../../book/schema.ts';
import type { Calendar } from '../../sla/calendar.ts';
import type { SpanCalendars } from '../../sla/sla.ts';
/** What the contract says, ready for one ticket: its policy and the calendars that its spans count on. */
export interface Terms {
  readonly policy: BookPolicy;
  readonly calendars: SpanCalendars;
  /** Where reports are taken: a report outside it starts its clocks at the next opening (E3). */
  readonly hours: Calendar;
}
