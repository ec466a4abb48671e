import { DAY, type Instant, type Interval } from '../../lib/instant.ts';
import { instantOfWall, openZone, wallOfInstant } from '../../lib/zone.ts';
import type { CalendarSpec, CivilDate } from './calendar-spec.ts';
import { dateOfDay, dayOfDate } from './civil-date.ts';
import { planDays, wallMs } from './day-plan.ts';
import { createEndlessHorizon, createHorizon, searchEarlier, searchLater } from './horizon.ts';
import { stretchesOfDay } from './open-table.ts';
import { intervalsWithin, isOpenWithin, nextCloseWithin, nextOpenWithin, prevOpenWithin } from './openings.ts';
import { addWorkdays, type Bounds, countWorkdays, isWorkday } from './workdays.ts';
import { addWithin, joinIntervals, measureWithin, subtractWithin } from './working-time.ts';

export type { CalendarSpec, CivilDate, Weekday, Windows } from './calendar-spec.ts';

/**
 * A prepared calendar: pure questions about instants (docs/simulate.md, "clock"). An instant is open if its time of day
 * in the zone is in a window of its date; working time is the real time spent open. Throws RangeError where there is no
 * answer: a calendar that never opens, `always` asked when it closes, years outside 1800 to 2399.
 */
export interface Calendar {
  readonly spec: CalendarSpec;
  /**
   * The instant at which `ms` of working time has passed, `excluded` not counted. If it passes exactly at a closing,
   * the closing. 0 gives `startAt`.
   */
  add(startAt: Instant, ms: number, excluded?: readonly Interval[]): Instant;
  /** The mirror image of `add`: exactly at an opening, it is the opening. */
  subtract(startAt: Instant, ms: number, excluded?: readonly Interval[]): Instant;
  /** Working milliseconds; negative when `endAt` is earlier. */
  between(startAt: Instant, endAt: Instant, excluded?: readonly Interval[]): number;
  isOpen(at: Instant): boolean;
  /** `at` itself if open, else the next opening. */
  nextOpen(at: Instant): Instant;
  /** `at` itself if the moment before it is open, else the last closing. */
  prevOpen(at: Instant): Instant;
  /** The next instant after `at` at which an open stretch ends. */
  nextClose(at: Instant): Instant;
  /** The open stretches in between, touching ones joined; empty if `toAt` is not later. */
  intervals(fromAt: Instant, toAt: Instant): Interval[];
  /** Whether the date has opening hours. */
  isWorkday(date: CivilDate): boolean;
  /** The N-th working day after (before) the date; 0 is the date itself, working or not. */
  addWorkdays(date: CivilDate, days: number): CivilDate;
  /** 0 if `to` is before `from`. */
  workdaysBetween(from: CivilDate, to: CivilDate, bounds: Bounds): number;
  /** The civil date of an instant in the calendar's zone. */
  dateOf(at: Instant): CivilDate;
  /**
   * The instant of a time of day (`HH:MM`) on a date in the calendar's zone; `instantOfWall` says what happens to times
   * that occur twice or never.
   */
  atTime(date: CivilDate, time: string): Instant;
  /** The last closing of a working day; undefined on a closed date, and on one that the zone skipped. */
  closeOf(date: CivilDate): Instant | undefined;
}

/**
 * Prepares a spec that was checked before (`CalendarQuestion`, the service book). Throws RangeError for an unknown
 * zone.
 */
export function prepareCalendar(spec: CalendarSpec): Calendar {
  const zone = openZone(spec.timeZone);
  const plan = planDays(spec);
  const horizon = spec.always ? createEndlessHorizon() : createHorizon(plan, zone);

  return {
    spec,
    add(startAt, ms, excluded = []) {
      if (ms === 0) return startAt;
      const pauses = joinIntervals(excluded);
      return searchLater(horizon, startAt, (table) => addWithin(table, startAt, ms, pauses));
    },
    subtract(startAt, ms, excluded = []) {
      if (ms === 0) return startAt;
      const pauses = joinIntervals(excluded);
      return searchEarlier(horizon, startAt, (table) => subtractWithin(table, startAt, ms, pauses));
    },
    between(startAt, endAt, excluded = []) {
      const [fromAt, toAt] = startAt <= endAt ? [startAt, endAt] : [endAt, startAt];
      const ms = measureWithin(horizon.covering(fromAt, toAt), fromAt, toAt, joinIntervals(excluded));
      return ms === 0 || startAt <= endAt ? ms : -ms;
    },
    isOpen: (at) => isOpenWithin(horizon.covering(at, at), at),
    nextOpen: (at) => searchLater(horizon, at, (table) => nextOpenWithin(table, at)),
    prevOpen: (at) => searchEarlier(horizon, at, (table) => prevOpenWithin(table, at)),
    nextClose: (at) => searchLater(horizon, at, (table) => nextCloseWithin(table, at)),
    intervals(fromAt, toAt) {
      return fromAt < toAt ? intervalsWithin(horizon.covering(fromAt, toAt), fromAt, toAt) : [];
    },
    isWorkday: (date) => isWorkday(plan, dayOfDate(date)),
    addWorkdays: (date, days) => dateOfDay(addWorkdays(plan, dayOfDate(date), days)),
    workdaysBetween: (from, to, bounds) => countWorkdays(plan, dayOfDate(from), dayOfDate(to), bounds),
    dateOf: (at) => dateOfDay(Math.floor(wallOfInstant(zone, at) / DAY)),
    atTime: (date, time) => instantOfWall(zone, dayOfDate(date) * DAY + wallMs(time)),
    closeOf(date) {
      const day = dayOfDate(date);
      const spans = zone.offsetsBetween((day - 2) * DAY, (day + 3) * DAY);
      return spans.flatMap((span) => stretchesOfDay(plan, span, day)).at(-1)?.[1];
    },
  };
}
