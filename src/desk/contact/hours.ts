import { t } from '../../i18n/i18n.ts';
import { weekdayName } from '../../i18n/when.ts';
import type { Language } from '../../lib/language.ts';
import type { BookCalendar } from '../book/schema.ts';
import { WEEKDAYS } from '../sla/civil-date.ts';

/**
 * The hours of a calendar in words: `Monday–Friday 09:00–12:00, 13:00–18:00, public holidays excepted`. Days in a row
 * with the same hours are said together.
 */
export function hoursWords(calendar: BookCalendar, language: Language): string {
  if (calendar.always) return t(language, 'contact.hours.always');
  const separator = t(language, 'list.separator');
  const hours = runsOf(calendar)
    .map(({ first, last, windows }) => {
      const days = [first, ...(last === first ? [] : [last])].map((day) => weekdayName(language, day));
      return `${days.join(t(language, 'contact.hours.to'))} ${windows.join(separator)}`;
    })
    .join(t(language, 'contact.hours.then'));
  const hasHolidays = calendar.workdays !== undefined || calendar.holidays.length > 0;
  return hasHolidays ? t(language, 'contact.hours.holidays', { hours }) : hours;
}

interface Run {
  /** Days of the week, 0 for Monday. */
  readonly first: number;
  readonly last: number;
  /** Each as `09:00–12:00`. */
  readonly windows: readonly string[];
}

function runsOf({ week }: BookCalendar): Run[] {
  const runs: Run[] = [];
  for (const [day, key] of WEEKDAYS.entries()) {
    const windows = (week[key] ?? []).map(([from, to]) => `${from}–${to}`);
    const last = runs.at(-1);
    if (windows.length === 0) continue;
    const isSame = last?.windows.join() === windows.join() && last.last === day - 1;
    if (last && isSame) runs[runs.length - 1] = { ...last, last: day };
    else runs.push({ first: day, last: day, windows });
  }
  return runs;
}
