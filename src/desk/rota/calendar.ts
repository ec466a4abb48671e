import ical, { ICalCalendarMethod } from 'ical-generator';
import { DAY, type Instant } from '../../lib/instant.ts';
import type { FeedEvent } from './feed.ts';

/** How often calendars are asked to look again. */
const EVERY_S = 60 * 60;

/** The text of an iCalendar file (RFC 5545). Times are in UTC, so that no calendar needs our time zones. */
export function calendarText(name: string, events: readonly FeedEvent[], now: Instant): string {
  const calendar = ical({ name, method: ICalCalendarMethod.PUBLISH, ttl: EVERY_S });
  calendar.prodId({ company: 'Deskbell', product: 'duty' });
  // A stamp by the day: a calendar that compares texts sees a change only where there is one.
  const stamp = new Date(Math.floor(now / DAY) * DAY);
  for (const { uid, fromAt, toAt, title, note } of events)
    calendar.createEvent({
      id: uid,
      stamp,
      start: new Date(fromAt),
      end: new Date(toAt),
      summary: title,
      ...(note === '' ? {} : { description: note }),
    });
  return calendar.toString();
}
