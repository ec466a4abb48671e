import { setTimeout as wait } from 'node:timers/promises';

const LOOK_EVERY_MS = 20;
/** Far more than anything here takes: only what never comes reaches it, however busy the machine is. */
const WITHIN_MS = 60_000;

/**
 * Looks again and again, over a real socket, until there is something to see. Throws when that takes longer than
 * `withinMs`, not counting the looks themselves.
 */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined>,
  withinMs: number = WITHIN_MS,
): Promise<T> {
  for (let waitedMs = 0; waitedMs < withinMs; waitedMs += LOOK_EVERY_MS) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await wait(LOOK_EVERY_MS);
  }
  throw new Error(`waited in vain: ${what}`);
}
