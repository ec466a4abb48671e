import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../db/database.ts';
import { addOlderTickets } from '../desk/find/store.ts';
import type { Logger } from '../lib/log.ts';

/** Tickets in one transaction: turns about these wait until it ends. */
const AT_ONCE = 20;
/** Between two transactions, so that turns come first where all share one connection. */
const PAUSE_MS = 20;

/**
 * Makes tickets findable that are older than the search, beside the desk's work. It ends when none is left, or with
 * `stopping`; the next start goes on where it ended. Never throws: what fails is logged.
 */
export async function addAllOlderTickets(
  database: Pick<Database, 'transaction'>,
  stopping: AbortSignal,
  log: Logger,
): Promise<void> {
  let count = 0;
  try {
    while (!stopping.aborted) {
      const added = await database.transaction((tx) => addOlderTickets(tx, AT_ONCE));
      if (added === 0) break;
      count += added;
      await pause(PAUSE_MS, undefined, { signal: stopping }).catch(() => {});
    }
  } catch (error) {
    log.error({ err: error }, 'find.older-tickets-failed');
  }
  if (count > 0) log.info({ count }, 'find.older-tickets-added');
}
