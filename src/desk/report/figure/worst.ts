import type { Instant } from '../../../lib/instant.ts';
import { isTicket, type MonthCase, type TicketCase } from './case.ts';

/** A ticket that broke a promise, and how badly. */
export interface WorstCase {
  readonly ticket: TicketCase;
  /** Promises that are broken and not met to this day; those that were met late. */
  readonly unmet: number;
  readonly late: number;
  /** The longest delay of one of its promises, in real time. */
  readonly lateMs: number;
}

/**
 * The tickets that broke promises, the worst first: with promises that are still not met, then with the longest delay.
 * `now`: until when a delay is counted that has not ended.
 */
export function worstOf(cases: readonly MonthCase[], now: Instant, most: number): WorstCase[] {
  return cases
    .filter(isTicket)
    .flatMap((ticket) => badnessOf(ticket, now))
    .sort(
      (one, other) =>
        Number(other.unmet > 0) - Number(one.unmet > 0) ||
        other.lateMs - one.lateMs ||
        other.unmet + other.late - (one.unmet + one.late) ||
        one.ticket.id - other.ticket.id,
    )
    .slice(0, most);
}

function badnessOf(ticket: TicketCase, now: Instant): WorstCase[] {
  const missed = ticket.promises.filter(({ outcome }) => outcome === 'broken' || outcome === 'keptLate');
  if (missed.length === 0) return [];
  const unmet = missed.filter(({ outcome }) => outcome === 'broken').length;
  const lateMs = Math.max(...missed.map(({ dueAt, metAt }) => (dueAt === undefined ? 0 : (metAt ?? now) - dueAt)));
  return [{ ticket, unmet, late: missed.length - unmet, lateMs: Math.max(0, lateMs) }];
}
