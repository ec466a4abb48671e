import type { JobInsert, PgBoss } from 'pg-boss';
import type { Database } from '../db/open.ts';
import { ALONE } from '../db/postgres.ts';
import type { DeliveryJob } from '../db/turn.ts';
import type { Logger } from '../lib/log.ts';

/** The name of the delivery queue in pg-boss. */
export const QUEUE = 'deliver';

export interface JobData {
  readonly noticeId: number;
}

const URGENT = /\/urgent$/;
const CALM = /\/calm$/;
/** How long what is not urgent waits for company, in seconds. */
const COMPANY_SECONDS = 2;

/**
 * The job's id is the notice's, as a UUID. pg-boss orders the jobs of one transaction by id, so they run in the order
 * of their notices; and a notice has one job, however often it is added. Where more channels wait than there are
 * workers, the urgent lane is taken up first.
 */
export function bossJobOf({ noticeId, orderKey }: DeliveryJob): JobInsert<JobData> {
  return {
    id: jobIdOf(noticeId),
    data: { noticeId },
    singletonKey: orderKey,
    priority: URGENT.test(orderKey) ? 1 : 0,
    ...(CALM.test(orderKey) ? { startAfter: COMPANY_SECONDS } : {}),
  };
}

function jobIdOf(noticeId: number): string {
  const hex = noticeId.toString(16).padStart(32, '0');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/**
 * Gives notices other jobs than they had, under their new keys; the old ones are free. In a second: the return of a
 * handler completes an active job of its id. A death in between leaves the notices to `addMissingJobs`.
 */
export async function replaceJobs(boss: PgBoss, jobs: readonly DeliveryJob[]): Promise<void> {
  await boss.deleteJob(
    QUEUE,
    jobs.map(({ noticeId }) => jobIdOf(noticeId)),
  );
  await boss.insert(
    QUEUE,
    jobs.map((job) => ({ ...bossJobOf(job), startAfter: 1 })),
  );
}

/**
 * At start: frees keys that a failed job blocks, and makes ready what was under way when the last process died. Where
 * other replicas live nothing is touched: theirs is under way, and the dead one's heartbeat runs out.
 */
export async function takeUpLeftJobs(boss: PgBoss, { query }: Database, log: Logger): Promise<void> {
  const blocked = await boss.getBlockedKeys(QUEUE);
  if (blocked.length > 0) log.warn({ count: blocked.length }, 'queue.keys-blocked');
  await query(`DELETE FROM pgboss.job WHERE name = '${QUEUE}' AND state = 'failed'`);
  await query(
    `UPDATE pgboss.job SET state = 'retry', start_after = now(), heartbeat_on = NULL
     WHERE name = '${QUEUE}' AND state = 'active' AND ${ALONE}`,
  );
}

/** Gives a job to every owed notice that has none, in order: nothing is stranded by whatever happened to a job. */
export async function addMissingJobs(boss: PgBoss, { query }: Database, log: Logger): Promise<void> {
  const stranded = await query<{ id: number; order_key: string }>(
    `SELECT id, platform || '/' || channel || '/' || lane AS order_key FROM notice
     WHERE status IN ('pending', 'sending') AND NOT EXISTS (
       SELECT FROM pgboss.job
       WHERE job.name = '${QUEUE}' AND job.id = lpad(to_hex(notice.id), 32, '0')::uuid AND job.state < 'completed')
     ORDER BY id`,
  );
  if (stranded.length === 0) return;
  log.warn({ count: stranded.length }, 'queue.jobs-missing');
  const ids = stranded.map(({ id }) => jobIdOf(id));
  // A settled job of the same notice would stand in the way.
  await boss.deleteJob(QUEUE, ids);
  await boss.insert(
    QUEUE,
    stranded.map(({ id, order_key }) => bossJobOf({ noticeId: id, orderKey: order_key })),
  );
}
