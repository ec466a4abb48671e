import { DAY, type Instant } from '../../lib/instant.ts';
import { instantOfWall, openZone, wallOfInstant, type Zone } from '../../lib/zone.ts';
import type { BookRotation, BookSource } from '../book/schema.ts';
import { type DayNumber, dayOfDate, WEEKDAYS, weekdayOfDay } from '../sla/civil-date.ts';
import { wallMs } from '../sla/day-plan.ts';

/**
 * Who is on duty (A6, D23). A rotation hands over at a time of day in its zone, so summer time does not move it away
 * from 09:00; shifts are `[from, to)`. Rules: docs/clauses.md, "Duty".
 */
export interface Shift {
  /** A key of the book's people. */
  readonly member: string;
  readonly fromAt: Instant;
  readonly toAt: Instant;
}

/** A change of shift; undefined: no one was on duty, or is. */
export interface Handoff {
  readonly at: Instant;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/**
 * The start of the first member's first shift: the last handoff at or before `runStartAt`, when the desk first ran. If
 * the book names a `start`, the shift that begins on that date, or else contains it.
 */
export function anchorOf(rotation: BookRotation, runStartAt: Instant): Instant {
  const zone = openZone(rotation.timeZone);
  const day = rotation.start === undefined ? dayAt(zone, runStartAt) : dayOfDate(rotation.start);
  const handoffWeekday = WEEKDAYS.indexOf(rotation.handoff.weekday);
  const handoffDay = day - ((weekdayOfDay(day) - handoffWeekday + 7) % 7);
  const anchorAt = handoffOn(rotation, zone, handoffDay);
  const isNotYet = rotation.start === undefined && anchorAt > runStartAt;
  return isNotYet ? handoffOn(rotation, zone, handoffDay - 7) : anchorAt;
}

/** The shift that contains `at`. Before the anchor the same order continues backwards. */
export function shiftAt(rotation: BookRotation, anchorAt: Instant, at: Instant): Shift {
  const zone = openZone(rotation.timeZone);
  const shiftDays = rotation.weeks * 7;
  const anchorDay = dayAt(zone, anchorAt);
  const startOf = (index: number) => handoffOn(rotation, zone, anchorDay + index * shiftDays);
  let index = Math.floor((dayAt(zone, at) - anchorDay) / shiftDays);
  if (at < startOf(index)) index -= 1;
  return { member: memberOf(rotation, index), fromAt: startOf(index), toAt: startOf(index + 1) };
}

/** A person who is on duty in place of the one whose shift it is. */
export interface Override {
  readonly fromAt: Instant;
  readonly untilAt: Instant;
  /** A key of the book's people. */
  readonly person: string;
}

/** A rotation with everything that decides who is on duty. */
export interface Roster {
  readonly rotation: BookRotation;
  readonly anchorAt: Instant;
  /** In the order in which they were made: the last one applies. */
  readonly overrides: readonly Override[];
  readonly away: readonly Absence[];
}

interface Absence {
  readonly person: string;
  readonly fromAt: Instant;
  readonly untilAt: Instant;
}

/** A time for which the person on duty is away. */
export interface Gap {
  readonly fromAt: Instant;
  readonly untilAt: Instant;
}

export function rosterOf(
  rotation: BookRotation,
  people: BookSource['people'],
  anchorAt: Instant,
  overrides: readonly Override[],
): Roster {
  const zone = openZone(rotation.timeZone);
  const startOf = (day: DayNumber) => instantOfWall(zone, day * DAY);
  const away = Object.entries(people).flatMap(([person, { away: days }]) =>
    days.map(({ from, until }) => ({
      person,
      fromAt: startOf(dayOfDate(from)),
      untilAt: startOf(dayOfDate(until) + 1),
    })),
  );
  return { rotation, anchorAt, overrides, away };
}

/** Who is on duty: the override's person, else the shift's, else the fallback; undefined: no one. */
export function onDutyAt(roster: Roster, at: Instant): string | undefined {
  return hasGapAt(roster, at) ? roster.rotation.fallback : scheduledAt(roster, at);
}

/** The first handoff after `afterAt` that changes who is on duty; undefined if it is always the same person. */
export function nextHandoff(roster: Roster, afterAt: Instant): Handoff | undefined {
  for (const at of boundariesAfter(roster, afterAt)) {
    const [from, to] = [onDutyAt(roster, at - 1), onDutyAt(roster, at)];
    if (from !== to) return { at, from, to };
  }
  return undefined;
}

/** The gaps that begin in `[fromAt, untilAt)`, and the one that `fromAt` is in. */
export function gapsIn(roster: Roster, fromAt: Instant, untilAt: Instant): Gap[] {
  const gaps: Gap[] = [];
  const bounds = [fromAt, ...boundariesAfter(roster, fromAt)];
  for (const [index, at] of bounds.entries()) {
    const last = gaps.at(-1);
    const endsAt = bounds[index + 1] ?? at;
    if (!hasGapAt(roster, at)) continue;
    if (last?.untilAt === at) gaps[gaps.length - 1] = { ...last, untilAt: endsAt };
    else if (at < untilAt) gaps.push({ fromAt: at, untilAt: endsAt });
  }
  return gaps;
}

function scheduledAt({ rotation, anchorAt, overrides }: Roster, at: Instant): string {
  const taken = overrides.findLast(({ fromAt, untilAt }) => fromAt <= at && at < untilAt);
  return taken?.person ?? shiftAt(rotation, anchorAt, at).member;
}

function hasGapAt(roster: Roster, at: Instant): boolean {
  const scheduled = scheduledAt(roster, at);
  return roster.away.some(({ person, fromAt, untilAt }) => person === scheduled && fromAt <= at && at < untilAt);
}

/** All instants after `afterAt` at which the schedule may change, until it repeats itself. */
function boundariesAfter({ rotation, anchorAt, overrides, away }: Roster, afterAt: Instant): Instant[] {
  const special = [...overrides, ...away].flatMap(({ fromAt, untilAt }) => [fromAt, untilAt]);
  const lastSpecialAt = Math.max(afterAt, ...special);
  const handoffs: Instant[] = [];
  let shift = shiftAt(rotation, anchorAt, afterAt);
  for (let beyond = 0; beyond <= rotation.members.length; beyond += shift.fromAt > lastSpecialAt ? 1 : 0) {
    handoffs.push(shift.toAt);
    shift = shiftAt(rotation, anchorAt, shift.toAt);
  }
  return [...new Set([...handoffs, ...special])].filter((at) => at > afterAt).sort((one, other) => one - other);
}

function memberOf({ members }: BookRotation, index: number): string {
  const member = members[((index % members.length) + members.length) % members.length];
  if (member === undefined) throw new Error('a rotation without members');
  return member;
}

function handoffOn({ handoff }: BookRotation, zone: Zone, day: DayNumber): Instant {
  return instantOfWall(zone, day * DAY + wallMs(handoff.time));
}

/** The civil date in a zone at an instant. */
function dayAt(zone: Zone, at: Instant): DayNumber {
  return Math.floor(wallOfInstant(zone, at) / DAY);
}
