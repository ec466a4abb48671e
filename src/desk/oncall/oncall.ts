import { DAY, type Instant } from '../../lib/instant.ts';
import type { BookRotation } from '../contract/schema.ts';
import { type DayNumber, dayOfDate, WEEKDAYS, weekdayOfDay } from '../sla/civil-date.ts';
import { wallMs } from '../sla/day-plan.ts';
import { instantOfWall, openZone, type Zone } from '../sla/zone.ts';

/**
 * Who has the bell (A6, D23). A rotation hands over at a wall-clock time of its zone, so a change to or from summer
 * time moves no handoff away from 09:00; shifts hold `[from, to)`. Rules: service-clauses, "Duty" and "Shifts".
 */
export interface Shift {
  /** A key of the book's people. */
  readonly member: string;
  readonly fromAt: Instant;
  readonly toAt: Instant;
}

/** The bell changes hands. */
export interface Handoff {
  readonly at: Instant;
  readonly from: string;
  readonly to: string;
}

/**
 * The first instant of the first member's first shift: the last handoff at or before `runStartAt`, when the desk first
 * ran. Where the book names a `start`, the shift that begins on that date, or else the one it falls into.
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

/** The shift that holds `at`. Before the anchor the same order runs backwards. */
export function shiftAt(rotation: BookRotation, anchorAt: Instant, at: Instant): Shift {
  const zone = openZone(rotation.timeZone);
  const shiftDays = rotation.weeks * 7;
  const anchorDay = dayAt(zone, anchorAt);
  const startOf = (index: number) => handoffOn(rotation, zone, anchorDay + index * shiftDays);
  let index = Math.floor((dayAt(zone, at) - anchorDay) / shiftDays);
  if (at < startOf(index)) index -= 1;
  return { member: memberOf(rotation, index), fromAt: startOf(index), toAt: startOf(index + 1) };
}

/** The first handoff later than `afterAt` at which the bell changes hands; undefined where one person has it always. */
export function nextHandoff(rotation: BookRotation, anchorAt: Instant, afterAt: Instant): Handoff | undefined {
  let shift = shiftAt(rotation, anchorAt, afterAt);
  for (const _ of rotation.members) {
    const next = shiftAt(rotation, anchorAt, shift.toAt);
    if (next.member !== shift.member) return { at: next.fromAt, from: shift.member, to: next.member };
    shift = next;
  }
  return undefined;
}

function memberOf({ members }: BookRotation, index: number): string {
  const member = members[((index % members.length) + members.length) % members.length];
  if (member === undefined) throw new Error('a rotation without members');
  return member;
}

function handoffOn({ handoff }: BookRotation, zone: Zone, day: DayNumber): Instant {
  return instantOfWall(zone, day * DAY + wallMs(handoff.time));
}

/** The civil date that the zone's wall clock shows. */
function dayAt(zone: Zone, at: Instant): DayNumber {
  return Math.floor((at + zone.offsetAt(at)) / DAY);
}
