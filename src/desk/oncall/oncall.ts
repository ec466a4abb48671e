import { DAY, type Instant } from '../../lib/instant.ts';
import { instantOfWall, openZone, type Zone } from '../../lib/zone.ts';
import { type BookRotation, type LayerRule, layersOf, membersOf } from '../book/rotation-rule.ts';
import type { BookSource } from '../book/schema.ts';
import { listByRole } from '../person/person.ts';
import { type DayNumber, dayOfDate, WEEKDAYS, weekdayOfDay } from '../sla/civil-date.ts';
import { wallMs } from '../sla/day-plan.ts';
import { dayKinds } from './day-kind.ts';
import { dayAt, type Layer, prepareLayer } from './schedule/layer.ts';
import { type Fixed, isGap, type Schedule, type Segment, segmentAt, segmentsIn } from './schedule/schedule.ts';

/**
 * Who is on duty (A6, D23), by the service book and the swaps. A rotation hands over at a time of day in its zone, so
 * summer time does not move it away from 09:00; shifts are `[from, to)`. Rules: docs/clauses.md, "Duty".
 */

/** A change of shift; undefined: no one was on duty, or is. */
export interface Handoff {
  readonly at: Instant;
  readonly from: string | undefined;
  readonly to: string | undefined;
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
  readonly schedule: Schedule;
}

/** A time for which the person whose shift it is is away, or for which no one has the shift. */
export interface Gap {
  readonly fromAt: Instant;
  readonly untilAt: Instant;
  /** Who has the bell at its beginning instead; undefined: no one. */
  readonly standIn: string | undefined;
}

/**
 * The start of the first member's first shift in the first layer: the last handoff at or before `runStartAt`, when the
 * desk first ran. If the book names a `start`, the shift that begins on that date, or else contains it.
 */
export function anchorOf(rotation: BookRotation, runStartAt: Instant): Instant {
  const [layer] = layersOf(rotation);
  if (!layer) throw new Error('a rotation without layers');
  const zone = zoneOf(rotation, layer);
  const start = layer.start ?? rotation.start;
  if (start !== undefined) return handoffOn(layer, zone, alignedTo(layer, dayOfDate(start)));
  const day = alignedTo(layer, dayAt(zone, runStartAt));
  const anchorAt = handoffOn(layer, zone, day);
  return anchorAt > runStartAt ? handoffOn(layer, zone, layer.turn === 'week' ? day - 7 : day - 1) : anchorAt;
}

/** What of the service book a roster needs. */
export type RosterSource = Pick<BookSource, 'people' | 'calendars'>;

/** `overrides`: in the order in which they were made; the last one counts. */
export function rosterOf(
  rotation: BookRotation,
  source: RosterSource,
  anchorAt: Instant,
  overrides: readonly Override[],
): Roster {
  const { people } = source;
  const kindOf = dayKinds(source, rotation.calendar);
  const layers = layersOf(rotation).map((rule) => layerOf(rotation, rule, anchorAt, kindOf));
  const dated = datedOf(rotation);
  const members = membersOf(rotation);
  const named = [...members, ...[...overrides, ...dated].map(({ person }) => person)];
  const schedule: Schedule = {
    editions: [{ fromAt: Number.NEGATIVE_INFINITY, layers }],
    dated,
    swaps: overrides,
    away: [...absencesOf(rotation, people), ...named.filter((each) => !people[each]).map(everAway)],
    standIns: (scheduled) => [
      ...(rotation.fallback === undefined ? [] : [rotation.fallback]),
      ...membersAfter(members, scheduled),
      ...listByRole(people, 'manager'),
    ],
  };
  return { rotation, schedule };
}

/** The roster with one more swap, which counts before all others. */
export function withOverride({ rotation, schedule }: Roster, override: Override): Roster {
  return { rotation, schedule: { ...schedule, swaps: [...schedule.swaps, override] } };
}

/** Who is on duty: the override's person, else the shift's; where that person is away, who stands in. */
export function onDutyAt({ schedule }: Roster, at: Instant): string | undefined {
  return segmentAt(schedule, at).person;
}

/** The first handoff after `afterAt` that changes who is on duty; undefined if none does within a year. */
export function nextHandoff(roster: Roster, afterAt: Instant): Handoff | undefined {
  for (const days of LOOK_AHEAD_DAYS) {
    const segments = segmentsIn(roster.schedule, afterAt, lastChangeAt(roster, afterAt) + days * DAY);
    const index = segments.findIndex((each, place) => place > 0 && each.person !== segments[place - 1]?.person);
    const [before, after] = [segments[index - 1], segments[index]];
    if (before && after) return { at: after.fromAt, from: before.person, to: after.person };
  }
  return undefined;
}

