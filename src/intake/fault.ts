import type { Delivery } from '../chat/intake.ts';
import type { Database } from '../db/database.ts';
import type { Logger } from '../lib/log.ts';
import { createGiveUp, newFaultId } from './give-up.ts';
import type { IntakeParts } from './parts.ts';
import { type Asks, checkDatabase, countFault, markDead, type ReceiptKey } from './store.ts';

/** What to do with a delivery after a fault. `over`: another process has worked it meanwhile. */
export type Verdict = { readonly next: 'again'; readonly waitMs: number } | { readonly next: 'dead' | 'over' };

/** Decides what to do with deliveries that could not be worked. */
export interface Faults {
  /**
   * Counts a fault. If the database is away or cannot write, it waits for the database instead, and the delivery is
   * tried again without limit. `stage`: once the adapter has made an event of it (`turn`), it can answer the person
   * itself if the delivery is dead; before that (`preparing`) an apology is owed.
   */
  judge(delivery: Delivery, error: unknown, stage: 'preparing' | 'turn'): Promise<Verdict>;
  /** Repeats a query until the database answers; undefined: the stop came first. */
  untilDatabase<T>(ask: () => Promise<T>): Promise<T | undefined>;
}

export interface FaultParts {
  readonly database: Database;
  readonly log: Logger;
  /** Waits before the second, third … try, in milliseconds; after the last one the delivery is given up. */
  readonly retryMs: readonly number[];
  readonly isStopping: () => boolean;
  readonly apologize: IntakeParts['apologize'];
}

const DATABASE_RETRY_MS = 500;
const AGAIN: Verdict = { next: 'again', waitMs: 0 };

/** While the database does not answer, nothing is given up: a fault counts only if it could be written down. */
export function createFaults({ database, apologize, log, retryMs, isStopping }: FaultParts): Faults {
  const giveUp = createGiveUp({ database, apologize, log });

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
    async judge(delivery, error, stage) {
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
      if (waitMs !== undefined) {
        log.error({ err: error, platform, faults, waitMs }, 'intake.fault');
        return { next: 'again', waitMs };
      }
      const faultId = newFaultId();
      log.error({ err: error, platform, faults, fault: faultId }, 'intake.dead');
      const mark = (asks: Asks) => markDead(asks, receiptOf(delivery));
      if (stage === 'turn') await untilDatabase(() => mark(database));
      else await untilDatabase(() => giveUp(mark, { why: 'fault', faultId }));
      return { next: 'dead' };
    },
  };
}

/**
 * PostgreSQL's error classes for its own state, independent of the query: connections, insufficient resources (a full
 * disk), operator intervention, system errors (reading and writing).
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
