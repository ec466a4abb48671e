import { nearest } from './nearest.ts';
import type { FieldPath, Finding } from './problem.ts';

/** Gives the keys of a section, including those of broken entries. */
export type BookNames = (section: 'policies' | 'customers' | 'people' | 'rotations' | 'calendars') => readonly string[];

const SINGULAR = {
  policies: 'policy',
  customers: 'customer',
  people: 'person',
  rotations: 'rotation',
  calendars: 'calendar',
} as const;

/** Reports a key that is not in a section of the book. */
export function* checkKnown(
  path: FieldPath,
  key: string,
  section: keyof typeof SINGULAR,
  names: BookNames,
): Iterable<Finding> {
  yield* checkListed(path, key, SINGULAR[section], names(section));
}

/** Reports a key that is not in a list within the same entry, such as a policy's levels. */
export function* checkListed(path: FieldPath, key: string, what: string, known: readonly string[]): Iterable<Finding> {
  if (known.includes(key)) return;
  const meant = nearest(key, known);
  const hint = meant === undefined ? '' : `did you mean "${meant}"? `;
  yield {
    path,
    message: `there is no ${what} "${key}"; ${hint}allowed: ${[...new Set(known)].join(', ') || 'none is set'}`,
  };
}

/** Reports every item that repeats an earlier one; `field` is where in the item the name is. */
export function* repeated(path: FieldPath, list: readonly (string | number)[], field?: string): Iterable<Finding> {
  const seen = new Set<string | number>();
  for (const [i, item] of list.entries()) {
    if (!seen.has(item)) {
      seen.add(item);
      continue;
    }
    yield { path: [...path, i, ...(field === undefined ? [] : [field])], message: `"${item}" stands here twice` };
  }
}
