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
  const said = runsOf(calendar).map(({ first, last, hours }) => {
    const days = [first, ...(last === first ? [] : [last])].map((day) => weekdayName(language, day));
    return `${days.join(t(language, 'contact.hours.to'))} ${hours}`;
  });
  const hasHolidays = calendar.workdays !== undefined || calendar.holidays.length > 0;
  return [...said, ...(hasHolidays ? [t(language, 'contact.hours.holidays')] : [])].join(separator);
}

interface Run {
  /** Days of the week, 0 for Monday. */
  readonly first: number;
  readonly last: number;
  /** `09:00–12:00/13:00–18:00` */
  readonly hours: string;
}

function runsOf({ week }: BookCalendar): Run[] {
  const runs: Run[] = [];
  for (const [day, key] of WEEKDAYS.entries()) {
    const hours = (week[key] ?? []).map(([from, to]) => `${from}–${to}`).join('/');
    const last = runs.at(-1);
    if (hours === '') continue;
    if (last?.hours === hours && last.last === day - 1) runs[runs.length - 1] = { ...last, last: day };
    else runs.push({ first: day, last: day, hours });
  }
  return runs;
}
