import type { Instant } from '../../lib/instant.ts';
import type { MatterEntry, MatterState } from '../matter/store.ts';
import type { Calendar } from '../sla/calendar.ts';

/**
 * The promised number of assurances a year of one customer (C4): a quarter before the year ends it is counted whether
 * they will be held. The functions of this file decide; they read and write no database.
 */
export interface AssuranceYear extends MatterState {
  readonly ticketId: undefined;
  /** `over`: the contract does not promise a number any more, or the customer is gone. */
  readonly status: 'open' | 'over';
  /** When it is counted next; undefined: never. */
  readonly nextAt: Instant | undefined;
}

export interface AssuranceYearEntry extends MatterEntry {
  readonly kind: 'assurance.short';
}

/** The first month of the year's last quarter. */
const LAST_QUARTER = '10-01';

/** The first time after `now` that the office opens in the last quarter of a year. */
export function nextCountAt(office: Calendar, now: Instant): Instant {
  const year = Number(office.dateOf(now).slice(0, 4));
  const opening = (of: number) => office.nextOpen(office.atTime(`${of}-${LAST_QUARTER}`, '00:00'));
  return opening(year) > now ? opening(year) : opening(year + 1);
}

/** What a contract promises a year, and what was planned and held of it. */
export interface YearCount {
  readonly year: string;
  readonly count: number;
  readonly promised: number;
  readonly clause: string;
}
