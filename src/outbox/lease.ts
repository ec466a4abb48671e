import type { Query } from '../db/database.ts';
import type { Clock, Instant } from '../lib/instant.ts';
import type { Logger } from '../lib/log.ts';
import { beat } from './job.ts';

const BEAT_EVERY_MS = 1_000;
/**
 * A process that does not renew its claims for this long counts as dead. With the interval of renewals its channels go
 * on within 4.5 seconds.
 */
const LEASE_MS = 3_000;
/** After this long without a renewal a process checks that its claim still holds. */
const SURE_MS = 2_000;

/** Keeps the claims of this process alive, and frees those of dead processes. */
export interface Lease {
  add(id: string): void;
  remove(id: string): void;
  /** Whether a claim still holds; `false` if this process was silent so long that another one took it over. */
  holds(id: string): Promise<boolean>;
  /** Begins to renew; returns how to stop. */
  start(): () => Promise<void>;
}

export interface LeaseParts {
  readonly query: Query;
  /** Real time. */
  readonly clock: Clock;
  readonly log: Logger;
  /** Called when a key can be claimed. */
  readonly wake: () => void;
}

export function createLease({ query, clock, log, wake }: LeaseParts): Lease {
  const held = new Set<string>();
  let keptAt: Instant = clock.now();
  let beating: Promise<void> | undefined;

  async function beatOnce(): Promise<void> {
    const asked = [...held];
    const askedAt = clock.now();
    const { kept, waits } = await beat(query, asked, LEASE_MS, log);
    keptAt = askedAt;
    for (const id of asked) if (!kept.has(id)) held.delete(id);
    if (waits) wake();
  }

  function beatNow(): Promise<void> {
    beating ??= beatOnce().finally(() => {
      beating = undefined;
    });
    return beating;
  }

  return {
    add: (id) => void held.add(id),
    remove: (id) => void held.delete(id),
    async holds(id) {
      const silentMs = clock.now() - keptAt;
      if (silentMs < 0 || silentMs > SURE_MS) await beatNow();
      return held.has(id);
    },
    start() {
      const timer = setInterval(() => {
        beatNow().catch((error: unknown) => log.error({ err: error }, 'queue.beat-failed'));
      }, BEAT_EVERY_MS);
      return async () => {
        clearInterval(timer);
        await beating?.catch(() => {});
      };
    },
  };
}
