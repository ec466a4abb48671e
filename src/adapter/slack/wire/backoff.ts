import type { Failure, SocketLimits } from './connection.ts';
import { adapterErrorOf } from './failure.ts';
import type { Ending } from './socket-frame.ts';

/** Each wait is this much longer than the one before. */
const GROWTH = 1.5;

/** How a connection ended. */
export interface Outcome {
  readonly ending: Ending;
  /** Why it could not be opened; undefined if it was open. */
  readonly failure: Failure | undefined;
  /** From Slack's hello to the end, in ms. */
  readonly livedMs: number;
}

export interface Backoff {
  /** Milliseconds to wait before the next connection, given how the last one ended. */
  next(outcome: Outcome): number;
}

/**
 * How soon to reconnect Socket Mode: at once if Slack replaces a connection that worked; otherwise after growing waits,
 * until a connection has lasted; slowly while Socket Mode is switched off; never sooner than Slack asks.
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
