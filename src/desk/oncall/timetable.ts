import { DAY, HOUR, type Instant } from '../../lib/instant.ts';
import { instantOfWall, openZone, wallOfInstant } from '../../lib/zone.ts';
import { type Gap, gapsIn, type Handoff, nextHandoff, type Roster } from './oncall.ts';
import { dayAt } from './schedule/layer.ts';

/** How long in advance a gap is announced. */
const GAP_TOLD_BEFORE_MS = 7 * DAY;

/** The gaps to announce by `now`: those of the next seven days. */
export function gapsToTell(roster: Roster, now: Instant): Gap[] {
  const gaps = gapsIn(roster, now, now + GAP_TOLD_BEFORE_MS + 1);
  // What is due every day brings no news of a gap that has begun.
  return isRoutine(roster, now) ? gaps.filter(({ fromAt }) => fromAt > now) : gaps;
}

/** The gaps that are not over and were announced by `now`, whole: from their beginning, which may be past. */
export function gapsKnown(roster: Roster, now: Instant): Gap[] {
  const all = gapsIn(roster, now - GAP_TOLD_BEFORE_MS, now + GAP_TOLD_BEFORE_MS + 1);
  return all.filter(({ untilAt }) => untilAt > now);
}

/** The times until `now` at which a gap was told again. */
export function morningsOf(roster: Roster, { fromAt }: Gap, now: Instant): Instant[] {
  const zone = openZone(roster.rotation.timeZone);
  const [first, last] = [dayAt(zone, fromAt - GAP_TOLD_BEFORE_MS), dayAt(zone, now)];
  const days = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  return days.map((day) => instantOfWall(zone, day * DAY + GAP_AGAIN_MS)).filter((at) => at <= now);
}

/** Whether it is a time of day at which something is told every day, and no shift changes. */
function isRoutine(roster: Roster, now: Instant): boolean {
  const zone = openZone(roster.rotation.timeZone);
  const time = wallOfInstant(zone, now) - dayAt(zone, now) * DAY;
  return (time === EVE_MS || time === GAP_AGAIN_MS) && nextHandoff(roster, now - 1)?.at !== now;
}

/** Gaps that are not filled are told again every day at this wall time of the rotation's zone. */
const GAP_AGAIN_MS = 9 * HOUR;

/** The gaps to tell again now: those that were known yesterday. Empty at any other time of day. */
export function gapsToTellAgain(roster: Roster, now: Instant): Gap[] {
  const zone = openZone(roster.rotation.timeZone);
  if (wallOfInstant(zone, now) !== dayAt(zone, now) * DAY + GAP_AGAIN_MS) return [];
  return gapsIn(roster, now, now + GAP_TOLD_BEFORE_MS - DAY + 1);
}

/** The first time after an instant at which a gap is told again; undefined: it is over by then. */
function gapAgainAt(roster: Roster, { fromAt, untilAt }: Gap, now: Instant): Instant | undefined {
  const zone = openZone(roster.rotation.timeZone);
  const since = Math.max(now + 1, fromAt - GAP_TOLD_BEFORE_MS + DAY);
  const today = dayAt(zone, since);
  const mornings = [today, today + 1].map((day) => instantOfWall(zone, day * DAY + GAP_AGAIN_MS));
  return mornings.find((at) => at >= since && at < untilAt);
}

/**
 * When a rotation next has due work after `now`: a change of shift, the evening before one, or a gap that comes within
 * seven days. With `as
 * known now` gaps within seven days are due at once, because they were not known before.
 */
export function nextDutyAt(roster: Roster, now: Instant, known: 'before' | 'as known now'): Instant | undefined {
  if (known === 'as known now' && gapsToTell(roster, now).length > 0) return now;
  const gaps = gapsIn(roster, now, Number.POSITIVE_INFINITY);
  const tellAt = gaps.map(({ fromAt }) => fromAt - GAP_TOLD_BEFORE_MS).filter((at) => at > now);
  const againAt = gaps.map((gap) => gapAgainAt(roster, gap, now));
  const dues = [nextHandoff(roster, now)?.at, nextEveAt(roster, now), ...againAt, ...tellAt].filter(
    (at) => at !== undefined,
  );
  return dues.length > 0 ? Math.min(...dues) : undefined;
}

/** When the incoming person hears of a shift: at this wall time of the rotation's zone, the day before. */
const EVE_MS = 17 * HOUR;

/** The handoffs of tomorrow, in order, once it is evening in the rotation's zone; before that none. */
export function handoffsTomorrow(roster: Roster, now: Instant): Handoff[] {
  const zone = openZone(roster.rotation.timeZone);
  const today = dayAt(zone, now);
  if (wallOfInstant(zone, now) < today * DAY + EVE_MS) return [];
  const [fromAt, untilAt] = [1, 2].map((days) => instantOfWall(zone, (today + days) * DAY)) as [Instant, Instant];
  const handoffs: Handoff[] = [];
  let next = nextHandoff(roster, fromAt - 1);
  while (next && next.at < untilAt) {
    handoffs.push(next);
    next = nextHandoff(roster, next.at);
  }
  return handoffs;
}

/** The evening before the first handoff whose evening before is still to come. */
function nextEveAt(roster: Roster, now: Instant): Instant | undefined {
  const zone = openZone(roster.rotation.timeZone);
  const today = dayAt(zone, now);
  const first = wallOfInstant(zone, now) < today * DAY + EVE_MS ? today + 1 : today + 2;
  const next = nextHandoff(roster, instantOfWall(zone, first * DAY) - 1);
  return next && instantOfWall(zone, (dayAt(zone, next.at) - 1) * DAY + EVE_MS);
}
