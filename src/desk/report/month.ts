import { DAY, type Instant } from '../../lib/instant.ts';
import { dateInZone, instantOfWall, type Zone } from '../../lib/zone.ts';
import type { BookPaper } from '../book/paper-rule.ts';
import type { CivilDate } from '../sla/calendar.ts';
import { dayOfDate } from '../sla/civil-date.ts';

/** What figures and papers about a stretch of time are about: a month of a year, `2026-09`, or a quarter, `2026-Q3` (D19, E6). */
export type Month = string;

/** Whether a paper is about a month or a quarter; undefined: it is about a ticket. */
export function periodOf(after: BookPaper['after']): 'month' | 'quarter' | undefined {
  if (after === 'month-end') return 'month';
  return after === 'quarter-end' ? 'quarter' : undefined;
}

/** The month or quarter of a day. */
export function monthOf(date: CivilDate, period: 'month' | 'quarter' = 'month'): Month {
  const month = date.slice(0, 7);
  return period === 'month' ? month : quarterNamed(date.slice(0, 4), Math.ceil(Number(date.slice(5, 7)) / 3));
}

/** The first day of a month or quarter. */
export function firstDayOf(month: Month): CivilDate {
  const { year, first } = partsOf(month);
  return `${monthNamed(year, first)}-01`;
}

/** The last month of a month or quarter. */
export function lastMonthOf(month: Month): Month {
  const { year, first, length } = partsOf(month);
  return monthNamed(year, first + length - 1);
}

/** The month or quarter after. */
export function nextMonth(month: Month): Month {
  return moved(month, 1);
}

/** The month or quarter before. */
export function previousMonth(month: Month): Month {
  return moved(month, -1);
}

export function isQuarter(month: Month): boolean {
  return partsOf(month).length === 3;
}

/** The months of a quarter, in order; of a month, itself. */
export function monthsIn(month: Month): Month[] {
  const { year, first, length } = partsOf(month);
  return Array.from({ length }, (_, place) => monthNamed(year, first + place));
}

/** `[fromAt, toAt)` of a month or quarter in a zone. */
export function spanOfMonth(month: Month, zone: Zone): { readonly fromAt: Instant; readonly toAt: Instant } {
  return { fromAt: startOf(firstDayOf(month), zone, 0), toAt: startOf(firstDayOf(nextMonth(month)), zone, 0) };
}

/** The month in which an instant lies in a zone. */
export function monthAt(at: Instant, zone: Zone): Month {
  return monthOf(dateInZone(zone, at));
}

/** How many days after its end a month is closed: what happened on its last days has been written down by then. */
const CLOSED_AFTER_DAYS = 3;

/** When a month is closed: at the first instant of the fourth day of the next one. */
export function closeAtOf(month: Month, zone: Zone): Instant {
  return startOf(firstDayOf(nextMonth(month)), zone, CLOSED_AFTER_DAYS);
}

function startOf(date: CivilDate, zone: Zone, days: number): Instant {
  return instantOfWall(zone, (dayOfDate(date) + days) * DAY);
}

function moved(month: Month, step: 1 | -1): Month {
  const { year, first, length } = partsOf(month);
  const moved = new Date(Date.UTC(year, first - 1 + step * length, 1)).toISOString().slice(0, 10);
  return monthOf(moved, length === 3 ? 'quarter' : 'month');
}

function partsOf(month: Month): { readonly year: number; readonly first: number; readonly length: 1 | 3 } {
  const [year = '', rest = ''] = month.split('-');
  const isQuarter = rest.startsWith('Q');
  const number = Number(isQuarter ? rest.slice(1) : rest);
  return { year: Number(year), first: isQuarter ? number * 3 - 2 : number, length: isQuarter ? 3 : 1 };
}

function monthNamed(year: number, number: number): Month {
  return `${String(year).padStart(4, '0')}-${String(number).padStart(2, '0')}`;
}

function quarterNamed(year: string, number: number): Month {
  return `${year}-Q${number}`;
}
