import { t } from '../../../i18n/i18n.ts';
import { dateName } from '../../../i18n/when.ts';
import { DAY, type Instant } from '../../../lib/instant.ts';
import type { Language } from '../../../lib/language.ts';
import type { Calendar, CivilDate } from '../../sla/calendar.ts';
import { dayOfDate, WEEKDAYS, weekdayOfDay } from '../../sla/civil-date.ts';
import { cnHolidayOf, isCnMakeUp } from '../../sla/workdays-cn.ts';

/** How many stretches of skipped days are named; the days after them are counted. */
const MAX_STRETCHES = 6;

/** Dates one after the other that are skipped for the same reason. */
interface Stretch {
  readonly why: string;
  readonly dates: readonly CivilDate[];
}

/**
 * The dates between two instants on which a calendar is closed all day, and why: `Thu 1 Oct – Wed 7 Oct (National Day)`.
 * Empty if there are none. Dates of another year than the first instant's show their year.
 */
export function skippedWords(calendar: Calendar, fromAt: Instant, toAt: Instant, language: Language): string {
  const skipped = datesBetween(calendar, fromAt, toAt).filter((date) => !calendar.isWorkday(date));
  const stretches = skipped.reduce<Stretch[]>((all, date) => joined(all, date, reasonOf(calendar, date, language)), []);
  const name = (date: CivilDate | undefined = '') => dateName(language, date, calendar.dateOf(fromAt));
  const said = stretches.slice(0, MAX_STRETCHES).map(({ why, dates }) => {
    const days = dates.length === 1 ? name(dates[0]) : `${name(dates[0])} – ${name(dates.at(-1))}`;
    return t(language, 'why.days', { days, why });
  });
  const shown = said.join(t(language, 'list.separator'));
  const more = stretches.slice(MAX_STRETCHES).reduce((sum, { dates }) => sum + dates.length, 0);
  return more > 0 ? t(language, 'why.and-more', { shown, more }) : shown;
}

/** The weekend days between two instants that are worked in place of others (调休); empty if there are none. */
export function makeUpWords(calendar: Calendar, fromAt: Instant, toAt: Instant, language: Language): string {
  const { notices } = calendar.spec;
  if (!notices) return '';
  const dates = datesBetween(calendar, fromAt, toAt);
  const worked = dates.filter((date) => isCnMakeUp(date, notices) && calendar.isWorkday(date));
  const today = calendar.dateOf(fromAt);
  return worked.map((date) => dateName(language, date, today)).join(t(language, 'list.separator'));
}

/** The dates from one instant to another, both included, unless the last one only begins there. */
function datesBetween(calendar: Calendar, fromAt: Instant, toAt: Instant): CivilDate[] {
  const dates: CivilDate[] = [];
  for (let at = fromAt; at < toAt; at += DAY) dates.push(calendar.dateOf(at));
  const last = calendar.dateOf(toAt - 1);
  return dates.length > 0 && dates.at(-1) !== last ? [...dates, last] : dates;
}

function reasonOf(calendar: Calendar, date: CivilDate, language: Language): string {
  const { notices } = calendar.spec;
  const holiday = notices && cnHolidayOf(date, notices);
  if (holiday) return t(language, `holiday.${holiday}`);
  const weekday = WEEKDAYS[weekdayOfDay(dayOfDate(date))];
  const hours = weekday && calendar.spec.week[weekday];
  return t(language, hours === undefined || hours.length === 0 ? 'holiday.weekend' : 'holiday.own');
}

function joined(all: readonly Stretch[], date: CivilDate, why: string): Stretch[] {
  const last = all.at(-1);
  const before = last?.dates.at(-1);
  const goesOn = before !== undefined && last?.why === why && dayOfDate(before) + 1 === dayOfDate(date);
  return goesOn && last
    ? [...all.slice(0, -1), { why, dates: [...last.dates, date] }]
    : [...all, { why, dates: [date] }];
}
