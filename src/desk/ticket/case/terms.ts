import type { IsAway } from '../../book/away.ts';
import type { PageWay } from '../../book/paging-rule.ts';
import type { BookPolicy } from '../../book/schema.ts';
import type { Calendar } from '../../sla/calendar.ts';
import type { SpanCalendars } from '../../sla/sla.ts';

/** The contract's terms for one ticket: its policy, and the calendars that its spans are counted on. */
export interface Terms {
  readonly policy: BookPolicy;
  readonly calendars: SpanCalendars;
  /** When reports are taken: the clocks of a report outside these hours start at the next opening (E3). */
  readonly hours: Calendar;
  /** Whether a person is away, or has left the service book in force; left out: everyone is there. */
  readonly isAway?: IsAway;
  /** Who has the bell, where the assignee is away or there is none; left out: that person is not needed, or no one has it. */
  readonly bell?: string;
  /** Whether a person can be called by a way; left out: by every way. */
  readonly canReach?: (person: string, way: PageWay) => boolean;
}
