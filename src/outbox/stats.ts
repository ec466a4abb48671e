import { WEBHOOK } from '../chat/webhook.ts';
import type { TableRow } from '../db/columns.ts';
import type { Database } from '../db/database.ts';
import type { Instant } from '../lib/instant.ts';

/** The state of the outbox, for `/readyz` and `/metrics`. What waits for a webhook is not counted: no person waits for it. */
export interface QueueStats {
  /** Notices owed and not delivered yet. */
  readonly waiting: number;
  /** Notices given up: a person has to look. */
  readonly dead: number;
  /** The age of the oldest waiting notice, silent changes of cards not counted; 0 if there is none. */
  readonly oldestAgeMs: number;
}

export async function queueStats({ query }: Pick<Database, 'query'>, now: Instant): Promise<QueueStats> {
  const [row] = await query<{ waiting: number; dead: number; oldest: TableRow<'Notice'>['at'] | null }>(
    `SELECT (SELECT count(*) FROM notice WHERE status = 'dead') AS dead, count(*) AS waiting, min(at) FILTER (WHERE lane <> 'card') AS oldest
     FROM notice WHERE status IN ('pending', 'sending') AND platform <> $1`,
    [WEBHOOK],
  );
  return {
    waiting: row?.waiting ?? 0,
    dead: row?.dead ?? 0,
    oldestAgeMs: row?.oldest ? Math.max(0, now - row.oldest.getTime()) : 0,
  };
}
