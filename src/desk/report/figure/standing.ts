import { type MadePromise, OUTCOMES, type Outcome } from '../../ticket/case/figures.ts';
import type { MonthCase } from './case.ts';

/** A number, and the cases behind it. One case may count several times: it made several promises. */
export interface Count {
  readonly count: number;
  readonly cases: readonly MonthCase[];
}

/** What became of promises: `promised` is the sum of the others. */
export type Standing = Readonly<Record<Outcome | 'promised', Count>>;

/** Counts the promises of cases, or those of them that are wanted. */
export function standingOf(
  cases: readonly MonthCase[],
  isWanted: (promise: MadePromise, of: MonthCase) => boolean = () => true,
): Standing {
  const tallies = { promised: tally(), ...byOutcome(tally) };
  for (const one of cases) {
    for (const promise of one.promises) {
      if (!isWanted(promise, one)) continue;
      tallies.promised.add(one);
      tallies[promise.outcome].add(one);
    }
  }
  return { promised: tallies.promised.count(), ...byOutcome((outcome) => tallies[outcome].count()) };
}

/** A count that grows. The cases come one after the other, so that a case that counts again is the last one. */
function tally() {
  let count = 0;
  const cases: MonthCase[] = [];
  return {
    add(one: MonthCase) {
      count += 1;
      if (cases.at(-1) !== one) cases.push(one);
    },
    count: (): Count => ({ count, cases }),
  };
}

function byOutcome<T>(given: (outcome: Outcome) => T): Record<Outcome, T> {
  return Object.fromEntries(OUTCOMES.map((outcome) => [outcome, given(outcome)])) as Record<Outcome, T>;
}

/** How many promises were owed: all but those that were withdrawn. */
export function owedCount({ promised, withdrawn }: Standing): number {
  return promised.count - withdrawn.count;
}

/** The whole percentage of what is decided that was kept in time, rounded down; undefined: nothing is decided yet. */
export function keptPercent({ kept, keptLate, broken }: Standing): number | undefined {
  const decided = kept.count + keptLate.count + broken.count;
  return decided === 0 ? undefined : Math.floor((100 * kept.count) / decided);
}

/** The cases that `isCounted`, as a number. */
export function countOf(cases: readonly MonthCase[], isCounted: (one: MonthCase) => boolean): Count {
  const counted = cases.filter(isCounted);
  return { count: counted.length, cases: counted };
}
