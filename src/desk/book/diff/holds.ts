import { layersOf } from '../rotation-rule.ts';
import type { BookSource } from '../schema.ts';

/** One thing of the book that a person has. `of`: the key of the rotation or policy; undefined: the provider's. */
export interface Hold {
  readonly as: 'turns' | 'dated' | 'fallback' | 'ladder' | 'go-live' | 'mailbox';
  readonly of: string | undefined;
}

/** All that the book gives a person to do by their name, in the order of the book. */
export function holdsOf({ rotations, policies, provider }: BookSource, person: string): Hold[] {
  const duty = Object.entries(rotations).flatMap(([of, rotation]) => [
    ...(layersOf(rotation).some(({ members }) => members.includes(person)) ? [{ as: 'turns', of } as const] : []),
    ...(rotation.dated.some((row) => row.person === person) ? [{ as: 'dated', of } as const] : []),
    ...(rotation.fallback === person ? [{ as: 'fallback', of } as const] : []),
  ]);
  const promises = Object.entries(policies).flatMap(([of, { ladder, afterGoLive }]) => [
    ...(ladder.people.includes(person) ? [{ as: 'ladder', of } as const] : []),
    ...(afterGoLive?.people?.includes(person) ? [{ as: 'go-live', of } as const] : []),
  ]);
  return [
    ...duty,
    ...promises,
    ...(provider.mailbox?.reader === person ? [{ as: 'mailbox', of: undefined } as const] : []),
  ];
}
