import type { DayNumber } from './civil-date.ts';
import type { DayPlan } from './day-plan.ts';
import { neverAgain } from './horizon.ts';

/** More than any promise needs, and few enough that a search for a wrong number ends. */
const MAX_WORKDAYS = 100_000;

export type Bounds = '[]' | '[)' | '(]';

/** Whether the date has opening hours. */
export function isWorkday(plan: DayPlan, day: DayNumber): boolean {
  return plan.windowsOn(day).length > 0;
}

/**
 * The N-th working day after the day, or before it if `count` is negative; 0 is the day itself, working or not. Throws
 * RangeError if there is no such day, and for more than 100,000.
 */
export function addWorkdays(plan: DayPlan, day: DayNumber, count: number): DayNumber {
  if (Math.abs(count) > MAX_WORKDAYS) throw new RangeError(`more than ${MAX_WORKDAYS} working days`);
  const step = Math.sign(count);
  let left = Math.abs(count);
  let reached = day;
  while (left > 0) {
    reached += step;
    if (step > 0 && reached > plan.lastOpenDay) throw neverAgain('after', plan.lastOpenDay);
    if (step < 0 && reached < plan.firstOpenDay) throw neverAgain('before', plan.firstOpenDay);
    if (isWorkday(plan, reached)) left -= 1;
  }
  return reached;
}

/** Working days from one date to another; 0 if `to` is before `from`. */
export function countWorkdays(plan: DayPlan, from: DayNumber, to: DayNumber, bounds: Bounds): number {
  const first = bounds === '(]' ? from + 1 : from;
  const last = bounds === '[)' ? to - 1 : to;
  let count = countWeekly(plan, first, last);
  for (const day of plan.specialDays) {
    if (day >= first && day <= last) count += Number(isWorkday(plan, day)) - Number(isWeeklyWorkday(plan, day));
  }
  return count;
}

/** Working days by the days of the week alone, both ends included: whole weeks at once, then the remaining days. */
function countWeekly(plan: DayPlan, first: DayNumber, last: DayNumber): number {
  const wholeWeeks = Math.max(0, Math.floor((last - first + 1) / 7));
  let perWeek = 0;
  for (let day = first; day < first + 7; day++) perWeek += Number(isWeeklyWorkday(plan, day));
  let count = wholeWeeks * perWeek;
  for (let day = first + wholeWeeks * 7; day <= last; day++) count += Number(isWeeklyWorkday(plan, day));
  return count;
}

function isWeeklyWorkday(plan: DayPlan, day: DayNumber): boolean {
  return plan.weeklyWindowsOn(day).length > 0;
}
