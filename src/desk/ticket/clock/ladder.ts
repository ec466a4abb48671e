import type { Instant } from '../../../lib/instant.ts';
import { spanOf } from '../../book/schema.ts';
import type { Calendar } from '../../sla/calendar.ts';
import { type Held, layOut, reach } from '../../sla/sla.ts';
import type { Terms } from '../case/terms.ts';
import type { Breach } from '../case/ticket.ts';
import type { TicketClock } from './clocks.ts';

/** Who is told next on the ladder, and who is passed over because they are away. */
export interface LadderStep {
  readonly raisedTo: string;
  /** Left out: no one was away. */
  readonly skipped?: readonly string[];
}

/**
 * The first person from a place of the ladder on who is there; where all of them are away, the one at the place: a
 * promise that is broken is never told to no one. undefined: the ladder ends before that place.
 */
export function ladderStep(
  { policy, isAway = () => false }: Terms,
  place: number,
  at: Instant,
): LadderStep | undefined {
  const rest = policy.ladder.people.slice(place);
  const [first] = rest;
  if (first === undefined) return undefined;
  const there = rest.findIndex((person) => !isAway(person, at));
  const raisedTo = rest[there];
  return raisedTo === undefined || there === 0 ? { raisedTo: first } : { raisedTo, skipped: rest.slice(0, there) };
}

/**
 * The hours that the ladder of a promise keeps to (`ladder.hours: calendar`): those that the promise counts in, else those
 * in which reports are taken. undefined: it climbs day and night, as that of a promise on 7×24 always does.
 */
export function ladderHours(
  { policy, hours }: Pick<Terms, 'policy' | 'hours'>,
  { allowance }: Pick<TicketClock, 'allowance'>,
): Calendar | undefined {
  if (policy.ladder.hours !== 'calendar') return undefined;
  const own = allowance.calendar.spec.always ? hours : allowance.calendar;
  return own.spec.always ? undefined : own;
}

/**
 * When a broken promise goes one step up, not before `since`; undefined: while a pause holds its clock. People who were
 * passed over cost no time.
 */
export function nextStepAt(breach: Breach, terms: Terms, clock: TicketClock, since: Instant): Instant | undefined {
  const hours = ladderHours(terms, clock);
  const step = layOut(spanOf(terms.policy.ladder.every), breach.at, terms.calendars);
  const calendar = hours && step.calendar.spec.always ? hours : step.calendar;
  const ms = step.ms * (breach.steps - (breach.skipped ?? 0));
  const at = reach({ ...step, calendar, ms }, clock.held);
  if (at === undefined) return undefined;
  return hours ? openAt(hours, Math.max(at, since), clock.held) : Math.max(at, since);
}

/** The first instant from `at` on that is open and in no pause; undefined: the pause that holds the clock began before. */
function openAt(hours: Calendar, at: Instant, held: Held): Instant | undefined {
  const opensAt = hours.nextOpen(at);
  const pause = held.excluded.find(([fromAt, toAt]) => fromAt <= opensAt && opensAt < toAt);
  if (pause) return openAt(hours, pause[1], held);
  return held.heldSince !== undefined && opensAt >= held.heldSince ? undefined : opensAt;
}
