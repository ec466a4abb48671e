import { setTimeout } from 'node:timers/promises';
import { type Queue as BossQueue, PgBoss } from 'pg-boss';
import type { Database, Query } from '../db/database.ts';
import type { JobSink } from '../db/turn.ts';
import type { Clock } from '../lib/instant.ts';
import type { Logger } from '../lib/log.ts';
import type { Courier } from './deliver.ts';
import {
  addMissingJobs,
  bossJobOf,
  type Claim,
  claimKeys,
  endClaim,
  hastenJobs,
  QUEUE,
  readyJobsOf,
  recoverJobs,
  returnClaim,
} from './job.ts';
import { createLease } from './lease.ts';
import { readOrderKey } from './order-key.ts';
import { createPace } from './pace.ts';
import { createPool } from './pool.ts';
import { createRecovery } from './recovery.ts';
import { queueStats } from './stats.ts';

export interface DeliveryQueue {
  /** Adds jobs in a turn's transaction. Throws before `start` is done. */
  readonly jobs: JobSink;
  /** Creates pg-boss's own schema, takes up what a dead process left, and begins to deliver. */
  start(): Promise<void>;
  /**
   * Delivers at once what waits for a platform, calm notices and alerts too, and resolves when it has arrived; after five seconds
   * it waits no longer. For a platform in this process whose clock is moved.
   */
  settle(platform: string): Promise<void>;
  /**
   * Takes no more jobs and finishes what is being sent, within five seconds: the whole stop has ten. The rest stays in
   * the database; a message without an answer may have arrived, so the next start looks for it.
   */
  stop(): Promise<void>;
}

export interface QueueParts {
  readonly database: Database;
  readonly deliver: Courier['deliver'];
  /** Real time. */
  readonly clock: Clock;
  readonly log: Logger;
}

/** How many order keys are delivered at a time: a slow platform holds up only its own channels. */
const ROOM: Readonly<Record<Database['kind'], number>> = { pglite: 8, 'pglite-memory': 8, postgres: 16 };
/** The least time between two looks, so that a burst of commits is one look. */
const REST_MS = 10;
/** How many notices one call delivers at most if new messages need no pause. */
const CHUNK = 20;
/** After this long a key makes room for others that wait; it may go on in another process. */
const SLICE_MS = 5_000;
const STOP_WITHIN_MS = 5_000;
const SETTLE_WITHIN_MS = 5_000;
const SWEEP_EVERY_MS = 30_000;
/** How long a key waits after the database failed. */
const FAULT_WAIT_MS = 1_000;

const OPTIONS: Omit<BossQueue, 'name' | 'policy'> = {
  notify: true,
  // What pg-boss would do with abandoned jobs `lease.ts` does, and sooner.
  expireInSeconds: 86_000,
  heartbeatSeconds: null as never,
};

/**
 * The delivery queue, on pg-boss: it keeps the order per `platform/channel/lane` and shares the work between replicas.
 */
