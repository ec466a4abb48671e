import type { Query } from '../db/database.ts';
import type { Clock, Instant } from '../lib/instant.ts';
import type { Logger } from '../lib/log.ts';
import { beat, type Claim } from './job.ts';

const BEAT_EVERY_MS = 1_000;
/**
 * A process whose claims are this old at the last but one renewal of another process counts as dead: three seconds after
 * its own last renewal. With the interval of renewals its channels go on within 4.5 seconds.
 */
const LEASE_MS = 2_000;
/** After this long without a renewal a process checks that its claim still holds. */
const SURE_MS = 2_000;

/** Keeps the claims of this process alive, and frees those of dead processes. */
export interface Lease {
  /** Claims keys by `claim`, and keeps these claims alive from now on. One call at a time. */
  take(claim: () => Promise<readonly Claim[]>): Promise<readonly Claim[]>;
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
  /** When each claim was asked for, or last renewed. */
  const held = new Map<string, Instant>();
  /** The database's time of the last renewal. */
  let beatenAt: string | undefined;
  /** While keys are being claimed: `beatenAt` as it was before. What they are is not known yet, only that they are newer. */
  let taking: { readonly beatenAt: string | undefined } | undefined;
  let beating: Promise<void> | undefined;

  async function beatOnce(): Promise<void> {
    const asked = [...held.keys()];
    const askedAt = clock.now();
    const freeBefore = taking ? taking.beatenAt : beatenAt;
    const { kept, waits, at } = await beat(query, { ids: asked, leaseMs: LEASE_MS, freeBefore }, log);
    beatenAt = at;
    for (const id of asked) {
      if (!kept.has(id)) held.delete(id);
      else if (held.has(id)) held.set(id, askedAt);
    }
    if (waits) wake();
  }

  function beatNow(): Promise<void> {
    beating ??= beatOnce().finally(() => {
      beating = undefined;
    });
    return beating;
  }

  return {
    async take(claim) {
      const askedAt = clock.now();
      taking = { beatenAt };
      try {
        const claims = await claim();
        for (const { id } of claims) held.set(id, askedAt);
        return claims;
      } finally {
        taking = undefined;
      }
    },
    remove: (id) => void held.delete(id),
    async holds(id) {
      const silentMs = clock.now() - (held.get(id) ?? Number.NEGATIVE_INFINITY);
      if (silentMs < 0 || silentMs > SURE_MS) {
        // One that is under way may have begun before this claim.
        await beating;
        await beatNow();
      }
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
