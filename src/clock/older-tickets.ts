import { setTimeout as pause } from 'node:timers/promises';
import type { Database, Tx } from '../db/database.ts';
import { chainOlderLogs } from '../desk/chain/store.ts';
import { addOlderTickets } from '../desk/find/store.ts';
import type { Logger } from '../lib/log.ts';

/** Tickets in one transaction: turns about these wait until it ends. */
const AT_ONCE = 20;
/** Between two transactions, so that turns come first where all share one connection. */
const PAUSE_MS = 20;

type Transactions = Pick<Database, 'transaction'>;

/**
 * Brings tickets up to date that are older than what a later release keeps of each: what they are found by, and the hash
 * chain over their logs. Beside the desk's work; it ends when none is left, or with `stopping`, and the next start goes on
 * where it ended. Never throws: what fails is logged.
 */
export async function bringOlderTickets(database: Transactions, stopping: AbortSignal, log: Logger): Promise<void> {
  await addAllOlderTickets(database, stopping, log);
  await chainAllOlderLogs(database, stopping, log);
}

/** Makes tickets findable that are older than the search. */
export function addAllOlderTickets(database: Transactions, stopping: AbortSignal, log: Logger): Promise<void> {
  return fewAtATime(database, addOlderTickets, stopping, log, 'find.older-tickets');
}

/** Makes the hash chains of logs that are older than the chain. */
export function chainAllOlderLogs(database: Transactions, stopping: AbortSignal, log: Logger): Promise<void> {
  return fewAtATime(database, chainOlderLogs, stopping, log, 'chain.older-logs');
}

/** Repeats `work`, which says how many tickets it did of `most`, until it has none left. */
async function fewAtATime(
  database: Transactions,
  work: (tx: Tx, most: number) => Promise<number>,
  stopping: AbortSignal,
  log: Logger,
  what: 'find.older-tickets' | 'chain.older-logs',
): Promise<void> {
  let count = 0;
  try {
    while (!stopping.aborted) {
      const added = await database.transaction((tx) => work(tx, AT_ONCE));
      if (added === 0) break;
      count += added;
      await pause(PAUSE_MS, undefined, { signal: stopping }).catch(() => {});
    }
  } catch (error) {
    log.error({ err: error }, `${what}-failed`);
  }
  if (count > 0) log.info({ count }, `${what}-added`);
}
