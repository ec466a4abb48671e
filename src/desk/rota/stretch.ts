import type { Instant } from '../../lib/instant.ts';
import type { Segment } from '../oncall/schedule/schedule.ts';
import { isGap } from '../oncall/schedule/schedule.ts';

/** A time for which one person has the bell of a rotation. */
export interface Stretch {
  readonly fromAt: Instant;
  readonly toAt: Instant;
  /** A key of the book's people; undefined: no one. */
  readonly person: string | undefined;
  /** Whether the person stands in for one who is away, or for no one. */
  readonly standsIn: boolean;
}

/** The final schedule as people read it: neighbours of one person are one stretch, from whichever layer they come. */
export function stretchesOf(segments: readonly Segment[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const { fromAt, toAt, ...who } of segments) {
    const [last, standsIn] = [stretches.at(-1), isGap(who)];
    if (last?.toAt === fromAt && last.person === who.person && last.standsIn === standsIn)
      stretches[stretches.length - 1] = { ...last, toAt };
    else stretches.push({ fromAt, toAt, person: who.person, standsIn });
  }
  return stretches;
}
