import { setTimeout as wait } from 'node:timers/promises';

const LOOK_EVERY_MS = 100;
/** Generous: it passes only where something hangs. */
export const LIMIT_MS = 120_000;

/**
 * Looks again and again until `look` gives something, and gives that. A look that throws counts as nothing seen (a desk
 * that starts answers with an error). Throws, naming `what`, when it takes longer than `limitMs`.
 */
export async function soon<T>(what: string, look: () => Promise<T | undefined>, limitMs = LIMIT_MS): Promise<T> {
  const endAt = performance.now() + limitMs;
  let last: unknown;
  while (performance.now() < endAt) {
    try {
      const seen = await look();
      if (seen !== undefined) return seen;
    } catch (error) {
      last = error;
    }
    await wait(LOOK_EVERY_MS);
  }
  const why = last instanceof Error ? `; the last look failed: ${last.message}` : '';
  throw new Error(`waited ${limitMs / 1000} s in vain for ${what}${why}`);
}
