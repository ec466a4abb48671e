import type { Instant } from '../../lib/instant.ts';
import { type BookDiff, compareBooks } from '../book/diff/diff.ts';
import type { BookSource } from '../book/schema.ts';
import { compareDuty, type DutyChange } from '../oncall/duty-change.ts';
import type { Running } from '../oncall/new-book.ts';

/** What a new service book would change if it were applied at an instant. Pure; `words/` puts it into lines. */
export interface Revision {
  readonly now: Instant;
  readonly before: BookSource;
  readonly after: BookSource;
  readonly diff: BookDiff;
  /** Every rotation of either book. */
  readonly duty: readonly DutyChange[];
}

/** `running`: by rotation, what runs by the book of before. `inForce`: a book with the days off that are known. */
export function compareRevision(
  before: BookSource,
  after: BookSource,
  running: ReadonlyMap<string, Running>,
  now: Instant,
  inForce: (source: BookSource) => BookSource = (source) => source,
): Revision {
  const duty = compareDuty({ before: inForce(before), after: inForce(after), running }, now);
  return { now, before, after, diff: compareBooks(before, after), duty };
}

/** The parts of a comparison, as people count them. */
export const PARTS = ['promises', 'duty', 'plans', 'people', 'entries', 'fields'] as const;
export type Part = (typeof PARTS)[number];

/** How much changed in each part. */
export function countsOf({ diff, duty }: Revision): Readonly<Record<Part, number>> {
  return {
    promises: diff.promises.length,
    duty: duty.filter(({ kind }) => kind !== 'same').length,
    plans: diff.plans.reduce((sum, { sites }) => sum + sites.length, 0),
    people: diff.people.length,
    entries: diff.entries.length,
    fields: diff.fields.length,
  };
}

export function isNothing(revision: Revision): boolean {
  return Object.values(countsOf(revision)).every((count) => count === 0);
}
