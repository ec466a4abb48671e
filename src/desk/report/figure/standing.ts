import { type MadePromise, OUTCOMES, type Outcome } from '../../ticket/case/figures.ts';
import { type CaseGroup, numbersIn } from './case.ts';

/** A number, and the groups of cases behind it. A case may count several times: it made several promises. */
export interface Count {
  readonly count: number;
  readonly groups: readonly CaseGroup[];
}

const BY_NUMBER = new Intl.Collator('en', { numeric: true }).compare;

/** The cases behind a number, each once, as people look them up, in order: `D-7`, `T-9`, `T-12`. */
export function casesBehind({ groups }: Count): string[] {
  const numbers = new Set(groups.flatMap(numbersIn));
  return [...numbers].sort(BY_NUMBER);
}

/** What became of promises: `promised` is the sum of the others. */
export type Standing = Readonly<Record<Outcome | 'promised', Count>>;

/** Counts the promises of cases, or those of them that are wanted. */
export function standingOf(
  groups: readonly CaseGroup[],
  isWanted: (promise: MadePromise, of: CaseGroup) => boolean = () => true,
): Standing {
  const tallies = { promised: tally(), ...byOutcome(tally) };
  for (const group of groups) {
    for (const promise of group.promises) {
      if (!isWanted(promise, group)) continue;
      tallies.promised.add(group);
      tallies[promise.outcome].add(group);
    }
  }
  return { promised: tallies.promised.count(), ...byOutcome((outcome) => tallies[outcome].count()) };
}

/** A count that grows. Groups come one after the other, so that a group that counts again is the last one. */
function tally() {
  let count = 0;
  const groups: CaseGroup[] = [];
  return {
    add(group: CaseGroup) {
      count += group.cases.length;
      if (groups.at(-1) !== group) groups.push(group);
    },
    count: (): Count => ({ count, groups }),
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

/** The cases of the groups that `isCounted`, as a number. */
export function countOf(groups: readonly CaseGroup[], isCounted: (group: CaseGroup) => boolean): Count {
  const counted = groups.filter(isCounted);
  return { count: counted.reduce((sum, { cases }) => sum + cases.length, 0), groups: counted };
}
