import ICAL from 'ical.js';
import { DAY, type Instant } from '../../../lib/instant.ts';
import { isCalled } from '../../../lib/language.ts';
import { dateInZone, findZone, instantOfWall, openZone, type Zone } from '../../../lib/zone.ts';
import { dateOfDay, dayOfDate, isRealDate } from '../../sla/civil-date.ts';
import { type Known, readPerson, WrongCell } from './row.ts';
import type { Imported, Problem } from './sheet.ts';

/** Days on which a person is away, as the book writes them: both ends included. */
export interface Absence {
  readonly person: string;
  readonly from: string;
  readonly until: string;
}

export interface AbsenceOptions {
  readonly people: Known;
  /** Whose absences they all are; undefined: each event names its person in its title or among its people. */
  readonly person: string | undefined;
  /** IANA name: whole days of this zone are away. */
  readonly timeZone: string;
  /** Repeated events are read until a year after it; what ended before it is left out. */
  readonly now: Instant;
}

/** More repetitions than a year has days are no absence. */
const MOST_TIMES = 400;
const MOST_DAYS = 366;
const AHEAD_MS = MOST_DAYS * DAY;

/**
 * Reads absences from an iCalendar file, repeated ones too. Cancelled events are left out; absences of a person that
 * touch are one. An event whose person is not known is named by its line, and nothing is imported then.
 */
export function importAbsences(text: string, options: AbsenceOptions): Imported<Absence[]> {
  let calendar: ICAL.Component;
  try {
    calendar = new ICAL.Component(ICAL.parse(text));
  } catch (error) {
    return { ok: false, problems: [{ line: 1, text: `no iCalendar file: ${(error as Error).message}` }] };
  }
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  const lines = linesOfEvents(text);
  const absences: Absence[] = [];
  const problems: Problem[] = [];
  const events = calendar.getAllSubcomponents('vevent');
  const byUid = Map.groupBy(events, uidOf);
  for (const [index, component] of events.entries())
    try {
      absences.push(...absencesOf(component, byUid.get(uidOf(component)) ?? [], options));
    } catch (error) {
      const isOurs = error instanceof WrongCell;
      problems.push({
        line: lines[index] ?? 1,
        text: isOurs ? error.message : `wrong event: ${(error as Error).message}`,
      });
    }
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, value: joined(absences) };
}

function linesOfEvents(text: string): number[] {
  return text.split(/\r?\n/).flatMap((line, index) => (/^BEGIN:VEVENT\s*$/i.test(line) ? [index + 1] : []));
}

function absencesOf(
  component: ICAL.Component,
  ofSame: readonly ICAL.Component[],
  { people, person, timeZone, now }: AbsenceOptions,
): Absence[] {
  // A single repetition that was changed is an event of its own; it counts with the repeated one.
  if (isChange(component) && ofSame.some((each) => !isChange(each))) return [];
  if (isCancelled(component)) return [];
  const event = new ICAL.Event(component, { strictExceptions: false, exceptions: ofSame.filter(isChange) });
  if (!event.startDate) throw new WrongCell('an event without a beginning');
  for (const [, written = ''] of component.toString().matchAll(/^DT(?:START|END)[^:\r\n]*:(\S+)/gm))
    if (!isRealMoment(written)) throw new WrongCell(`there is no such day: ${written}`);
  const whose = person ?? personOf(component, event.summary ?? '', people);
  const zone = openZone(timeZone);
  // Some programs write `TZID=Europe/Berlin` and do not describe that zone in the file.
  const meant = findZone(String(component.getFirstProperty('dtstart')?.getParameter('tzid') ?? '')) ?? zone;
  const days = (start: ICAL.Time, end: ICAL.Time): Absence => {
    const startAt = instantOf(start, meant);
    const first = start.isDate ? isoDate(start) : dateInZone(zone, startAt);
    if (end.compare(start) < 0) throw new WrongCell('it ends before it begins');
    const last = end.isDate
      ? dateOfDay(Math.max(dayOfDate(isoDate(end)) - 1, dayOfDate(first)))
      : dateInZone(zone, Math.max(instantOf(end, meant) - 1, startAt));
    if (dayOfDate(last) - dayOfDate(first) > MOST_DAYS) throw new WrongCell('it lasts longer than a year');
    return { person: whose, from: first, until: last };
  };
  const times = event.isRecurring()
    ? occurrences(event, now).map((each) => days(...each))
    : [days(event.startDate, event.endDate)];
  const today = dateInZone(zone, now);
  return times.filter(({ until }) => until >= today);
}

