import { type Finding, finding } from '../chat/check.ts';
import { calendarSpecs } from '../desk/book/calendar-specs.ts';
import type { BookSource } from '../desk/book/schema.ts';
import type { CivilDate } from '../desk/sla/calendar.ts';
import { missingYear } from '../desk/sla/workdays-cn.ts';
import { isoInZone } from '../i18n/when.ts';
import type { Instant } from '../lib/instant.ts';

/** How far the public holidays are known on which the book's calendars count. */
export function examineCalendars(source: BookSource, now: Instant): Finding[] {
  const counting = Object.entries(calendarSpecs(source)).flatMap(([calendar, { coveredUntil, notices }]) =>
    coveredUntil === undefined ? [] : [{ calendar, coveredUntil, isOwn: notices === undefined }],
  );
  if (counting.length === 0) return [finding('ok', 'doctor.calendar.no-holidays')];
  return counting.map(({ calendar, coveredUntil, isOwn }) =>
    isOwn ? examineOwn(calendar, coveredUntil, now) : examineCalendar(calendar, coveredUntil, now),
  );
}

/** A calendar with holidays of its own, which the book knows until a date. */
function examineOwn(calendar: string, until: CivilDate, now: Instant): Finding {
  const year = missingYear(now, until);
  if (year === undefined) return finding('ok', 'doctor.calendar.ok', { calendar, until });
  return finding('warning', 'doctor.calendar.own-missing', { calendar, until, year });
}

function examineCalendar(calendar: string, coveredUntil: CivilDate, now: Instant): Finding {
  const missing = missingYear(now, coveredUntil);
  if (missing !== undefined) return finding('warning', 'doctor.calendar.year-missing', { calendar, year: missing });
  const nextYear = Number(isoInZone(now, 'Asia/Shanghai').slice(0, 4)) + 1;
  const known = { calendar, until: coveredUntil };
  if (coveredUntil >= `${nextYear}-12-31`) return finding('ok', 'doctor.calendar.ok', known);
  return finding('note', 'doctor.calendar.year-to-come', { ...known, year: nextYear });
}
