import type { Failure, SocketLimits } from './connection.ts';
import { adapterErrorOf } from './failure.ts';
import type { Ending } from './socket-frame.ts';

/** How much longer each wait is than the one before. */
const GROWTH = 1.5;

/** What became of a connection. */
export interface Outcome {
  readonly ending: Ending;
  /** Undefined when it came about. */
  readonly failure: Failure | undefined;
  /** From Slack's hello to the end. */
  readonly livedMs: number;
}

export interface Backoff {
  /** How many milliseconds to wait before the next connection, now that this became of the last. */
  next(outcome: Outcome): number;
}

/**
 * One connection after another: at once where Slack replaces one that served, otherwise after a wait that grows until
 * one has lasted; slowly while Socket Mode is switched off; never sooner than Slack asks.
 */
export function createBackoff({ reconnectMs, reconnectMostMs, reconnectSlowMs }: SocketLimits): Backoff {
  let failures = 0;
  let slow = false;
  return {
    next({ ending, failure, livedMs }) {
      if (livedMs >= reconnectMs) failures = 0;
      slow = ending === 'switched-off' || (slow && failure !== undefined);
      const grown = Math.min(reconnectMs * GROWTH ** failures, reconnectMostMs);
      const own = slow ? reconnectSlowMs : failures === 0 && ending === 'recycled' ? 0 : grown;
      failures += 1;
      const asked = failure ? (adapterErrorOf(failure.cause).retryAfterMs ?? 0) : 0;
      return Math.max(own, Math.min(asked, reconnectSlowMs));
    },
  };
}
