import type { Query } from '../db/database.ts';
import { DAY, type Instant } from '../lib/instant.ts';

/** Feishu pushes an event again for 6 h, Slack delivers delayed ones for a day: after a week no redelivery comes. */
export const KEEP_RECEIPTS_MS = 7 * DAY;
const SLICE = 1_000;

/** The newest receipt of each platform stays: `doctor` tells by it when the platform was heard last. */
const SWEEP = `delete from receipt where ctid = any(array(
  select old.ctid from receipt as old
  join (select platform, max(at) as newest from receipt group by platform) as last using (platform)
  where old.at < $1 and old.at < last.newest limit $2)) returning 1`;

/**
 * Deletes receipts older than `KEEP_RECEIPTS_MS` before `now`, a thousand per transaction so that turns get their time
 * in between. Ends early, after the slice under way, once `stopping` is aborted. Gives how many rows were deleted.
 */
export async function sweepReceipts(query: Query, now: Instant, stopping: AbortSignal): Promise<number> {
  let swept = 0;
  while (!stopping.aborted) {
    const rows = await query(SWEEP, [new Date(now - KEEP_RECEIPTS_MS), SLICE]);
    swept += rows.length;
    if (rows.length < SLICE) break;
  }
  return swept;
}
