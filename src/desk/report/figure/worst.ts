import type { Instant } from '../../../lib/instant.ts';
import type { MadePromise } from '../../ticket/case/figures.ts';
import { type CaseGroup, isTickets } from './case.ts';

/** A ticket that broke promises, and how badly. */
export interface WorstCase {
  readonly id: number;
  readonly customer: string;
  /** What it promised and did not meet to this day, and what it met late: `respond`. */
  readonly unmet: readonly string[];
  readonly late: readonly string[];
  /** The longest delay of one of its promises, in real time. */
  readonly lateMs: number;
}

/**
 * The tickets that broke promises, the worst first: with promises that are still not met, then with the longest delay.
 * `now`: until when a delay is counted that has not ended.
 */
export function worstOf(groups: readonly CaseGroup[], now: Instant, most: number): WorstCase[] {
  return groups
    .flatMap((group) => worstIn(group, now))
    .sort(
      (one, other) =>
        Number(other.unmet.length > 0) - Number(one.unmet.length > 0) ||
        other.lateMs - one.lateMs ||
        other.unmet.length + other.late.length - (one.unmet.length + one.late.length) ||
        one.id - other.id,
    )
    .slice(0, most);
}

function worstIn(group: CaseGroup, now: Instant): WorstCase[] {
  if (!isTickets(group)) return [];
  const { customer, promises, cases } = group;
  const of = (outcome: MadePromise['outcome']) =>
    promises.filter((each) => each.outcome === outcome).map(({ what }) => what);
  const [unmet, late] = [of('broken'), of('keptLate')];
  if (unmet.length + late.length === 0) return [];
  return cases.map(([id, , , , lateMs, unmetSince]) => ({
    id,
    customer,
    unmet,
    late,
    lateMs: Math.max(lateMs ?? 0, unmetSince === null || unmetSince === undefined ? 0 : now - unmetSince),
  }));
}
