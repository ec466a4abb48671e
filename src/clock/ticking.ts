import type { Logger } from '../lib/log.ts';

/** How a repeated look is timed: real timers in the program, stepped by hand in tests. */
export interface Pacer {
  /** Milliseconds of a clock that never jumps, from any origin. */
  readonly monotonic: () => number;
  /** Calls `then` once after `ms`; gives how to cancel it. */
  readonly after: (ms: number, then: () => void) => () => void;
}

/** Node's timers run on the monotonic clock: no step of the wall clock delays them. */
export const realPacer: Pacer = {
  monotonic: () => performance.now(),
  after(ms, then) {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
};

export interface Ticking {
  start(): void;
  /** Starts no further look and waits for the one under way. */
  stop(): Promise<void>;
  /** How late the last look began, in milliseconds; when a look is overdue or does not get on, for how long. */
  lateMs(): number;
}

/** Looks for due work once. A long look calls `alive` after each piece of work, so that it does not count as late. */
export type Look = (alive: () => void) => Promise<unknown>;

/** A ping is on average half of it late. An empty look is one statement over small indexes. */
const EVERY_MS = 250;

/**
 * Calls `look` four times a second by the monotonic clock, one look at a time: a long one delays the next, which then begins
 * at once. A look that fails is logged, and the next one comes as usual.
 */
export function createTicking(look: Look, log: Logger, pacer: Pacer = realPacer): Ticking {
  let underWay: Promise<void> = Promise.resolve();
  let cancel: (() => void) | undefined;
  let stopped = false;
  let dueMs = Number.POSITIVE_INFINITY;
  let lastLateMs = 0;
  let lastSignMs = 0;
  const next = () => {
    if (!stopped) cancel = pacer.after(Math.max(0, dueMs - pacer.monotonic()), begin);
  };
  const alive = () => {
    lastLateMs = 0;
    lastSignMs = pacer.monotonic();
  };
  const begin = () => {
    const startedMs = pacer.monotonic();
    lastLateMs = Math.max(0, startedMs - dueMs);
    dueMs = startedMs + EVERY_MS;
    underWay = runLook(() => look(alive), log).then(next);
  };
  return {
    start() {
      dueMs = pacer.monotonic() + EVERY_MS;
      next();
    },
    async stop() {
      stopped = true;
      cancel?.();
      await underWay;
    },
    lateMs: () => Math.round(Math.max(lastLateMs, pacer.monotonic() - Math.max(dueMs, lastSignMs))),
  };
}

async function runLook(look: () => Promise<unknown>, log: Logger): Promise<void> {
  try {
    await look();
  } catch (error) {
    log.error({ err: error }, 'clock.tick-failed');
  }
}
