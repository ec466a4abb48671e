import { DAY, type Instant } from '../../../lib/instant.ts';
import { instantOfWall, type WallMs, wallOfInstant, type Zone } from '../../../lib/zone.ts';
import type { Weekday } from '../../sla/calendar-spec.ts';
import { type DayNumber, WEEKDAYS, weekdayOfDay } from '../../sla/civil-date.ts';

/**
 * One layer of a duty schedule (A6, D23): its members take turns, and it may ring only in some hours of some days. Pure
 * functions of plain values. All times of day are wall times of the layer's zone, so that summer time moves no shift
 * and leaves neither a hole nor a double.
 */

/**
 * What kind of day it is by the calendar. `workday`: worked, Monday to Friday. `make-up`: worked on a weekend (调休).
 * `holiday`: a public holiday, also where it falls on a weekend. `weekend`: another Saturday or Sunday that is not
 * worked.
 */
export const DAY_KINDS = ['workday', 'weekend', 'holiday', 'make-up'] as const;
export type DayKind = (typeof DAY_KINDS)[number];

/** Hours in which a layer rings: on days of these kinds or weekdays, `[fromMs, toMs)` from the day's midnight. */
export interface DutyHours {
  readonly days: readonly (DayKind | Weekday)[];
  readonly fromMs: WallMs;
  /** Later than `fromMs`; beyond one day where the shift ends on the next (17:00 to 08:00). */
  readonly toMs: WallMs;
}

/** When the next member takes over: every so many days, weeks, working days or shifts (a shift is one of its hours). */
export interface Turn {
  readonly unit: 'day' | 'week' | 'workday' | 'shift';
  readonly every: number;
  /** The time of day of the handoff; for shifts the hours say it. */
  readonly atMs: WallMs;
}

export interface LayerPlan {
  /** Keys of the book's people, in the order in which they take turns; at least one. */
  readonly members: readonly string[];
  readonly turn: Turn;
  /** The day on which the first member's first turn begins. Before it the same order goes on backwards. */
  readonly firstDay: DayNumber;
  /** undefined: it rings all the time. */
  readonly hours: readonly DutyHours[] | undefined;
  readonly zone: Zone;
  kindOf(day: DayNumber): DayKind;
}

/** A member's time on duty in a layer: `[fromAt, toAt)`. */
export interface Shift {
  readonly member: string;
  readonly fromAt: Instant;
  readonly toAt: Instant;
}

/** A part of a turn: from one handoff, or beginning of hours of duty, to the next. */
export interface TurnPart extends Shift {
  /** The day on which it begins. */
  readonly day: DayNumber;
  /** Its place among the hours of that day; 0 where turns are not counted in shifts. */
  readonly place: number;
  /** The number of its turn: 0 is the first one from `firstDay` on. */
  readonly turn: number;
}

/** A plan that remembers what it has counted. */
export interface Layer {
  readonly plan: LayerPlan;
  /** The shifts that touch `[fromAt, toAt)`, in order, whole; they do not overlap. */
  shiftsIn(fromAt: Instant, toAt: Instant): Shift[];
  /** The parts of turns that touch `[fromAt, toAt)`, in order, whole. */
  partsIn(fromAt: Instant, toAt: Instant): TurnPart[];
}

export function prepareLayer(plan: LayerPlan): Layer {
  const partsIn = plan.turn.unit === 'shift' ? shiftPartsOf(plan) : handoffPartsOf(plan);
  return {
    plan,
    partsIn: (fromAt, toAt) => (fromAt < toAt ? partsIn(fromAt, toAt) : []),
    shiftsIn(fromAt, toAt) {
      if (fromAt >= toAt) return [];
      const parts = partsIn(fromAt, toAt);
      if (plan.turn.unit === 'shift') return parts;
      const all = parts.flatMap((each, index) =>
        parts[index - 1]?.member === each.member ? [] : joined(parts, index),
      );
      if (!plan.hours) return all;
      // A handoff within hours of duty parts them.
      return hoursIn(plan, fromAt, toAt).flatMap((hours) => all.flatMap((turn) => overlap(turn, hours)));
    },
  };
}

interface Stretch {
  readonly day: DayNumber;
  /** Its place among the hours of that day. */
  readonly place: number;
  readonly fromAt: Instant;
  readonly toAt: Instant;
}

function overlap(turn: Shift, hours: Stretch): Shift[] {
  const [fromAt, toAt] = [Math.max(turn.fromAt, hours.fromAt), Math.min(turn.toAt, hours.toAt)];
  return fromAt < toAt ? [{ member: turn.member, fromAt, toAt }] : [];
}

