import { setTimeout } from 'node:timers/promises';
import { type Queue as BossQueue, PgBoss } from 'pg-boss';
import type { Database } from '../db/open.ts';
import type { JobSink } from '../db/turn.ts';
import type { Clock } from '../lib/instant.ts';
import type { Logger } from '../lib/log.ts';
import type { DeliveryResult } from './deliver.ts';
import { addMissingJobs, bossJobOf, type JobData, QUEUE, replaceJobs, takeUpLeftJobs } from './job.ts';
import { createPace, type Pace } from './pace.ts';

export interface DeliveryQueue {
  /** Adds jobs in a turn's transaction. Throws before `start` is done. */
  readonly jobs: JobSink;
  /** Creates pg-boss's own schema, takes up what a dead process left, and begins to deliver. */
  start(): Promise<void>;
  /** Takes no more jobs and finishes those under way, ten seconds at most. */
  stop(): Promise<void>;
}

export interface QueueParts {
  readonly database: Database;
  readonly deliver: (noticeId: number, pace: Pace) => Promise<DeliveryResult>;
  /** Real time. */
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * Deliveries at a time: a slow platform holds up its own channels only. Each asks the database at every wake-up and twice
 * a second besides, which PGlite does one after the other; no connection is held while a platform is asked.
 */
const WORKERS: Readonly<Record<Database['kind'], number>> = { pglite: 8, 'pglite-memory': 8, postgres: 16 };
const STOP_WITHIN_MS = 10_000;
const SWEEP_EVERY_MS = 30_000;
/** A wake-up that got lost costs half a second; pg-boss allows no less. */
const POLLING = { pollingIntervalSeconds: 0.5, notifyPollingIntervalSeconds: 0.5 };

const OPTIONS: Omit<BossQueue, 'name' | 'policy'> = {
  notify: true,
  // A job that fails for good blocks its key for ever. When to give up is decided on the outbox row, so no job does.
  retryLimit: 1_000_000,
  retryDelay: 1,
  expireInSeconds: 120,
  // After this the other replicas take a dead one's jobs; a restart on one's own does not wait for it.
  heartbeatSeconds: 10,
  deleteAfterSeconds: 600,
};

/** The delivery queue, on pg-boss: order per `platform/channel/lane`, retries, the share-out between replicas. */
export function createQueue({ database, deliver, clock, log }: QueueParts): DeliveryQueue {
  const workers = WORKERS[database.kind];
  // Half of them are always there for channels that need not wait.
  const pace = createPace({ clock, wait: setTimeout, mostWaiting: workers / 2 });
  const boss = new PgBoss({
    ...database.bossConnection(),
    useListenNotify: true,
    schedule: false,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    maintenanceIntervalSeconds: 60,
  });
  boss.on('error', (error) => log.error({ err: error }, 'queue.error'));
  boss.on('warning', ({ message }) => log.warn({ warning: message }, 'queue.warning'));
  let sweep: NodeJS.Timeout | undefined;

  return {
    jobs: {
      async add(tx, jobs) {
        // Unstarted, pg-boss would look its queue up beside the open transaction, and on PGlite wait for ever.
        if (!sweep) throw new Error('the delivery queue was not started');
        const db = {
          executeSql: async (sql: string, values?: unknown[]) => ({ rows: [...(await tx.query(sql, values))] }),
        };
        await boss.insert(QUEUE, jobs.map(bossJobOf), { db });
      },
    },
    async start() {
      await boss.start();
      await boss.createQueue(QUEUE, { ...OPTIONS, policy: 'key_strict_fifo' });
      await boss.updateQueue(QUEUE, OPTIONS);
      await takeUpLeftJobs(boss, database, log);
      await addMissingJobs(boss, database, log);
      for (let count = 0; count < workers; count += 1) await startWorker(boss, (noticeId) => deliver(noticeId, pace));
      sweep = setInterval(() => {
        addMissingJobs(boss, database, log).catch((error: unknown) => log.error({ err: error }, 'queue.sweep-failed'));
      }, SWEEP_EVERY_MS);
    },
    async stop() {
      clearInterval(sweep);
      await boss.stop({ graceful: true, timeout: STOP_WITHIN_MS });
    },
  };
}

/** A throw of `deliver` (the database failed) leaves the job to pg-boss, which tries again after a second. */
async function startWorker(boss: PgBoss, deliver: (noticeId: number) => Promise<DeliveryResult>): Promise<void> {
  let workerId = '';
  workerId = await boss.work<JobData>(QUEUE, POLLING, async (jobs) => {
    for (const job of jobs) {
      const result = await deliver(job.data.noticeId);
      if (result.outcome === 'later') await postpone(boss, job.id, result.afterMs);
      if (result.outcome === 'moved') await replaceJobs(boss, result.jobs);
    }
    // One wake-up takes one job: without this the next one of a burst would wait for the poll.
    boss.notifyWorker(workerId);
  });
}

/**
 * Sends a job to try again after `afterMs`, a second at least. It stays ahead of its key meanwhile. pg-boss completes
 * only active jobs, so the handler's return afterwards changes nothing.
 */
async function postpone(boss: PgBoss, id: string, afterMs: number): Promise<void> {
  await boss.fail(QUEUE, id);
  const startAfter = Math.max(1, afterMs / 1000);
  await boss.update({ name: QUEUE, options: { id, startAfter } });
}
