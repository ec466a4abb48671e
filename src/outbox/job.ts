import type { JobInsert, PgBoss } from 'pg-boss';
import type { Database, Query } from '../db/database.ts';
import { ALONE } from '../db/postgres.ts';
import type { Logger } from '../lib/log.ts';
import type { Lane } from './notice.ts';
import { readOrderKey } from './order-key.ts';

/** The name of the delivery queue in pg-boss. */
export const QUEUE = 'deliver';

/** A job that a process holds: meanwhile no other process delivers on this order key. */
export interface Claim {
  readonly id: string;
  readonly orderKey: string;
}

/** If more keys wait than there is room for, the higher priority goes first. */
const PRIORITY: Readonly<Record<Lane, number>> = { urgent: 2, normal: 1, calm: 1, card: 0 };
/** How many seconds calm notices wait, so that several can be merged. */
const COMPANY_SECONDS = 2;

/** A job means that something waits on an order key. It names no notice: everything that waits there is delivered. */
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
 * Claims up to `most` keys that have something to deliver. Their other jobs are finished here, before anything is read:
 * a notice that is committed later has a job of its own.
 */
export async function claimKeys(boss: PgBoss, query: Query, most: number): Promise<Claim[]> {
  const jobs = await boss.fetch(QUEUE, { batchSize: most, includeMetadata: true });
  const claims = jobs.map(({ id, singletonKey }) => ({ id, orderKey: singletonKey ?? '' }));
  if (claims.length > 0) await query(DROP_SURPLUS, [claims.map(({ orderKey }) => orderKey)]);
  return claims;
}

const DROP_SURPLUS = `
  DELETE FROM pgboss.job WHERE name = '${QUEUE}' AND state = 'created' AND singleton_key = ANY($1::text[])`;

/** Ends a claim whose key had nothing more; `true` if it has something by now. */
export async function endClaim(query: Query, { id, orderKey }: Claim): Promise<boolean> {
  const [row] = await query<{ more: boolean }>(
    `WITH ended AS (DELETE FROM pgboss.job WHERE name = '${QUEUE}' AND id = $1::uuid)
     SELECT EXISTS (
       SELECT FROM pgboss.job WHERE name = '${QUEUE}' AND state = 'created' AND singleton_key = $2) AS more`,
    [id, orderKey],
  );
  return row?.more === true;
}

/** Returns a claim: any process may claim its key again after `afterMs`. `why` is a short word for the log. */
export async function returnClaim(query: Query, { id }: Claim, afterMs: number, why: string): Promise<void> {
  await query(
    `UPDATE pgboss.job SET state = 'retry', start_after = now() + $2::float8 * interval '1 millisecond',
       heartbeat_on = NULL, output = jsonb_build_object('why', $3::text)
     WHERE name = '${QUEUE}' AND id = $1::uuid AND state = 'active'`,
    [id, afterMs, why],
  );
}

/** Makes jobs ready that waited because this platform could not be reached: now it can. */
export async function readyJobsOf(query: Query, platform: string): Promise<void> {
  await query(
    `UPDATE pgboss.job SET start_after = now()
     WHERE name = '${QUEUE}' AND state = 'retry' AND start_after > now() AND output->>'why' = 'unavailable'
       AND singleton_key ^@ ($1 || '/')`,
    [platform],
  );
}

/** Makes every job of a platform ready, for whichever reason it waits. */
export async function hastenJobs(query: Query, platform: string): Promise<void> {
  await query(
    `UPDATE pgboss.job SET start_after = now()
     WHERE name = '${QUEUE}' AND state IN ('created', 'retry') AND start_after > now() AND singleton_key ^@ ($1 || '/')`,
    [platform],
  );
}

/** The result of one heartbeat. */
export interface Beat {
  /** The claims that this process still holds. */
  readonly kept: ReadonlySet<string>;
  /** Whether a key can be claimed now. */
  readonly waits: boolean;
  /** The database's time. */
  readonly at: string | undefined;
}

export interface BeatOptions {
  /** The claims of this process. */
  readonly ids: readonly string[];
  readonly leaseMs: number;
  /**
   * The `at` of an earlier beat: what was claimed or renewed since, or less than `leaseMs` before, is not freed. It may
   * be this process's own claim that it has not heard of yet. undefined: nothing is freed.
   */
  readonly freeBefore: string | undefined;
}

/**
 * Renews claims, and frees those of processes that did not renew theirs: they are dead, or so slow that they have to
 * check before they send anything.
 */
export async function beat(query: Query, { ids, leaseMs, freeBefore }: BeatOptions, log: Logger): Promise<Beat> {
  const values = [ids, leaseMs, freeBefore ?? null];
  const rows = await query<{ id: string | null; what: 'kept' | 'freed' | 'waits' | 'at' }>(BEAT, values);
  const freed = rows.filter(({ what }) => what === 'freed').length;
  if (freed > 0) log.warn({ count: freed }, 'queue.taken-over');
  return {
    kept: new Set(rows.flatMap(({ id, what }) => (what === 'kept' && id !== null ? [id] : []))),
    waits: rows.some(({ what }) => what === 'freed' || what === 'waits'),
    at: rows.find(({ what }) => what === 'at')?.id ?? undefined,
  };
}

const BEAT = `
  WITH kept AS (
    UPDATE pgboss.job SET heartbeat_on = now()
    WHERE name = '${QUEUE}' AND state = 'active' AND id = ANY($1::uuid[]) RETURNING id),
  freed AS (
    UPDATE pgboss.job SET state = 'retry', start_after = now(), heartbeat_on = NULL
    WHERE name = '${QUEUE}' AND state = 'active' AND id <> ALL($1::uuid[])
      AND heartbeat_on < $3::timestamptz - $2::float8 * interval '1 millisecond' RETURNING id)
  SELECT id::text, 'kept' AS what FROM kept
  UNION ALL SELECT id::text, 'freed' FROM freed
  UNION ALL SELECT now()::text, 'at'
  UNION ALL (SELECT NULL, 'waits' FROM pgboss.job
    WHERE name = '${QUEUE}' AND state < 'active' AND NOT blocked AND start_after <= now() LIMIT 1)`;

/**
 * At start: frees keys that a failed job blocks, and makes jobs ready that were under way when the last process died.
 * If other replicas live nothing is touched: those jobs may be theirs, and a dead process's lease runs out.
 */
export async function recoverJobs(boss: PgBoss, { query }: Database, log: Logger): Promise<void> {
  const blocked = await boss.getBlockedKeys(QUEUE);
  if (blocked.length > 0) log.warn({ count: blocked.length }, 'queue.keys-blocked');
  await query(`DELETE FROM pgboss.job WHERE name = '${QUEUE}' AND state >= 'completed'`);
  await query(
    `UPDATE pgboss.job SET state = 'retry', start_after = now(), heartbeat_on = NULL
     WHERE name = '${QUEUE}' AND state = 'active' AND ${ALONE}`,
  );
}

/** Adds a job for every order key on which something waits and that has none, in case a job was lost. */
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
