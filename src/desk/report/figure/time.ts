import { isTicket, type MonthCase, type TicketCase } from './case.ts';

/** How long something took, and the cases in which it was done. */
export interface Times {
  /** In milliseconds; undefined: it was never done. */
  readonly medianMs: number | undefined;
  /** Nine of ten took no longer. */
  readonly p90Ms: number | undefined;
  readonly cases: readonly TicketCase[];
}

/** Of the cases that have this time. */
export function timesOf(cases: readonly MonthCase[], of: 'respondMs' | 'onSiteMs' | 'repairMs'): Times {
  const timed = cases.filter((one): one is TicketCase => isTicket(one) && one[of] !== undefined);
  const sorted = timed.map((one) => one[of] ?? 0).sort((one, other) => one - other);
  return { medianMs: percentile(sorted, 50), p90Ms: percentile(sorted, 90), cases: timed };
}

/** The smallest value that is not exceeded by `percent` of the values (nearest rank): it is always one that occurred. */
export function percentile(sorted: readonly number[], percent: number): number | undefined {
  return sorted[Math.ceil((percent / 100) * sorted.length) - 1];
}
