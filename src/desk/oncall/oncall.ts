import { DAY, type Instant } from '../../lib/instant.ts';
import { instantOfWall, openZone } from '../../lib/zone.ts';
import { absencesOf } from '../book/away.ts';
import { type BookRotation, membersOf } from '../book/rotation-rule.ts';
import type { BookSource } from '../book/schema.ts';
import { isReachable, listByRole } from '../person/person.ts';
import { dayOfDate } from '../sla/civil-date.ts';
import { wallMs } from '../sla/day-plan.ts';
import { type Edition, membersOfAll, plannedLayers } from './edition.ts';
import { type Fixed, isGap, type Schedule, type Segment, segmentAt, segmentsIn } from './schedule/schedule.ts';
import { turnAt } from './schedule/turn.ts';

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
  readonly editions: readonly Edition[];
  readonly schedule: Schedule;
}

/** A time for which the person whose shift it is is away, or for which no one has the shift. */
export interface Gap {
  readonly fromAt: Instant;
  readonly untilAt: Instant;
  /** Who has the bell at its beginning instead; undefined: no one. */
  readonly standIn: string | undefined;
}

/** What of the service book a roster needs. */
export type RosterSource = Pick<BookSource, 'people' | 'calendars' | 'lost'>;

/**
 * `editions`: in the order of `fromAt`, at least one. `overrides`: in the order in which they were made; the last one
 * counts. `past`: what was by service books that were changed since.
 */
export function rosterOf(
  rotation: BookRotation,
  source: RosterSource,
  editions: readonly Edition[],
  overrides: readonly Override[],
  past: readonly Segment[] = [],
): Roster {
  const { people } = source;
  const dated = datedOf(rotation);
  const members = membersOfAll(editions);
  const named = [...members, ...[...overrides, ...dated].map(({ person }) => person), ...(source.lost ?? [])];
  const schedule: Schedule = {
    editions: editions.map((each) => ({
      fromAt: each.fromAt,
      layers: plannedLayers(each, source).map(({ layer }) => layer),
    })),
    dated,
    swaps: overrides,
    past,
    away: [...absencesOf(rotation, people), ...named.filter((each) => !isReachable(source, each)).map(everAway)],
    standIns: (scheduled) => [
      ...(rotation.fallback === undefined ? [] : [rotation.fallback]),
      ...membersAfter(rotation, editions, scheduled),
      ...listByRole(people, 'manager'),
    ],
  };
  return { rotation, editions, schedule };
}

/** The roster with one more swap, which counts before all others. */
export function withOverride({ schedule, ...roster }: Roster, override: Override): Roster {
  return { ...roster, schedule: { ...schedule, swaps: [...schedule.swaps, override] } };
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

/**
 * When the person who has the bell by their turn is relieved, by the end of the turn, another layer or a dated row. `at`
 * itself where it is no one's turn, or a dated row says who: what changes below that moves no bell.
 */
export function endOfShift({ schedule, editions }: Roster, at: Instant): Instant {
  const present = segmentAt(schedule, at);
  const layers = schedule.editions.findLast(({ fromAt }, index) => index === 0 || fromAt <= at)?.layers;
  const layer = present.layer === undefined ? undefined : layers?.[present.layer];
  if (!layer || editions.length === 0) return at;
  const turnEndsAt = turnAt(layer, at)?.endsAt ?? at;
  const isOther = (each: Segment) => (['scheduled', 'by', 'layer'] as const).some((key) => each[key] !== present[key]);
  return segmentsIn(schedule, at, turnEndsAt).find(isOther)?.fromAt ?? turnEndsAt;
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

function datedOf({ dated, timeZone }: BookRotation): Fixed[] {
  const zone = openZone(timeZone);
  const instant = (date: string, time: string) => instantOfWall(zone, dayOfDate(date) * DAY + wallMs(time));
  return dated.map(({ from, at, until, untilAt, person }) => ({
    fromAt: instant(from, at),
    untilAt: instant(until, untilAt),
    person,
  }));
}

/** A person who cannot be reached is never there. */
function everAway(person: string): Fixed {
  return { person, fromAt: Number.NEGATIVE_INFINITY, untilAt: Number.POSITIVE_INFINITY };
}

/** The other members, the one after `member` first; after one who is no member any more, in the order they were in. */
function membersAfter(rotation: BookRotation, editions: readonly Edition[], member: string | undefined): string[] {
  const members = membersOf(rotation);
  const orders = [members, ...editions.map(({ turns }) => membersOf(turns)).reverse()];
  const order = orders.find((each) => member !== undefined && each.includes(member)) ?? members;
  const place = member === undefined ? -1 : order.indexOf(member);
  const others = [...order.slice(place + 1), ...order.slice(0, Math.max(place, 0))];
  return others.filter((each) => members.includes(each));
}
