import type { Instant } from '../lib/instant.ts';
import type { Tick } from './tick.ts';

/** What is done as a clock is moved on. */
export interface Moving {
  /** The clock shows this instant now. Called once for each instant at which something is due. */
  readonly tell: (at: Instant) => Promise<void>;
  /** Waits until the messages of an instant have arrived. Called once everything that is due at it has happened. */
  readonly arrive: () => Promise<void>;
}

/**
 * Lets everything happen that is due until `to`, as `Tick.run` does, one instant after the other: what an instant brings
 * arrives at that instant, and what it brings at once arrives together.
 */
export async function runByInstant(
  tick: Tick,
  to: Instant,
  { tell, arrive }: Moving,
  stopping: AbortSignal,
): Promise<void> {
  let at: Instant | undefined;
  const afterEach = async (now: Instant) => {
    if (now !== at) await tell(now);
    at = now;
  };
  const beforeEach = async (_: string, dueAt: Instant) => {
    if (at !== undefined && dueAt !== at) await arrive();
  };
  await tick.run(to, afterEach, beforeEach, stopping);
  if (at !== undefined) await arrive();
}
