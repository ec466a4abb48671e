import type { CalendarSpec } from '../sla/calendar.ts';
import { withCnWorkdays } from '../sla/workdays-cn.ts';
import type { BookCalendar, BookSource } from './schema.ts';

/** The calendars of the book by key, with the holidays and make-up days of their tables. */
export function calendarSpecs(source: BookSource): Readonly<Record<string, CalendarSpec>> {
  return Object.fromEntries(Object.entries(source.calendars).map(([key, calendar]) => [key, calendarSpec(calendar)]));
}

/** A calendar of the book, with the holidays and make-up days of its table. */
export function calendarSpec({ workdays, week, ...calendar }: BookCalendar): CalendarSpec {
  const plain: CalendarSpec = { ...calendar, week: week as CalendarSpec['week'], coveredUntil: undefined };
  return workdays === 'cn' ? withCnWorkdays(plain) : plain;
}
