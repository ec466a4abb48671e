import type { Instant } from '../lib/instant.ts';
import type { Logger } from '../lib/log.ts';
import type { Database, Tx } from './database.ts';

/**
 * Tells the delivery queue, inside the turn's transaction, where something waits. Each order key, `platform/channel/lane`,
 * names a line of notices that go out one after the other, in order. A transaction says each of its keys once, however
 * many notices it owes there. `simulate` and flow tests have no queue to wake.
 */
export interface JobSink {
  add(tx: Tx, orderKeys: readonly string[]): Promise<void>;
  /** Set where no person reads what is delivered (`simulate` has no chat platform): cards are left blank. */
  readonly unseen?: true;
}

/** For those who drain the outbox themselves. */
export const noJobs: JobSink = { add: async () => {} };

/**
 * One transaction, one instant, one person (or the clock). Only `command/dispatch`, `clock/tick` and the outbox worker
 * open one. A turn touches no network, so it may be rerun on a conflict.
 */
export interface Turn {
  readonly tx: Tx;
  readonly now: Instant;
  /** A key of the book's people, `customer`, or `clock`. */
  readonly actor: string;
  readonly jobs: JobSink;
  readonly log: Logger;
}

/**
 * Opens a turn around `work`: its result after the commit. A throw rolls back everything it wrote, its jobs included.
 * Rerun from the start on a database conflict, so `work` keeps nothing outside the transaction.
 */
export function withTurn<T>(
  database: Database,
  jobs: JobSink,
  turn: Omit<Turn, 'tx' | 'jobs'>,
  work: (turn: Turn) => Promise<T>,
): Promise<T> {
  return database.transaction((tx) => work({ ...turn, tx, jobs }));
}
