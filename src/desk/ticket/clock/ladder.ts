import type { Instant } from '../../../lib/instant.ts';
import type { Terms } from '../case/terms.ts';

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
