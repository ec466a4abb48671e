import type { CivilDate } from '../sla/calendar.ts';

/** A month of a year, `2026-09`. */
export type Month = string;

/** The month of a day. */
export function monthOf(date: CivilDate): Month {
  return date.slice(0, 7);
}

/** The first day of a month. */
export function firstDayOf(month: Month): CivilDate {
  return `${month}-01`;
}

/** The month after. */
export function nextMonth(month: Month): Month {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number < 12 ? monthNamed(year, number + 1) : monthNamed(year + 1, 1);
}

/** The month before. */
export function previousMonth(month: Month): Month {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number > 1 ? monthNamed(year, number - 1) : monthNamed(year - 1, 12);
}

function monthNamed(year: number, number: number): Month {
  return `${String(year).padStart(4, '0')}-${String(number).padStart(2, '0')}`;
}
