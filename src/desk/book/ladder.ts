import { z } from 'zod';
import { URGENCIES, type Urgency } from '../../chat/adapter.ts';
import { type BookNames, checkKnown, repeated } from './check-names.ts';
import { Key, SpanText } from './field.ts';
import type { FieldPath, Finding } from './problem.ts';

/** People who are told one after the other, the lowest rank first. */
export const Ladder = z.strictObject({
  people: z
    .array(Key)
    .min(1)
    .describe('Keys of the people, the first to be told first; the first hears of a breach at once'),
  every: SpanText.describe('How long after one of them the next is told, while the promise stays open'),
  hours: z
    .enum(['always', 'calendar'])
    .optional()
    .describe(
      'When it climbs: day and night (`always`, also where it is left out), or in the calendar of the broken promise: `every` counts in those hours alone, and a step outside them waits for the next opening. A promise on 7×24 is raised day and night either way',
    ),
  urgent: z
    .array(z.enum(['none', ...URGENCIES]))
    .optional()
    .describe(
      'How each of them is reached beyond the ping, in their order: Feishu 加急 in the app, by SMS or by telephone; `none`, and those left out: the ping alone',
    ),
});
export type Ladder = z.infer<typeof Ladder>;

/** Checks that everyone on the ladder is known and on it once, and that every urgency is for someone on it. */
export function* checkLadder(path: FieldPath, { people, urgent }: Ladder, names: BookNames): Iterable<Finding> {
  for (const [i, person] of people.entries()) yield* checkKnown([...path, 'people', i], person, 'people', names);
  yield* repeated([...path, 'people'], people);
  if (urgent && urgent.length > people.length) {
    const message = `nobody stands there; "people" has ${people.length}, one entry each is allowed`;
    yield { path: [...path, 'urgent', people.length], message };
  }
}

/** Who is told at a place of a ladder, and who is passed over because they are away. */
export interface LadderStep {
  readonly raisedTo: string;
  /** Left out: no one was away. */
  readonly skipped?: readonly string[];
}

/**
 * The first person from a place of the ladder on who is there. Where everyone from there on is away, the highest below who
 * is there; where all are away, the one at the place: what is raised is never told to no one. undefined: the ladder ends
 * before that place. `isAway` is asked about keys of `people`, which stand in the order of the ladder.
 */
export function stepAt(
  people: readonly string[],
  place: number,
  isAway: (person: string) => boolean,
): LadderStep | undefined {
  const rest = people.slice(place);
  const [first] = rest;
  if (first === undefined) return undefined;
  const there = rest.findIndex((person) => !isAway(person));
  const above = rest[there];
  if (above !== undefined)
    return there === 0 ? { raisedTo: above } : { raisedTo: above, skipped: rest.slice(0, there) };
  const below = people.slice(0, place).findLast((person) => !isAway(person));
  return below === undefined ? { raisedTo: first } : { raisedTo: below, skipped: rest };
}

/** How urgently a person on the ladder is told; undefined: by a ping, as people off the ladder are. */
export function urgencyOf({ people, urgent }: Ladder, person: string): Urgency | undefined {
  const way = urgent?.[people.indexOf(person)];
  return way === 'none' ? undefined : way;
}
