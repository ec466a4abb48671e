import { LIMITS } from './limits.ts';

/** What became of submissions, by their names: whoever sends the same again, at once or later, gets the same. */
export interface OncePerKey<T> {
  /** Runs `work`, or gives what it came to before. What failed, or came to undefined, may be tried again. */
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
