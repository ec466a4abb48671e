import ICAL from 'ical.js';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import type { CivilDate, CnHoliday } from '../sla/calendar-spec.ts';
import { dateOfDay, dayOfDate, isRealDate } from '../sla/civil-date.ts';
import { chinaDate, datesFrom } from '../sla/workdays-cn.ts';
import { readTitle } from './feast.ts';
import { checkNotice, type ReadDay, type ReadNotice } from './holiday.ts';

/** A property of an iCalendar file, with the line on which it begins. */
interface Property {
  readonly name: string;
  readonly value: string;
  readonly line: number;
  /** As it is written, on one line. */
  readonly text: string;
}

/** An event of whole days about a holiday. */
interface HolidayEvent {
  readonly holiday: CnHoliday;
  readonly kind: ReadDay['kind'];
  readonly dates: readonly CivilDate[];
  readonly line: number;
}

/** Longer than any holiday: an event of a year would make a list of days as long. */
const MOST_DAYS = 31;

/**
 * Reads a calendar file of public holidays (iCalendar): events of whole days whose title names a holiday, `班` in it for
 * a day that is worked. A worked day whose title names no holiday belongs to the nearest one. Cancelled events are left
 * out, others are left out and named. Of several years the one is read that was asked for, or else the year after
 * `knownUntil`.
 */
export function readNoticeIcs(text: string, asked: number | undefined, knownUntil: CivilDate): Result<ReadNotice> {
  const next = Number(knownUntil.slice(0, 4)) + 1;
  const found = collectEvents(text, Math.max(asked ?? next, next));
  if (!found.ok) return found;
  const { events, leftOut } = found.value;
  if (events.length === 0) return refuse('holidays.no-event', { names: leftOut.slice(0, 5).join(', ') || '–' });
  const years = [...new Set(events.map(yearOf))].sort();
  const year = asked ?? (years.length === 1 ? years[0] : years.find((each) => each === next));
  if (year === undefined || !years.includes(year))
    return refuse('holidays.several-years', { years: years.join(', '), year: asked ?? next });
  const days = events
    .filter((event) => yearOf(event) === year)
    .flatMap(({ dates, kind, holiday, line }) => dates.map((date) => ({ date, kind, holiday, line })));
  return checkNotice('ics', year, days, leftOut);
}

/** `lastYear`: until its end, repeated events are read. */
function collectEvents(text: string, lastYear: number): Result<{ events: HolidayEvent[]; leftOut: string[] }> {
  const events: HolidayEvent[] = [];
  const leftOut = new Set<string>();
  const unnamed: Omit<HolidayEvent, 'holiday'>[] = [];
  for (const event of eventsOf(text)) {
    if (event.some(({ name, value }) => name === 'STATUS' && /^cancelled$/i.test(value))) continue;
    const summary = event.find(({ name }) => name === 'SUMMARY');
    const title = (summary?.value ?? '').replaceAll('\\,', ',').trim();
    const { holiday, isWork } = readTitle(title);
    if (!holiday && !isWork) {
      leftOut.add(title);
      continue;
    }
    const line = summary?.line ?? 1;
    const spans = spansOf(event, line, lastYear);
    if (!spans.ok) return spans;
    const kind = isWork ? 'work' : 'off';
    for (const dates of spans.value)
      if (holiday) events.push({ holiday, kind, dates, line });
      else unnamed.push({ kind, dates, line });
  }
  const named = unnamed.flatMap((each) => {
    const holiday = nearestHoliday(events, each.dates[0] ?? '');
    return holiday ? [{ ...each, holiday }] : [];
  });
  return accept({ events: [...events, ...named], leftOut: [...leftOut] });
}

/** The holiday whose days off are nearest to a date; undefined: there is none. */
function nearestHoliday(events: readonly HolidayEvent[], date: CivilDate): CnHoliday | undefined {
  const far = ({ dates }: HolidayEvent) =>
    Math.min(...dates.map((each) => Math.abs(dayOfDate(each) - dayOfDate(date))));
  const off = events.filter(({ kind }) => kind === 'off');
  return off.toSorted((one, other) => far(one) - far(other))[0]?.holiday;
}

