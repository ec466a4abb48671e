import { setTimeout as wait } from 'node:timers/promises';

const LOOK_EVERY_MS = 20;
const WITHIN_MS = 20_000;

/** Looks again and again, over a real socket, until there is something to see. Throws when it takes too long. */
export async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  for (let waitedMs = 0; waitedMs < WITHIN_MS; waitedMs += LOOK_EVERY_MS) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await wait(LOOK_EVERY_MS);
  }
  throw new Error(`waited in vain: ${what}`);
}
