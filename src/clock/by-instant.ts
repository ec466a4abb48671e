import { type Instant, SECOND } from '../lib/instant.ts';
import type { Tick } from './tick.ts';

/** What is done as a clock is moved on. */
export interface Moving {
  /** The clock shows this instant now. Called once for each instant at which something is due. */
  readonly tell: (at: Instant) => Promise<void>;
  /** Waits until the messages have arrived. Called where nothing is due for a while, and at the end. */
  readonly arrive: () => Promise<void>;
}

/**
 * What falls due with no longer pause in between happens at once, as people see it: tickets that were reported one
 * shortly after the other are broken so, too, and their alerts become one message.
 */
const AT_ONCE_MS = 5 * SECOND;

/**
 * Lets everything happen that is due until `to`, as `Tick.run` does: what an instant brings arrives at that instant, and
 * what it brings at once arrives together.
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
    if (at !== undefined && dueAt - at > AT_ONCE_MS) await arrive();
  };
  await tick.run(to, afterEach, beforeEach, stopping);
  if (at !== undefined) await arrive();
}
