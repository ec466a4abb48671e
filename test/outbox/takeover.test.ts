import pg from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { openDatabase } from '../../src/db/open.ts';
import { type Logger, silentLog } from '../../src/lib/log.ts';
import { createQueue, type DeliveryQueue } from '../../src/outbox/queue.ts';
import { createPostgresDatabase } from '../support/database.ts';
import { createFakePlatform, createTestCourier, type FakePlatform, NOW, notice, onChannel, owe } from './fixture.ts';

/** A process of the desk, as far as it delivers. */
interface Replica {
  readonly database: Database;
  readonly queue: DeliveryQueue;
  /** Cuts its connection: from now on every statement fails. */
  die(): void;
  /** Its connection is back. */
  rise(): void;
  /** How often it took claims over from a process that it thought dead. */
  readonly takeovers: number;
}

let platform: FakePlatform;
let url: string;
let drop: () => Promise<void>;
let replicas: Replica[];
/** Channels whose messages are answered when the test allows it, and the keys of messages that were sent there. */
let held: PromiseWithResolvers<void>;
let asked: string[];
/** Until when statements that begin so wait before they are sent to the database. */
let slow: { readonly start: string; readonly until: () => Promise<unknown> } | undefined;

beforeEach(async () => {
  ({ url, drop } = await createPostgresDatabase());
  platform = createFakePlatform({ sendsOncePerKey: true });
  held = Promise.withResolvers<void>();
  asked = [];
  slow = undefined;
  replicas = [];
});
afterEach(async () => {
  held.resolve();
  for (const { queue, database, rise } of replicas) {
    rise();
    await queue.stop();
    await database.close();
  }
  await drop();
});

/** `holds up`: its messages to channel `held` are not answered before the test allows it. */
async function openReplica(holdsUp: 'holds up' | 'answers'): Promise<Replica> {
  const database = await openDatabase({ kind: 'postgres', url }, silentLog);
  let isDead = false;
  let takeovers = 0;
  const query: Database['query'] = async (sql, values) => {
    if (isDead) throw new Error('the connection is gone');
    if (slow && sql.trimStart().startsWith(slow.start)) await slow.until();
    return database.query(sql, values);
  };
  const pool = new pg.Pool({ connectionString: url, max: 3 });
  // Dropping the database closes its remaining connections.
  pool.on('error', () => {});
  const executeSql = (sql: string, values?: unknown[]) =>
    isDead ? Promise.reject(new Error('the connection is gone')) : pool.query(sql, values);
  const connection = { ...database, query, bossConnection: () => ({ backend: 'pglite' as const, db: { executeSql } }) };
  const send: typeof platform.adapter.send = async (place, post, key, since) => {
    asked.push(`${holdsUp} ${post.card?.title}`);
    if (holdsUp === 'holds up' && place.channelId === 'held') await held.promise;
    return platform.adapter.send(place, post, key, since);
  };
  const { deliver } = createTestCourier(connection, { ...platform, adapter: { ...platform.adapter, send } });
  const warn = (_fields: object, event?: string) => {
    if (event === 'queue.taken-over') takeovers += 1;
  };
  const log = { ...silentLog, warn } as Logger;
  const queue = createQueue({ database: connection, deliver, clock: { now: Date.now }, log });
  await queue.start();
  const replica = {
    database: { ...database, close: () => pool.end().then(() => database.close()) },
    queue,
    die() {
      isDead = true;
    },
    rise() {
      isDead = false;
    },
    get takeovers() {
      return takeovers;
    },
  };
  replicas.push(replica);
  return replica;
}

const texts = () => platform.sent.map(({ text }) => text);

test('what a dead replica had under way goes on in another one within five seconds, and so does its channel', async () => {
  const first = await openReplica('holds up');
  await owe(first.database, [notice('one', onChannel('held')), notice('two', { subject: 'x', ...onChannel('held') })], {
    jobs: first.queue.jobs,
  });
  await vi.waitFor(() => expect(asked).toEqual(['holds up one']), 20_000);
  const second = await openReplica('answers');
  first.die();
  const diedAt = await databaseTime(second.database);
  await vi.waitFor(() => expect(texts()).toEqual(['one', 'two']), 20_000);
  const tookMs = (await databaseTime(second.database)) - diedAt;
  // Three seconds of silence, checked once a second; the rest is for a busy machine.
  expect(tookMs).toBeLessThan(8_000);
  expect(tookMs).toBeGreaterThan(1_000);
});

test('a replica that was silent for long sends nothing more of what another one took over', async () => {
  const first = await openReplica('holds up');
  const owed = ['one', 'two', 'three'].map((key) => notice(key, { subject: key, ...onChannel('held'), lane: 'calm' }));
  await owe(first.database, owed, { jobs: first.queue.jobs });
  await vi.waitFor(() => expect(asked).toEqual(['holds up one']), 20_000);
  await openReplica('answers');
  first.die();
  await vi.waitFor(() => expect(texts()).toEqual(['one', 'two', 'three']), 20_000);
  first.rise();
  held.resolve();
  await owe(first.database, [notice('four', { subject: 'four' })], { jobs: first.queue.jobs });
  await vi.waitFor(() => expect(texts()).toEqual(['one', 'two', 'three', 'four']), 20_000);
  expect(asked.filter((each) => each.startsWith('holds up') && !each.endsWith('four'))).toEqual(['holds up one']);
});

test('a replica that works long on one channel keeps it', async () => {
  const first = await openReplica('holds up');
  await owe(first.database, [notice('long', onChannel('held'))], { jobs: first.queue.jobs });
  await vi.waitFor(() => expect(asked).toEqual(['holds up long']), 20_000);
  const second = await openReplica('answers');
  const startedAt = await databaseTime(second.database);
  await vi.waitFor(async () => expect(await databaseTime(second.database)).toBeGreaterThan(startedAt + 6_000), 20_000);
  held.resolve();
  await vi.waitFor(() => expect(texts()).toEqual(['long']), 20_000);
  expect(asked).toEqual(['holds up long']);
});

test('a process that hears of its own claim only after seconds does not take it over from itself', async () => {
  const first = await openReplica('answers');
  const claimedAt = Promise.withResolvers<number>();
  // What is asked between the claim and the moment when the process knows of it.
  slow = {
    start: 'DELETE FROM pgboss.job',
    until: async () => {
      const from = await databaseTime(first.database);
      claimedAt.resolve(from);
      const isLate = async () => expect(await databaseTime(first.database)).toBeGreaterThan(from + 4_500);
      await vi.waitFor(isLate, 20_000);
    },
  };
  await owe(first.database, [notice('one')], { jobs: first.queue.jobs });
  await claimedAt.promise;
  await vi.waitFor(() => expect(texts()).toEqual(['one']), 20_000);
  expect(first.takeovers).toBe(0);
});

async function databaseTime({ query }: Database): Promise<number> {
  const [row] = await query<{ ms: number }>('SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms');
  return row?.ms ?? NOW;
}
