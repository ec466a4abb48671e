import type { Instant } from '../../lib/instant.ts';
import type { InspectionDates } from '../book/inspection-rule.ts';
import type { Calendar, CivilDate } from '../sla/calendar.ts';
import { dateOfDay, dayOfDate } from '../sla/civil-date.ts';
import { notUrgentAt } from '../sla/office-hours.ts';

/**
 * The notices before an inspection, in the order in which they are sent: the customer is told of the date (`notice`),
 * is asked to confirm it (`reconfirm`), and the coordinator is told if they did not (`unconfirmed`).
 */
export const CHAIN_NOTICES = ['notice', 'reconfirm', 'unconfirmed'] as const;
export type ChainNotice = (typeof CHAIN_NOTICES)[number];
/** When each notice is sent. */
export type Chain = Readonly<Record<ChainNotice, Instant>>;

/**
 * When the notices of an inspection on `date`, a working day later than today, are sent (docs/clauses.md,
 * "Inspections"):
 * - `notice`: when the office opens, `rule.noticeWorkdays` working days before the date;
 * - `reconfirm`: when it opens, `rule.reconfirmDays` calendar days before the date, or on the last working day before
 *   that;
 * - `unconfirmed`: when it closes on the last working day before the date.
 * If that is past already, `unconfirmed` is sent at once; the others in office hours, unless that would be too late.
 */
export function chainOf(date: CivilDate, now: Instant, rule: InspectionDates, office: Calendar): Chain {
  const dueAt = openingOf(office, date);
  const soon = (at: Instant) => notUrgentAt(office, Math.max(now, at), dueAt);
  const earlier = dateOfDay(dayOfDate(date) - rule.reconfirmDays);
  const reconfirmOn = office.isWorkday(earlier) ? earlier : office.addWorkdays(earlier, -1);
  return {
    notice: soon(openingOf(office, office.addWorkdays(date, -rule.noticeWorkdays))),
    reconfirm: soon(openingOf(office, reconfirmOn)),
    unconfirmed: Math.max(now, closingOf(office, office.addWorkdays(date, -1))),
  };
}

/**
 * When the director is told of a missing report: the first opening of the office on a month's last working day, not
 * before `from`.
 */
export function missingReportAt(office: Calendar, from: Instant): Instant {
  for (let month = office.dateOf(from).slice(0, 7); ; month = monthAfter(month)) {
    const at = openingOf(office, office.addWorkdays(`${monthAfter(month)}-01`, -1));
    if (at >= from) return at;
  }
}

/** The nearest working days: the one before the date, if it is later than `today`, and the one after it. */
export function workdaysAround(office: Calendar, date: CivilDate, today: CivilDate): CivilDate[] {
  const before = office.addWorkdays(date, -1);
  return [...(before > today ? [before] : []), office.addWorkdays(date, 1)];
}

function openingOf(office: Calendar, date: CivilDate): Instant {
  return office.nextOpen(office.atTime(date, '00:00'));
}

function closingOf(office: Calendar, date: CivilDate): Instant {
  const closeAt = office.closeOf(date);
  if (closeAt === undefined) throw new Error(`${date} has no hours`);
  return closeAt;
}

/** `2026-12` → `2027-01`. */
function monthAfter(month: string): string {
  return dateOfDay(dayOfDate(`${month}-28`) + 4).slice(0, 7);
}
