import { nearest } from './nearest.ts';
import type { FieldPath, Finding } from './problem.ts';

/** The keys of a section of the book, broken entries included. */
export type BookNames = (section: 'policies' | 'customers' | 'people' | 'rotations' | 'calendars') => readonly string[];

const SINGULAR = {
  policies: 'policy',
  customers: 'customer',
  people: 'person',
  rotations: 'rotation',
  calendars: 'calendar',
} as const;

/** A finding where the book names something of a section that is not there. */
export function* checkKnown(
  path: FieldPath,
  key: string,
  section: keyof typeof SINGULAR,
  names: BookNames,
): Iterable<Finding> {
  yield* checkListed(path, key, SINGULAR[section], names(section));
}

/** The same for names that live inside a policy, such as its levels. */
export function* checkListed(path: FieldPath, key: string, what: string, known: readonly string[]): Iterable<Finding> {
  if (known.includes(key)) return;
  const meant = nearest(key, known);
  const hint = meant === undefined ? '' : `did you mean "${meant}"? `;
  yield {
    path,
    message: `there is no ${what} "${key}"; ${hint}allowed: ${[...new Set(known)].join(', ') || 'none is set'}`,
  };
}

/** A finding for every item of a list that stood there before; `field` is where in the item the name stands. */
export function* repeated(path: FieldPath, list: readonly (string | number)[], field?: string): Iterable<Finding> {
  for (const [i, item] of list.entries()) {
    if (list.indexOf(item) === i) continue;
    yield { path: [...path, i, ...(field === undefined ? [] : [field])], message: `"${item}" stands here twice` };
  }
}
