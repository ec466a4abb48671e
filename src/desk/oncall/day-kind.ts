import { calendarSpec } from '../book/calendar-specs.ts';
import type { BookSource } from '../book/schema.ts';
import { type Calendar, prepareCalendar } from '../sla/calendar.ts';
import { type DayNumber, dateOfDay, weekdayOfDay } from '../sla/civil-date.ts';
import { cnHolidayOf } from '../sla/workdays-cn.ts';
import type { DayKind } from './schedule/layer.ts';

const FRIDAY = 4;

/**
 * What kind of day each day is by a calendar of the book. A calendar that the book does not have knows weekends only.
 */
export function dayKinds(source: Pick<BookSource, 'calendars'>, key: string): (day: DayNumber) => DayKind {
  const rule = source.calendars[key];
  if (!rule) return (day) => (weekdayOfDay(day) > FRIDAY ? 'weekend' : 'workday');
  const spec = calendarSpec(rule);
  const { holidays } = rule;
  const { notices } = spec;
  const kinds = new Map<DayNumber, DayKind>();
  // Most rotations never ask: the calendar is prepared when one does.
  let calendar: Calendar | undefined;
  return (day) => {
    calendar ??= prepareCalendar(spec);
    const kind = kinds.get(day) ?? kindOf(calendar, day);
    kinds.set(day, kind);
    return kind;
  };

  function kindOf(days: Calendar, day: DayNumber): DayKind {
    const date = dateOfDay(day);
    const isWeekend = weekdayOfDay(day) > FRIDAY;
    if (days.isWorkday(date)) return isWeekend && !isOpenEveryWeek(day) ? 'make-up' : 'workday';
    const isNamed = holidays.includes(date) || (notices !== undefined && cnHolidayOf(date, notices) !== undefined);
    return isNamed || !isWeekend ? 'holiday' : 'weekend';
  }

  /** A calendar that opens on weekends has no make-up days. */
  function isOpenEveryWeek(day: DayNumber): boolean {
    const { sat, sun } = spec.week;
    return spec.always || ((weekdayOfDay(day) === FRIDAY + 1 ? sat : sun) ?? []).length > 0;
  }
}
