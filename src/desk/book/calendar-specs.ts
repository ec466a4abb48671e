import type { CalendarSpec, HolidayNotice } from '../sla/calendar-spec.ts';
import { withCnWorkdays } from '../sla/workdays-cn.ts';
import type { BookCalendar, BookSource } from './schema.ts';

/**
 * A calendar of the book as a turn uses it. `notices`: those that are known by now, where some were loaded
 * (`applyOverrides` adds them); left out: the shipped ones.
 */
export type CalendarInForce = BookCalendar & { readonly notices?: readonly HolidayNotice[] };

/** The calendars of the book by key, with the holidays and make-up days of their tables. */
export function calendarSpecs(source: Pick<BookSource, 'calendars'>): Readonly<Record<string, CalendarSpec>> {
  return Object.fromEntries(Object.entries(source.calendars).map(([key, calendar]) => [key, calendarSpec(calendar)]));
}

/** A calendar of the book, with the holidays and make-up days of its table. */
export function calendarSpec({ workdays, week, knownUntil, notices, ...calendar }: CalendarInForce): CalendarSpec {
  const plain: CalendarSpec = { ...calendar, week: week as CalendarSpec['week'], coveredUntil: knownUntil };
  return workdays === 'cn' ? withCnWorkdays(plain, notices) : plain;
}

/** The calendars of a book with the days of loaded notices, which replace the shipped ones of their years. */
export function withNotices(
  calendars: BookSource['calendars'],
  notices: readonly HolidayNotice[],
): Readonly<Record<string, CalendarInForce>> {
  const inForce = Object.entries(calendars).map(([key, calendar]) => [
    key,
    calendar.workdays === 'cn' ? { ...calendar, notices } : calendar,
  ]);
  return Object.fromEntries(inForce);
}

/** The calendars of an earlier book with the days that the ones in force know by loaded notices. */
export function withNoticesOf(
  inForce: Readonly<Record<string, CalendarInForce>>,
  earlier: BookSource['calendars'],
): BookSource['calendars'] {
  const notices = Object.values(inForce).find((each) => each.notices)?.notices;
  return notices ? withNotices(earlier, notices) : earlier;
}
