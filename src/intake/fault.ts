import type { Delivery } from '../chat/intake.ts';
import type { Database } from '../db/open.ts';
import type { Logger } from '../lib/log.ts';
import { countFault, markDead, type ReceiptKey } from './store.ts';

/** What becomes of deliveries that could not be worked. */
export interface Faults {
  /** Counts a fault. How long to wait before the next try, in ms; undefined: the delivery is given up. */
  judge(delivery: Delivery, error: unknown): Promise<number | undefined>;
  /** Asks the database until it answers, which may take as long as it is away; undefined: the stop came first. */
  untilDatabase<T>(ask: () => Promise<T>): Promise<T | undefined>;
}

export interface FaultParts {
  readonly database: Database;
  readonly log: Logger;
  /** Waits before the second, third … try; after the last one a delivery is given up. */
  readonly retryMs: readonly number[];
  readonly isStopping: () => boolean;
}

const DATABASE_RETRY_MS = 500;

/** A database that does not answer gives nothing up: a fault counts only where it could be written down. */
export function createFaults({ database, log, retryMs, isStopping }: FaultParts): Faults {
  async function untilDatabase<T>(ask: () => Promise<T>): Promise<T | undefined> {
    while (!isStopping()) {
      try {
        return await ask();
      } catch (error) {
        log.warn({ err: error }, 'intake.database-unreachable');
        await pause(DATABASE_RETRY_MS);
      }
    }
    return undefined;
  }

  return {
    untilDatabase,
    async judge(delivery, error) {
      const { platform } = delivery;
      const faults = await untilDatabase(() => countFault(database, receiptOf(delivery)));
      if (faults === undefined) return 0;
      const waitMs = retryMs[faults - 1];
      log.error({ err: error, platform, faults, waitMs }, waitMs === undefined ? 'intake.dead' : 'intake.fault');
      if (waitMs === undefined) await untilDatabase(() => markDead(database, receiptOf(delivery)));
      return waitMs;
    },
  };
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

export function receiptOf({ platform, id }: Delivery): ReceiptKey {
  return { platform, eventId: id };
}
