import { DAY, type Instant } from '../../../lib/instant.ts';

/** An outage that began longer ago than this is asked about first: it may be a slip of the year. */
export const LONG_AGO_DAYS = 30;

/** Whether a person should be asked about the beginning of an outage. */
export function isLongAgo(sinceAt: Instant, now: Instant): boolean {
  return sinceAt < now - LONG_AGO_DAYS * DAY;
}
