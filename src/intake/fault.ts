import type { Delivery } from '../chat/intake.ts';
import type { Database } from '../db/database.ts';
import type { Logger } from '../lib/log.ts';
import { checkDatabase, countFault, markDead, type ReceiptKey } from './store.ts';

/** What becomes of a delivery after a fault. `over`: another process worked it meanwhile. */
export type Verdict = { readonly next: 'again'; readonly waitMs: number } | { readonly next: 'dead' | 'over' };

/** Decides what becomes of deliveries that could not be worked. */
export interface Faults {
  /**
   * Counts a fault, unless the database is away or cannot write: then it waits for the database, and the delivery is tried
   * again, as often as it takes.
   */
  judge(delivery: Delivery, error: unknown): Promise<Verdict>;
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
const AGAIN: Verdict = { next: 'again', waitMs: 0 };

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
      const isThere = await checkDatabase(database).then(
        () => true,
        () => false,
      );
      if (!isThere) {
        await untilDatabase(() => checkDatabase(database));
        return AGAIN;
      }
      if (isOfDatabase(error)) {
        log.warn({ err: error, platform }, 'intake.database-failed');
        return { next: 'again', waitMs: DATABASE_RETRY_MS };
      }
      const counted = await untilDatabase(async () => ({ faults: await countFault(database, receiptOf(delivery)) }));
      if (!counted) return AGAIN;
      const { faults } = counted;
      if (faults === undefined) return { next: 'over' };
      const waitMs = retryMs[faults - 1];
      log.error({ err: error, platform, faults, waitMs }, waitMs === undefined ? 'intake.dead' : 'intake.fault');
      if (waitMs !== undefined) return { next: 'again', waitMs };
      await untilDatabase(() => markDead(database, receiptOf(delivery)));
      return { next: 'dead' };
    },
  };
}

/**
 * PostgreSQL's classes for its own trouble, independent of the statement: connections, insufficient resources (a full disk),
 * an operator's intervention, errors of the system (of reading and writing).
 */
function isOfDatabase(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^(08|53|57|58)...$/.test(String(error.code));
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

export function receiptOf({ platform, id }: Delivery): ReceiptKey {
  return { platform, eventId: id };
}