/** The hours of duty that touch a span; where they overlap, the later ones begin when the earlier ones end. */
function hoursIn(plan: LayerPlan, fromAt: Instant, toAt: Instant): Stretch[] {
  const all: Stretch[] = [];
  for (let day = dayAt(plan.zone, fromAt) - 2; day <= dayAt(plan.zone, toAt); day++)
    for (const [place, hours] of hoursOn(plan, day).entries()) {
      const [beginsAt, endsAt] = [hours.fromMs, hours.toMs].map((ms) => instantOfWall(plan.zone, day * DAY + ms));
      const earlier = all.at(-1)?.toAt ?? Number.NEGATIVE_INFINITY;
      const stretch = { day, place, fromAt: Math.max(beginsAt ?? 0, earlier), toAt: endsAt ?? 0 };
      if (stretch.fromAt < stretch.toAt) all.push(stretch);
    }
  return all.filter((each) => each.fromAt < toAt && each.toAt > fromAt);
}

/** The hours of a day, the earliest first. */
function hoursOn({ hours = [], kindOf }: LayerPlan, day: DayNumber): DutyHours[] {
  const names: readonly string[] = [kindOf(day), WEEKDAYS[weekdayOfDay(day)] ?? ''];
  return hours
    .filter(({ days }) => days.some((each) => names.includes(each)))
    .sort((one, other) => one.fromMs - other.fromMs);
}

type Parts = Layer['partsIn'];

/** Where every shift is a turn. */
function shiftPartsOf(plan: LayerPlan): Parts {
  const begun = countDays(plan, hasHours);
  return (fromAt, toAt) =>
    hoursIn(plan, fromAt, toAt).map((each) => {
      const turn = Math.floor((begun.before(each.day) + each.place) / plan.turn.every);
      return { ...each, turn, member: memberAt(plan, turn) };
    });
}

/** Where turns are counted in days. */
function handoffPartsOf(plan: LayerPlan): Parts {
  const handoffs = countDays(plan, isHandoffDay);
  const startOf = (day: DayNumber) => instantOfWall(plan.zone, day * DAY + plan.turn.atMs);
  return (fromAt, toAt) => {
    const parts: TurnPart[] = [];
    let day = handoffs.atOrBefore(dayAt(plan.zone, fromAt) + 1);
    while (startOf(day) > fromAt) day = handoffs.atOrBefore(day - 1);
    while (startOf(day) < toAt) {
      const next = handoffs.after(day);
      const turn = Math.floor(handoffs.before(day) / plan.turn.every);
      parts.push({ day, place: 0, turn, member: memberAt(plan, turn), fromAt: startOf(day), toAt: startOf(next) });
      day = next;
    }
    return parts;
  };
}

/** The turn with those after it that are of the same member. */
function joined(turns: readonly Shift[], index: number): Shift[] {
  const [first, ...rest] = turns.slice(index);
  if (!first) return [];
  const other = rest.findIndex(({ member }) => member !== first.member);
  const last = (other < 0 ? rest.at(-1) : rest[other - 1]) ?? first;
  return [{ ...first, toAt: last.toAt }];
}

function isHandoffDay({ turn, firstDay, kindOf }: LayerPlan, day: DayNumber): boolean {
  switch (turn.unit) {
    case 'week':
      return weekdayOfDay(day) === weekdayOfDay(firstDay);
    case 'workday': {
      const kind = kindOf(day);
      return kind === 'workday' || kind === 'make-up';
    }
    default:
      return true;
  }
}

function hasHours(plan: LayerPlan, day: DayNumber): number {
  return hoursOn(plan, day).length;
}

/** Counts from the first day of a plan; negative before it. */
interface DayCount {
  /** How much was counted on the days from the first one up to `day`, which is left out. */
  before(day: DayNumber): number;
  /** The counted day at or before, or after, a day. */
  atOrBefore(day: DayNumber): DayNumber;
  after(day: DayNumber): DayNumber;
}

/** A layer that rings on no day within this many is refused by the service book. */
const SEARCH_DAYS = 500;

function countDays(plan: LayerPlan, countOf: (plan: LayerPlan, day: DayNumber) => number | boolean): DayCount {
  const later: number[] = [0];
  const earlier: number[] = [0];
  const on = (day: DayNumber) => Number(countOf(plan, day));
  const search = (day: DayNumber, step: 1 | -1): DayNumber => {
    for (let each = day, left = SEARCH_DAYS; left > 0; each += step, left--) if (on(each) > 0) return each;
    throw new RangeError(`no day of duty within ${SEARCH_DAYS} days`);
  };
  return {
    before(day) {
      const away = day - plan.firstDay;
      if (away < 0) {
        for (let n = earlier.length; n <= -away; n++) earlier.push((earlier[n - 1] ?? 0) - on(plan.firstDay - n));
        return earlier[-away] ?? 0;
      }
      for (let n = later.length; n <= away; n++) later.push((later[n - 1] ?? 0) + on(plan.firstDay + n - 1));
      return later[away] ?? 0;
    },
    atOrBefore: (day) => search(day, -1),
    after: (day) => search(day + 1, 1),
  };
}

function memberAt({ members }: LayerPlan, turn: number): string {
  const member = members[((turn % members.length) + members.length) % members.length];
  if (member === undefined) throw new Error('a layer without members');
  return member;
}

/** The civil date in a zone at an instant. */
export function dayAt(zone: Zone, at: Instant): DayNumber {
  return Math.floor(wallOfInstant(zone, at) / DAY);
}
