import type { JobInsert, PgBoss } from 'pg-boss';
import type { Database, Query } from '../db/database.ts';
import { ALONE } from '../db/postgres.ts';
import type { Logger } from '../lib/log.ts';
import type { Lane } from './notice.ts';
import { readOrderKey } from './order-key.ts';

/** The name of the delivery queue in pg-boss. */
export const QUEUE = 'deliver';

/** A job that a process holds: while it does, no other process delivers on this order key. */
export interface Claim {
  readonly id: string;
  readonly orderKey: string;
}

/** Where more keys wait than there is room for, the higher goes first. */
const PRIORITY: Readonly<Record<Lane, number>> = { urgent: 2, normal: 1, calm: 1, card: 0 };
/** How long what is calm waits for company, in seconds. */
const COMPANY_SECONDS = 2;

/** A job says that something waits on an order key. It names no notice: who works on it delivers all that waits there. */
export function bossJobOf(orderKey: string): JobInsert<object> {
  const { lane } = readOrderKey(orderKey);
  return {
    singletonKey: orderKey,
    data: {},
    priority: PRIORITY[lane],
    ...(lane === 'calm' ? { startAfter: COMPANY_SECONDS } : {}),
  };
}

/**
 * Claims up to `most` keys that have something to deliver. Their other jobs are for nothing and end here, before
 * anybody looks what waits: a notice that is committed later has a job of its own.
 */
export async function claimKeys(boss: PgBoss, query: Query, most: number): Promise<Claim[]> {
  const jobs = await boss.fetch(QUEUE, { batchSize: most, includeMetadata: true });
  const claims = jobs.map(({ id, singletonKey }) => ({ id, orderKey: singletonKey ?? '' }));
  if (claims.length > 0) await query(DROP_SURPLUS, [claims.map(({ orderKey }) => orderKey)]);
  return claims;
}

const DROP_SURPLUS = `
  DELETE FROM pgboss.job WHERE name = '${QUEUE}' AND state = 'created' AND singleton_key = ANY($1::text[])`;

/** Ends a claim whose key had nothing more; `true`: by now it has. */
export async function endClaim(query: Query, { id, orderKey }: Claim): Promise<boolean> {
  const [row] = await query<{ more: boolean }>(
    `WITH ended AS (DELETE FROM pgboss.job WHERE name = '${QUEUE}' AND id = $1::uuid)
     SELECT EXISTS (
       SELECT FROM pgboss.job WHERE name = '${QUEUE}' AND state = 'created' AND singleton_key = $2) AS more`,
    [id, orderKey],
  );
  return row?.more === true;
}

/** Gives a claim back: any process may take its key again after `afterMs`. `why` is a short word. */
export async function returnClaim(query: Query, { id }: Claim, afterMs: number, why: string): Promise<void> {
  await query(
    `UPDATE pgboss.job SET state = 'retry', start_after = now() + $2::float8 * interval '1 millisecond',
       heartbeat_on = NULL, output = jsonb_build_object('why', $3::text)
     WHERE name = '${QUEUE}' AND id = $1::uuid AND state = 'active'`,
    [id, afterMs, why],
  );
}

/** Makes ready what waits because this platform could not be reached: it can be by now. */
export async function hastenPlatform(query: Query, platform: string): Promise<void> {
  await query(
    `UPDATE pgboss.job SET start_after = now()
     WHERE name = '${QUEUE}' AND state = 'retry' AND start_after > now() AND output->>'why' = 'unavailable'
       AND singleton_key ^@ ($1 || '/')`,
    [platform],
  );
}

/** What one heartbeat found. */
export interface Beat {
  /** Ids of those claims that are still ours. */
  readonly kept: ReadonlySet<string>;
  /** Whether any key may be claimed now. */
  readonly waits: boolean;
}

/**
 * Says that these claims are still worked on, and frees those of other processes that said nothing for `leaseMs`: they
 * are dead, or so slow that they have to look again before they send anything.
 */
export async function beat(query: Query, ids: readonly string[], leaseMs: number, log: Logger): Promise<Beat> {
  const rows = await query<{ id: string | null; what: 'kept' | 'freed' | 'waits' }>(BEAT, [ids, leaseMs]);
  const freed = rows.filter(({ what }) => what === 'freed').length;
  if (freed > 0) log.warn({ count: freed }, 'queue.taken-over');
  return {
    kept: new Set(rows.flatMap(({ id, what }) => (what === 'kept' && id !== null ? [id] : []))),
    waits: rows.some(({ what }) => what !== 'kept'),
  };
}

const BEAT = `
  WITH kept AS (
    UPDATE pgboss.job SET heartbeat_on = now()
    WHERE name = '${QUEUE}' AND state = 'active' AND id = ANY($1::uuid[]) RETURNING id),
  freed AS (
    UPDATE pgboss.job SET state = 'retry', start_after = now(), heartbeat_on = NULL
    WHERE name = '${QUEUE}' AND state = 'active' AND id <> ALL($1::uuid[])
      AND heartbeat_on < now() - $2::float8 * interval '1 millisecond' RETURNING id)
  SELECT id::text, 'kept' AS what FROM kept
  UNION ALL SELECT id::text, 'freed' FROM freed
  UNION ALL (SELECT NULL, 'waits' FROM pgboss.job
    WHERE name = '${QUEUE}' AND state < 'active' AND NOT blocked AND start_after <= now() LIMIT 1)`;

/**
 * At start: frees keys that a failed job blocks, and makes ready what was under way when the last process died. Where
 * other replicas live nothing is touched: theirs is under way, and the dead one's lease runs out.
 */
export async function takeUpLeftJobs(boss: PgBoss, { query }: Database, log: Logger): Promise<void> {
  const blocked = await boss.getBlockedKeys(QUEUE);
  if (blocked.length > 0) log.warn({ count: blocked.length }, 'queue.keys-blocked');
  await query(`DELETE FROM pgboss.job WHERE name = '${QUEUE}' AND state >= 'completed'`);
  await query(
    `UPDATE pgboss.job SET state = 'retry', start_after = now(), heartbeat_on = NULL
     WHERE name = '${QUEUE}' AND state = 'active' AND ${ALONE}`,
  );
}

/** Gives a job to every order key where something waits that has none: nothing is stranded if a job is lost. */
export async function addMissingJobs(boss: PgBoss, { query }: Database, log: Logger): Promise<void> {
  const stranded = await query<{ order_key: string }>(
    `SELECT order_key FROM (
       SELECT DISTINCT platform || '/' || channel || '/' || lane AS order_key FROM notice
       WHERE status IN ('pending', 'sending')) AS waiting
     WHERE NOT EXISTS (
       SELECT FROM pgboss.job WHERE name = '${QUEUE}' AND singleton_key = order_key AND state < 'completed')`,
  );
  if (stranded.length === 0) return;
  log.warn({ count: stranded.length }, 'queue.jobs-missing');
  await boss.insert(
    QUEUE,
    stranded.map(({ order_key }) => bossJobOf(order_key)),
  );
}
