import type { Instant } from '../../lib/instant.ts';
import { type Ladder, type LadderStep, stepAt } from '../book/ladder.ts';
import { spanOf } from '../book/schema.ts';
import { layOut, type SpanCalendars } from '../sla/sla.ts';

/** Whom a complaint is raised to, and when: people who are away are passed over at once. */

/** What is told up the ladder. `reminder` is for the person in charge. */
export type Rung = 'opened' | 'reminder' | 'breached' | 'raised';

/** How far up a complaint is. */
export interface Climb {
  /** Keys of people, lowest first; empty: the escalation channel is told. */
  readonly ladder: readonly string[];
  /** Who is in charge; undefined: no one yet, or the ladder is empty. */
  readonly owner: string | undefined;
  /** The people who were told so far, in that order. */
  readonly raised: readonly string[];
}

/** What of a stored complaint says how far up it is. */
interface Raised extends Omit<Climb, 'raised'> {
  readonly raised?: readonly string[];
  readonly told: readonly string[];
}

export function climbOf(complaint: Raised): Climb {
  const { ladder, owner } = complaint;
  return { ladder, owner, raised: raisedTo(complaint) };
}

/** The people who were told so far, in that order. Before that was kept, each notice had its place on the ladder. */
export function raisedTo({ raised, ladder, told }: Omit<Raised, 'owner'>): readonly string[] {
  if (raised) return raised;
  const isBreached = told.includes('first-answer-breached') || told.includes('closure-breached');
  const steps = [0, ...(isBreached ? [1] : []), ...(told.includes('first-answer-raised') ? [2] : [])];
  return [...new Set(steps.map((step) => ladder[step] ?? ladder[0] ?? NO_LADDER))];
}

/** The audience that is told if the ladder is empty. */
const NO_LADDER = 'escalation';

/** Who is told now. A ladder that is too short begins again with its first person. */
export function raiseTo(climb: Climb, rung: Rung, isAway: (person: string) => boolean): LadderStep {
  const place = placeOf(climb, rung);
  const { ladder } = climb;
  return stepAt(ladder, place < ladder.length ? place : 0, isAway) ?? { raisedTo: NO_LADDER };
}

/** Whether someone is left above those who were told. */
export function canRise(climb: Climb): boolean {
  return climb.ladder[placeOf(climb, 'raised')] !== undefined;
}

function placeOf({ ladder, owner, raised }: Climb, rung: Rung): number {
  const ofOwner = Math.max(0, ladder.indexOf(owner ?? ''));
  switch (rung) {
    case 'opened':
      return 0;
    case 'reminder':
      return ofOwner;
    case 'breached':
      return ofOwner + 1;
    case 'raised':
      return Math.max(2, ...raised.map((person) => ladder.indexOf(person) + 1));
  }
}

/**
 * When a late first answer goes up one more step. With `hours: calendar` the span counts in the hours in which the first
 * answer is counted, and the step waits for their opening; a first answer on 7×24 has none.
 */
export function raiseAt(
  rule: { readonly firstAnswer: string; readonly raiseAfter: string },
  hours: Ladder['hours'],
  calendars: SpanCalendars,
  dueAt: Instant,
): Instant {
  const { calendar, ms } = layOut(spanOf(rule.raiseAfter), dueAt, calendars);
  if (hours !== 'calendar' || spanOf(rule.firstAnswer).unit === 'clock') return calendar.add(dueAt, ms);
  return calendars.office.nextOpen(calendars.office.add(dueAt, ms));
}
