import { accept, type Result, refuse } from '../../lib/refusal.ts';
import type { CivilDate, CnHoliday } from '../sla/calendar-spec.ts';
import { dateOfDay, dayOfDate } from '../sla/civil-date.ts';
import { datesFrom } from '../sla/workdays-cn.ts';
import { holidayIn } from './feast.ts';
import { checkNotice, type ReadDay, type ReadNotice } from './holiday.ts';
import { isRealDate } from './real-date.ts';

/** A property of an iCalendar file, with the line on which it begins. */
interface Property {
  readonly name: string;
  readonly value: string;
  readonly line: number;
}

/** An event of whole days about a holiday. */
interface HolidayEvent {
  readonly holiday: CnHoliday;
  readonly kind: ReadDay['kind'];
  readonly dates: readonly CivilDate[];
  readonly line: number;
}

/** What calendars write on the days that are worked: 上班(补春节假期), 春节（班）, 春节 补班. */
const WORKED = /班/;
/** Longer than any holiday: an event of a year would make a list of days as long. */
const MOST_DAYS = 31;

/**
 * Reads a calendar file of public holidays (iCalendar): events of whole days whose title names a holiday, `班` in it
 * for a day that is worked. Other events are left out and named. Of several years the one is read that was asked for,
 * or else the year after `knownUntil`.
 */
export function readNoticeIcs(text: string, asked: number | undefined, knownUntil: CivilDate): Result<ReadNotice> {
  const events: HolidayEvent[] = [];
  const leftOut = new Set<string>();
  for (const event of eventsOf(text)) {
    const summary = event.find(({ name }) => name === 'SUMMARY');
    const title = (summary?.value ?? '').replaceAll('\\,', ',').trim();
    const holiday = holidayIn(title);
    if (!holiday) {
      leftOut.add(title);
      continue;
    }
    const line = summary?.line ?? 1;
    const dates = datesOf(event, line);
    if (!dates.ok) return dates;
    events.push({ holiday, kind: WORKED.test(title) ? 'work' : 'off', dates: dates.value, line });
  }
  if (events.length === 0) return refuse('holidays.no-event', { names: [...leftOut].slice(0, 5).join(', ') || '–' });
  const years = [...new Set(events.map(yearOf))].sort();
  const next = Number(knownUntil.slice(0, 4)) + 1;
  const year = asked ?? (years.length === 1 ? years[0] : years.find((each) => each === next));
  if (year === undefined || !years.includes(year))
    return refuse('holidays.several-years', { years: years.join(', '), year: asked ?? next });
  const days = events
    .filter((event) => yearOf(event) === year)
    .flatMap(({ dates, kind, holiday, line }) => dates.map((date) => ({ date, kind, holiday, line })));
  return checkNotice('ics', year, days, [...leftOut]);
}

/** The year of whose notice an event is: New Year's may begin in the December before. */
function yearOf({ holiday, dates }: HolidayEvent): number {
  const first = dates[0] ?? '';
  const year = Number(first.slice(0, 4));
  return holiday === 'new-year' && first.slice(5, 7) === '12' ? year + 1 : year;
}

/** Its dates: from DTSTART on, until before DTEND, or one day. */
function datesOf(event: readonly Property[], line: number): Result<readonly CivilDate[]> {
  const first = dateIn(event, 'DTSTART');
  const end = dateIn(event, 'DTEND');
  if (first === undefined || (end !== undefined && !isRealDate(end)) || !isRealDate(first))
    return refuse('holidays.bad-event', { line });
  const last = end === undefined || end <= first ? first : dateOfDay(dayOfDate(end) - 1);
  if (dayOfDate(last) - dayOfDate(first) >= MOST_DAYS) return refuse('holidays.bad-event', { line });
  return accept(datesFrom(first, last));
}

/** A property's date without its time of day; undefined: it has none. */
function dateIn(event: readonly Property[], wanted: string): CivilDate | undefined {
  const value = event.find(({ name }) => name === wanted)?.value;
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})/.exec(value ?? '') ?? [];
  return year === undefined ? (value === undefined ? undefined : '') : `${year}-${month}-${day}`;
}

function eventsOf(text: string): Property[][] {
  const events: Property[][] = [];
  let current: Property[] | undefined;
  for (const property of propertiesOf(text)) {
    const { name, value } = property;
    if (name === 'BEGIN' && value === 'VEVENT') current = [];
    else if (name === 'END' && value === 'VEVENT' && current) {
      events.push(current);
      current = undefined;
    } else current?.push(property);
  }
  return events;
}

/** The properties of a file; a line that begins with a blank goes on with the one before. */
function propertiesOf(text: string): Property[] {
  const lines: { text: string; line: number }[] = [];
  for (const [index, line] of text.split(/\r\n|[\n\r]/).entries()) {
    const before = lines.at(-1);
    if (/^[ \t]/.test(line) && before) before.text += line.slice(1);
    else lines.push({ text: line, line: index + 1 });
  }
  return lines.flatMap(({ text: each, line }) => {
    const colon = each.indexOf(':');
    const name = (colon < 0 ? each : each.slice(0, colon)).split(';')[0]?.trim().toUpperCase() ?? '';
    return colon < 0 ? [] : [{ name, value: each.slice(colon + 1).trim(), line }];
  });
}
