import type { ChangedPromise } from './replay.ts';

/** What another book would have made of promises, the worst first. */
export interface SortedChanges {
  /** Missed by the other book alone. */
  readonly worse: readonly ChangedPromise[];
  /** Missed until now, and not by the other book. */
  readonly better: readonly ChangedPromise[];
  /** Promised by one book alone, open or decided otherwise, without being missed by just one of them. */
  readonly others: readonly ChangedPromise[];
}

export function sortChanges(changes: readonly ChangedPromise[]): SortedChanges {
  const of = (wasMissed: boolean, isMissed: boolean) =>
    changes.filter(({ before, after }) => isMiss(before) === wasMissed && isMiss(after) === isMissed);
  return {
    worse: byMissed(of(false, true), ({ after }) => after?.missedMs),
    better: byMissed(of(true, false), ({ before }) => before?.missedMs),
    others: [...of(true, true), ...of(false, false)].sort((one, other) => one.id - other.id),
  };
}

function isMiss(promise: ChangedPromise['before']): boolean {
  return promise?.outcome === 'broken' || promise?.outcome === 'keptLate';
}

function byMissed(changes: readonly ChangedPromise[], missed: (change: ChangedPromise) => number | undefined) {
  return [...changes].sort((one, other) => (missed(other) ?? 0) - (missed(one) ?? 0) || one.id - other.id);
}
