import type { BookPaper } from '../book/paper-rule.ts';
import type { CivilDate } from '../sla/calendar.ts';

/** What a paper about a stretch of time is about: a month of a year, `2026-09`, or a quarter, `2026-Q3` (D19, E6). */
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
