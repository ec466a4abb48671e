import type { Instant } from '../../../lib/instant.ts';
import { everyoneThere } from '../../book/away.ts';
import { type LadderStep, stepAt } from '../../book/ladder.ts';
import { spanOf } from '../../book/schema.ts';
import type { Calendar } from '../../sla/calendar.ts';
import { type Held, layOut, reach } from '../../sla/sla.ts';
import type { Terms } from '../case/terms.ts';
import type { Breach } from '../case/ticket.ts';
import type { TicketClock } from './clocks.ts';

/** Who is told of a ticket at a place of its policy's ladder; undefined: the ladder ends before it. */
export function ladderStep(
  { policy, isAway = everyoneThere }: Pick<Terms, 'policy' | 'isAway'>,
  place: number,
  at: Instant,
): LadderStep | undefined {
  return stepAt(policy.ladder.people, place, (person) => isAway(person, at));
}

/** The person of the ladder who was told last of a broken promise; undefined: none was told yet. */
export function lastTold({ raisedTo, steps, late }: Breach, { people }: Terms['policy']['ladder']): string | undefined {
  if (late === 'moved' && steps === 0) return undefined;
  return raisedTo ?? people[Math.max(steps, 1) - 1];
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
  // The first step was told as the promise broke.
  const begin = breach.again ?? { at: breach.at, steps: 1 };
  const step = layOut(spanOf(terms.policy.ladder.every), begin.at, terms.calendars);
  const calendar = hours && step.calendar.spec.always ? hours : step.calendar;
  const ms = step.ms * (breach.steps - (breach.skipped ?? 0) - begin.steps + 1);
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
