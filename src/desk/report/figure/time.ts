import { type CaseGroup, isTickets } from './case.ts';

/** How long something took in the cases in which it was done. */
export interface Times {
  readonly count: number;
  /** In milliseconds; undefined: it was never done. */
  readonly medianMs: number | undefined;
  /** Nine of ten took no longer. */
  readonly p90Ms: number | undefined;
}

/** Places of the times in a ticket of a group. */
const PLACES = { respond: 1, onSite: 2, repair: 3 } as const;

/** Of the tickets that have this time. */
export function timesOf(groups: readonly CaseGroup[], of: keyof typeof PLACES): Times {
  const place = PLACES[of];
  const values: number[] = [];
  for (const group of groups) {
    if (!isTickets(group)) continue;
    for (const one of group.cases) {
      const value = one[place];
      if (value !== null) values.push(value);
    }
  }
  const sorted = Float64Array.from(values).sort();
  return { count: sorted.length, medianMs: percentile(sorted, 50), p90Ms: percentile(sorted, 90) };
}

/** The smallest value that is not exceeded by `percent` of the values (nearest rank): it is always one that occurred. */
export function percentile(sorted: ArrayLike<number>, percent: number): number | undefined {
  return sorted[Math.ceil((percent / 100) * sorted.length) - 1];
}
