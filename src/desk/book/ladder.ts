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

/** How urgently a person on the ladder is told; undefined: by a ping, as people off the ladder are. */
export function urgencyOf({ people, urgent }: Ladder, person: string): Urgency | undefined {
  const way = urgent?.[people.indexOf(person)];
  return way === 'none' ? undefined : way;
}
