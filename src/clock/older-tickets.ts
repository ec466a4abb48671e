import { setTimeout as pause } from 'node:timers/promises';
import type { Database, Tx } from '../db/database.ts';
import { chainOlderMatters } from '../desk/chain/matter/store.ts';
import { beginSettingLog } from '../desk/chain/setting/store.ts';
import { chainOlderLogs } from '../desk/chain/store.ts';
import { addOlderTickets } from '../desk/find/store.ts';
import type { Instant } from '../lib/instant.ts';
import type { Logger } from '../lib/log.ts';

/** Tickets in one transaction: turns about these wait until it ends. */
const AT_ONCE = 20;
/** Between two transactions, so that turns come first where all share one connection. */
const PAUSE_MS = 20;

type Transactions = Pick<Database, 'transaction'>;

/**
 * Brings tickets up to date that are older than what a later release keeps of each: what they are found by, and the hash
 * chain over their logs and those of what is beside them. Begins the log of settings. Beside the desk's work; it ends when
 * none is left, or with `stopping`, and the next start goes on where it ended. Never throws: what fails is logged.
 */
export async function bringOlderTickets(
  database: Transactions,
  now: Instant,
  stopping: AbortSignal,
  log: Logger,
): Promise<void> {
  await beginLogOfSettings(database, now, log);
  await addAllOlderTickets(database, stopping, log);
  await chainAllOlderLogs(database, stopping, log);
}

/** Makes tickets findable that are older than the search. */
export function addAllOlderTickets(database: Transactions, stopping: AbortSignal, log: Logger): Promise<void> {
  return fewAtATime(database, addOlderTickets, stopping, log, 'find.older-tickets');
}

/** Makes the hash chains of logs that are older than the chain: those of tickets, then those of what is beside them. */
export async function chainAllOlderLogs(database: Transactions, stopping: AbortSignal, log: Logger): Promise<void> {
  await fewAtATime(database, chainOlderLogs, stopping, log, 'chain.older-logs');
  await fewAtATime(database, chainOlderMatters, stopping, log, 'chain.older-matters');
}

/** Begins the log of settings with those that are older than it. */
async function beginLogOfSettings(database: Transactions, now: Instant, log: Logger): Promise<void> {
  try {
    await database.transaction((tx) => beginSettingLog(tx, now));
  } catch (error) {
    log.error({ err: error }, 'chain.settings-failed');
  }
}

/** Repeats `work`, which says how many it did of `most`, until it has none left. */
async function fewAtATime(
  database: Transactions,
  work: (tx: Tx, most: number) => Promise<number>,
  stopping: AbortSignal,
  log: Logger,
  what: 'find.older-tickets' | 'chain.older-logs' | 'chain.older-matters',
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
