import { LIMITS } from './limits.ts';

/** Runs work once per key, and gives repeats the first result, also while the work is still running. In memory only. */
export interface OncePerKey<T> {
  /** Runs `work`, or gives the result of an earlier run. If it failed or gave undefined, it may run again. */
  once(name: string, work: () => Promise<T | undefined>): Promise<T | undefined>;
}

export function createOncePerKey<T>(): OncePerKey<T> {
  const kept = new Map<string, Promise<T | undefined>>();
  return {
    async once(name, work) {
      const known = kept.get(name);
      if (known) return known;
      const running = work();
      kept.set(name, running);
      for (const oldest of kept.keys()) if (kept.size > LIMITS.remembered) kept.delete(oldest);
      let outcome: T | undefined;
      try {
        outcome = await running;
      } finally {
        if (outcome === undefined) kept.delete(name);
      }
      return outcome;
    },
  };
}
