import type { CivilDate } from '../sla/calendar.ts';

/** A month of a year, `2026-09`. */
export type Month = string;

export function monthOf(date: CivilDate): Month {
  return date.slice(0, 7);
}

export function firstOf(month: Month): CivilDate {
  return `${month}-01`;
}

export function nextMonth(month: Month): Month {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const next = year * 12 + number;
  return `${String(Math.floor(next / 12)).padStart(4, '0')}-${String((next % 12) + 1).padStart(2, '0')}`;
}