/** Most handoffs are near: the whole year is looked at only where the first weeks have none. */
const LOOK_AHEAD_DAYS = [10, 400];

/** The gaps that begin in `[fromAt, untilAt)`, and the one that `fromAt` is in. */
export function gapsIn(roster: Roster, fromAt: Instant, untilAt: Instant): Gap[] {
  const endAt = lastChangeAt(roster, fromAt) + GAP_LOOK_AHEAD_DAYS * DAY;
  const gaps: Gap[] = [];
  for (const each of segmentsIn(roster.schedule, fromAt, endAt)) {
    if (!isGap(each)) continue;
    const last = gaps.at(-1);
    if (last?.untilAt === each.fromAt) gaps[gaps.length - 1] = { ...last, untilAt: each.toAt };
    else gaps.push({ fromAt: each.fromAt, untilAt: each.toAt, standIn: each.person });
  }
  return gaps.filter((gap) => gap.fromAt < untilAt);
}

const GAP_LOOK_AHEAD_DAYS = 60;

/** The final schedule of a span, for people to see. */
export function listSegments({ schedule }: Roster, fromAt: Instant, toAt: Instant): Segment[] {
  return segmentsIn(schedule, fromAt, toAt);
}

/** The last instant at which a swap, a dated row or an absence changes the schedule, or `afterAt` if that is later. */
function lastChangeAt({ schedule: { swaps, dated, away } }: Roster, afterAt: Instant): Instant {
  const ends = [...swaps, ...dated, ...away].flatMap(({ fromAt, untilAt }) => [fromAt, untilAt]);
  return Math.max(afterAt, ...ends.filter(Number.isFinite));
}

function layerOf(
  rotation: BookRotation,
  rule: LayerRule,
  anchorAt: Instant,
  kindOf: ReturnType<typeof dayKinds>,
): Layer {
  const zone = zoneOf(rotation, rule);
  const start = rule.start ?? rotation.start;
  const first = start === undefined ? dayAt(zone, anchorAt) : dayOfDate(start);
  const hours = rule.hours?.map(({ days, from, to }) => {
    const [fromMs, toMs] = [wallMs(from), wallMs(to)];
    return { days, fromMs, toMs: toMs > fromMs ? toMs : toMs + DAY };
  });
  return prepareLayer({
    members: rule.members,
    turn: { unit: rule.turn, every: rule.every, atMs: wallMs(rule.time) },
    firstDay: alignedTo(rule, first),
    hours,
    zone,
    kindOf,
  });
}

function zoneOf(rotation: BookRotation, { timeZone = rotation.timeZone }: LayerRule): Zone {
  return openZone(timeZone);
}

/** Turns of weeks begin on their weekday: the last one at or before a day. */
function alignedTo({ turn, weekday }: LayerRule, day: DayNumber): DayNumber {
  return turn === 'week' ? day - ((weekdayOfDay(day) - WEEKDAYS.indexOf(weekday) + 7) % 7) : day;
}

function handoffOn({ time }: LayerRule, zone: Zone, day: DayNumber): Instant {
  return instantOfWall(zone, day * DAY + wallMs(time));
}

function datedOf({ dated, timeZone }: BookRotation): Fixed[] {
  const zone = openZone(timeZone);
  const instant = (date: string, time: string) => instantOfWall(zone, dayOfDate(date) * DAY + wallMs(time));
  return dated.map(({ from, at, until, untilAt, person }) => ({
    fromAt: instant(from, at),
    untilAt: instant(until, untilAt),
    person,
  }));
}

/** When the book says that people are away: whole days of the rotation's zone. */
function absencesOf({ timeZone }: BookRotation, people: BookSource['people']): Fixed[] {
  const zone = openZone(timeZone);
  const startOf = (day: DayNumber) => instantOfWall(zone, day * DAY);
  return Object.entries(people).flatMap(([person, { away }]) =>
    away.map(({ from, until }) => ({
      person,
      fromAt: startOf(dayOfDate(from)),
      untilAt: startOf(dayOfDate(until) + 1),
    })),
  );
}

/** A person whom the book does not have any more is never there. */
function everAway(person: string): Fixed {
  return { person, fromAt: Number.NEGATIVE_INFINITY, untilAt: Number.POSITIVE_INFINITY };
}

/** The other members, the one after `member` first. */
function membersAfter(members: readonly string[], member: string | undefined): string[] {
  const place = member === undefined ? -1 : members.indexOf(member);
  return [...members.slice(place + 1), ...members.slice(0, Math.max(place, 0))];
}