const uidOf = (component: ICAL.Component) => String(component.getFirstPropertyValue('uid'));
const isChange = (component: ICAL.Component) => component.hasProperty('recurrence-id');
const isCancelled = (component: ICAL.Component) =>
  /^cancelled$/i.test(String(component.getFirstPropertyValue('status')));

function occurrences(event: ICAL.Event, now: Instant): [ICAL.Time, ICAL.Time][] {
  const found: [ICAL.Time, ICAL.Time][] = [];
  const times = event.iterator();
  for (let count = 0; count < MOST_TIMES * 30; count++) {
    const start = times.next();
    if (!start || start.toJSDate().getTime() > now + AHEAD_MS) return found;
    const { startDate, endDate, item } = event.getOccurrenceDetails(start);
    if (isCancelled(item.component) || endDate.toJSDate().getTime() < now - DAY) continue;
    if (found.length >= MOST_TIMES) break;
    found.push([startDate, endDate]);
  }
  throw new WrongCell(`it repeats more than ${MOST_TIMES} times within a year`);
}

/** `zone`: where a time is meant whose zone the file does not describe. */
function instantOf(time: ICAL.Time, zone: Zone): Instant {
  const isKnown = time.zone !== ICAL.Timezone.localTimezone;
  if (isKnown) return time.toUnixTime() * 1000;
  const { year, month, day, hour, minute, second } = time;
  return instantOfWall(zone, Date.UTC(year, month - 1, day, hour, minute, second));
}

function isoDate({ year, month, day }: ICAL.Time): string {
  return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
}

/** `2026-10-05`, `2026-10-05T09:00:00`, with dashes or without. */
function isRealMoment(written: string): boolean {
  const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})/.exec(written) ?? [];
  return isRealDate(`${year}-${month}-${day}`);
}

/** The person named in the title, or by the name of the organizer or of the only guest. */
function personOf(component: ICAL.Component, title: string, people: Known): string {
  const guests = ['attendee', 'organizer'].flatMap((name) =>
    component.getAllProperties(name).map((each) => String(each.getParameter('cn') ?? '')),
  );
  const said = [title, ...title.split(/[-–—:：,，()（）|/]+/), ...title.split(/[\s:：,，()（）]+/)];
  for (const words of [said, guests]) {
    const named = Object.entries(people ?? {}).filter(([key, { name }]) =>
      words.some((word) => isCalled(word.trim(), key, name)),
    );
    const [found] = named;
    if (named.length > 1)
      throw new WrongCell(`"${title}" names several people: ${named.map(([key]) => key).join(', ')}`);
    if (found) return found[0];
  }
  const within = Object.entries(people ?? {}).filter(
    ([, { name }]) => title.includes(name.zh) || title.includes(name.en),
  );
  const [only] = within;
  if (only && within.length === 1) return only[0];
  if (people) throw new WrongCell(`"${title}" names no person of the book, or several; give --person`);
  return readPerson(said.find((word) => /^[A-Za-z][A-Za-z0-9-]*$/.test(word)) ?? title, people);
}

function joined(absences: readonly Absence[]): Absence[] {
  const sorted = absences.toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
  const all: Absence[] = [];
  for (const each of sorted) {
    const last = all.at(-1);
    if (last?.person === each.person && dayOfDate(each.from) <= dayOfDate(last.until) + 1)
      all[all.length - 1] = { ...last, until: each.until > last.until ? each.until : last.until };
    else all.push(each);
  }
  return all;
}

const key = ({ person, from }: Absence) => `${person} ${from}`;
