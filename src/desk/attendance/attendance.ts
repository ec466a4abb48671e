import type { Instant } from '../../lib/instant.ts';
import type { MatterEntry, MatterState, Progress } from '../matter/store.ts';
import type { Calendar, CivilDate } from '../sla/calendar.ts';
import { dateOfDay, dayOfDate } from '../sla/civil-date.ts';

/**
 * The duty plan after a go-live (A9): on each working day of the first weeks one of our people is at hand, and the
 * customer knows who beforehand. It belongs to a requirement whose go-live date the customer confirmed, or to the
 * contract. The functions of this file decide; they read and write no database.
 */
export interface Attendance extends MatterState {
  /** `over`: the weeks have passed. `withdrawn`: the go-live has another date, or none any more. */
  readonly status: 'open' | 'over' | 'withdrawn';
  /** What goes live: the title of the requirement; empty: the contract's own system. */
  readonly about: string;
  /** The day of the go-live. */
  readonly from: CivilDate;
  /** Who is at hand on which day; empty until the plan was told. */
  readonly days: readonly AttendanceDay[];
  /** When the plan is told, and when its weeks are over. */
  readonly tellAt: Instant;
  readonly endAt: Instant;
}

export interface AttendanceDay {
  readonly date: CivilDate;
  /** A key of the book's people. */
  readonly person: string;
}

export interface AttendanceEntry extends MatterEntry {
  readonly kind: `attendance.${'begun' | 'told' | 'over' | 'withdrawn'}`;
}

export type AttendanceProgress = Progress<Attendance, AttendanceEntry>;

/** What goes live for a customer, and when. */
export type GoLive = Pick<Attendance, 'customer' | 'ticketId' | 'about' | 'from'>;

/** How long the plan lasts, and how many working days before the go-live it is told. */
export interface AttendanceTerms {
  readonly office: Calendar;
  readonly weeks: number;
  readonly toldBefore: number;
}

/** Begins a plan; undefined if its weeks are over already. One that should have been told by now is told at once. */
export function beginAttendance(goLive: GoLive, terms: AttendanceTerms, now: Instant): AttendanceProgress | undefined {
  const { office, weeks, toldBefore } = terms;
  const endAt = office.atTime(dayAfter(goLive.from, weeks * 7), '00:00');
  if (endAt <= now) return undefined;
  const tellOn = office.addWorkdays(goLive.from, -toldBefore);
  const tellAt = Math.max(now, office.nextOpen(office.atTime(tellOn, '00:00')));
  const state: Attendance = { ...goLive, status: 'open', days: [], tellAt, endAt };
  return { state, added: [{ kind: 'attendance.begun', at: now, by: 'clock', data: { from: goLive.from } }] };
}

/** When something is due next: the plan is told, then its weeks are over. */
export function nextAttendanceAt({ status, days, tellAt, endAt }: Attendance): Instant | undefined {
  if (status !== 'open') return undefined;
  return days.length === 0 ? tellAt : endAt;
}

/**
 * Who is at hand on each working day: the people in turn. `isAway` says who is not there on a day; a day on which all
 * are away is left out.
 */
export function daysOf(
  { from }: Pick<Attendance, 'from'>,
  { office, weeks }: AttendanceTerms,
  people: readonly string[],
  isAway: (person: string, date: CivilDate) => boolean,
): AttendanceDay[] {
  const dates = Array.from({ length: weeks * 7 }, (_, n) => dayAfter(from, n)).filter((date) => office.isWorkday(date));
  return dates.flatMap((date, turn) => {
    const inTurn = people.map((_, n) => people[(turn + n) % people.length] ?? '');
    const person = inTurn.find((each) => !isAway(each, date));
    return person === undefined ? [] : [{ date, person }];
  });
}

/** The end of a plan: its weeks have passed, or its go-live moved. */
export function endAttendance(state: Attendance, status: 'over' | 'withdrawn', at: Instant): AttendanceProgress {
  return { state: { ...state, status }, added: [{ kind: `attendance.${status}`, at, by: 'clock', data: {} }] };
}

function dayAfter(date: CivilDate, days: number): CivilDate {
  return dateOfDay(dayOfDate(date) + days);
}