export function createQueue({ database, deliver, clock, log }: QueueParts): DeliveryQueue {
  const { query } = database;
  const room = ROOM[database.kind];
  // Half of the room stays free for channels that need not wait.
  let settling = 0;
  const pace = createPace({ clock, wait: setTimeout, mostWaiting: room / 2, isHurried: () => settling > 0 });
  const boss = new PgBoss({ ...database.bossConnection(), schedule: false, supervise: false });
  boss.on('error', (error) => log.error({ err: error }, 'queue.error'));
  boss.on('warning', ({ message }) => log.warn({ warning: message }, 'queue.warning'));
  // On pg-boss's own connections: if many turns wait for a connection, this process must not look dead.
  const aside: Query = async (sql, values = []) => (await boss.getDb().executeSql(sql, [...values])).rows;
  const lease = createLease({ query: aside, clock, log, wake: () => pool.wake() });
  const pool = createPool<Claim>({
    room,
    restMs: REST_MS,
    take: (most) => lease.take(() => claimKeys(boss, query, most)),
    work: async (claim) => {
      try {
        await workOn(claim);
      } catch (error) {
        log.error({ err: error, orderKey: claim.orderKey }, 'queue.delivery-failed');
        // If the database is away this fails too, and the lease runs out.
        await returnClaim(query, claim, FAULT_WAIT_MS, 'fault').then(
          () => wakeAfter(FAULT_WAIT_MS),
          () => {},
        );
      } finally {
        lease.remove(claim.id);
      }
    },
    failed: (error) => log.error({ err: error }, 'queue.look-failed'),
  });
  const recovery = createRecovery(clock);
  const timers = new Set<NodeJS.Timeout>();
  const ends: (() => Promise<void> | void)[] = [];
  let isOpen = false;

  /** Delivers what waits on a key until nothing does, something has to wait, or others' turn has come. */
  async function workOn(claim: Claim): Promise<void> {
    const key = readOrderKey(claim.orderKey);
    const untilAt = clock.now() + SLICE_MS;
    while (await lease.holds(claim.id)) {
      const sinceAt = clock.now();
      const delivery = await deliver(key, pace, CHUNK);
      const { woken, next } = delivery;
      if (woken.length > 0) await boss.insert(QUEUE, woken.map(bossJobOf));
      const { afterMs, isBack } = recovery.hear(key.platform, sinceAt, delivery);
      if (isBack) await readyJobsOf(query, key.platform).then(() => pool.wake());
      if (next === 'idle') return (await endClaim(query, claim)) ? pool.wake() : undefined;
      if (next === 'more' && isOpen && clock.now() < untilAt) continue;
      await returnClaim(query, claim, afterMs, next === 'more' ? 'more' : next.why);
      return wakeAfter(afterMs);
    }
  }

  function wakeAfter(ms: number): void {
    const timer = globalThis.setTimeout(
      () => {
        timers.delete(timer);
        pool.wake();
      },
      Math.min(ms, SWEEP_EVERY_MS),
    );
    timers.add(timer);
  }

  return {
    jobs: {
      async add(tx, orderKeys) {
        // Before `start` pg-boss would look up its queue outside the open transaction, and on PGlite wait for ever.
        if (!isOpen) throw new Error('the delivery queue was not started');
        const db = {
          executeSql: async (sql: string, values?: unknown[]) => ({ rows: [...(await tx.query(sql, values))] }),
        };
        await boss.insert(QUEUE, orderKeys.map(bossJobOf), { db });
      },
    },
    async start() {
      await boss.start();
      await boss.createQueue(QUEUE, { ...OPTIONS, policy: 'key_strict_fifo' });
      await boss.updateQueue(QUEUE, OPTIONS);
      await recoverJobs(boss, database, log);
      await addMissingJobs(boss, database, log);
      isOpen = true;
      ends.push(await database.listen(await notifyChannel(database), () => pool.wake()));
      ends.push(lease.start());
      const sweep = setInterval(() => {
        addMissingJobs(boss, database, log).catch((error: unknown) => log.error({ err: error }, 'queue.sweep-failed'));
      }, SWEEP_EVERY_MS);
      ends.push(() => clearInterval(sweep));
      pool.wake();
    },
    async settle(platform) {
      const untilAt = clock.now() + SETTLE_WITHIN_MS;
      const anyWaits = async () => (await queueStats(database, clock.now())).waiting > 0;
      settling += 1;
      try {
        while ((await anyWaits()) && clock.now() < untilAt) {
          await hastenJobs(query, platform);
          pool.wake();
          await setTimeout(REST_MS);
        }
      } finally {
        settling -= 1;
      }
    },
    async stop() {
      isOpen = false;
      await pool.stop(STOP_WITHIN_MS);
      for (const timer of timers) clearTimeout(timer);
      for (const end of ends.splice(0)) await end();
      await boss.stop({ graceful: false });
    },
  };
}

/** The channel on which pg-boss announces new jobs. */
async function notifyChannel({ query }: Database): Promise<string> {
  const [row] = await query<{ channel: string }>(
    `SELECT 'pgboss_' || left(encode(sha224('pgboss'::bytea), 'hex'), 24) AS channel`,
  );
  return row?.channel ?? '';
}