/** The year of whose notice an event is: New Year's may begin in the December before. */
function yearOf({ holiday, dates }: HolidayEvent): number {
  const first = dates[0] ?? '';
  const year = Number(first.slice(0, 4));
  return holiday === 'new-year' && first.slice(5, 7) === '12' ? year + 1 : year;
}

/** More repetitions than this are no holiday. */
const MOST_TIMES = 500;

/** Its dates, those of each repetition apart. */
function spansOf(event: readonly Property[], line: number, lastYear: number): Result<(readonly CivilDate[])[]> {
  const spans: (readonly CivilDate[])[] = [];
  const [starts, ends] = ['DTSTART', 'DTEND'].map((wanted) => event.find(({ name }) => name === wanted)?.value);
  // The library would take 30 February for 2 March.
  if (starts === undefined || ![starts, ends ?? starts].every(isMoment)) return refuse('holidays.bad-event', { line });
  try {
    const text = ['BEGIN:VEVENT', ...event.map(({ text }) => text), 'END:VEVENT'].join('\r\n');
    const parsed = new ICAL.Event(new ICAL.Component(ICAL.parse(text)));
    const times = parsed.isRecurring() ? parsed.iterator() : [parsed.startDate][Symbol.iterator]();
    for (let count = 0; count < MOST_TIMES; count += 1) {
      const start = nextOf(times);
      if (!start || start.year > lastYear) return accept(spans);
      const { startDate, endDate } = parsed.isRecurring() ? parsed.getOccurrenceDetails(start) : parsed;
      const dates = datesBetween(startDate, endDate);
      if (!dates) break;
      spans.push(dates);
    }
  } catch {
    // Dates that the library cannot read.
  }
  return refuse('holidays.bad-event', { line });
}

/** `20270101`, `20261231T160000Z`. */
function isMoment(value: string): boolean {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})(?:T\d{6}Z?)?$/.exec(value) ?? [];
  return isRealDate(`${year}-${month}-${day}`);
}

function nextOf(times: ICAL.RecurExpansion | Iterator<ICAL.Time>): ICAL.Time | undefined {
  const next = times.next();
  return next instanceof ICAL.Time ? next : (next?.value ?? undefined);
}

/** undefined: they go back, or are too many. */
function datesBetween(start: ICAL.Time, end: ICAL.Time): readonly CivilDate[] | undefined {
  const [first, until] = [dateIn(start), dateIn(end)];
  if (until < first) return undefined;
  // An end at midnight, or of whole days, is not a day of it any more.
  const isOver = end.isDate || (clockOf(end) === 0 && until > first);
  const last = isOver ? dateOfDay(Math.max(dayOfDate(until) - 1, dayOfDate(first))) : until;
  const count = dayOfDate(last) - dayOfDate(first) + 1;
  return count < 1 || count > MOST_DAYS ? undefined : datesFrom(first, last);
}

/** The date of a time as it is written; of UTC, the date in China. */
function dateIn(time: ICAL.Time): CivilDate {
  if (isUtc(time)) return chinaDate(time.toUnixTime() * 1000);
  return [String(time.year).padStart(4, '0'), two(time.month), two(time.day)].join('-');
}

function clockOf(time: ICAL.Time): number {
  const seconds = (time.hour * 60 + time.minute) * 60 + time.second;
  return isUtc(time) ? (seconds + CHINA_S) % DAY_S : seconds;
}

function isUtc({ isDate, zone }: ICAL.Time): boolean {
  return !isDate && zone === ICAL.Timezone.utcTimezone;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

/** China is 8 hours ahead of UTC. */
const [CHINA_S, DAY_S] = [8 * 60 * 60, 24 * 60 * 60];

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
    return colon < 0 ? [] : [{ name, value: each.slice(colon + 1).trim(), line, text: each }];
  });
}
