import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { openDatabase } from '../../src/db/open.ts';
import { withTurn } from '../../src/db/turn.ts';
import { silentLog } from '../../src/lib/log.ts';
import { enqueue } from '../../src/outbox/enqueue.ts';
import type { Notice } from '../../src/outbox/notice.ts';
import { createQueue, type DeliveryQueue } from '../../src/outbox/queue.ts';
import { queueStats } from '../../src/outbox/stats.ts';
import { createPostgresDatabase, openTestDatabase, TEST_DATABASES } from '../support/database.ts';
import {
  adapterError,
  createFakePlatform,
  createTestCourier,
  type FakePlatform,
  NOW,
  notice,
  onChannel,
  owe,
  statuses,
} from './fixture.ts';

describe.each(TEST_DATABASES)('the delivery queue on %s', (kind) => {
  let database: Database;
  let queue: DeliveryQueue;
  let platform: FakePlatform;

  async function open(): Promise<void> {
    database = await openTestDatabase(kind);
    platform = createFakePlatform();
    queue = createTestQueue();
  }

  function createTestQueue(): DeliveryQueue {
    const { deliver } = createTestCourier(database, platform);
    return createQueue({ database, deliver, clock: { now: Date.now }, log: silentLog });
  }

  afterEach(async () => {
    await queue.stop();
    await database.close();
  });

  async function activeJobs(): Promise<number> {
    const sql = `SELECT count(*) AS jobs FROM pgboss.job WHERE name = 'deliver' AND state < 'completed'`;
    return (await database.query<{ jobs: number }>(sql))[0]?.jobs ?? 0;
  }

  /** How long the unfinished jobs have to wait. */
  async function waitingMinutes(): Promise<number[]> {
    const sql = `SELECT round(extract(epoch FROM start_after - now()) / 60)::int AS minutes FROM pgboss.job
      WHERE name = 'deliver' AND state = 'retry'`;
    return (await database.query<{ minutes: number }>(sql)).map(({ minutes }) => minutes);
  }

  const titles = () => platform.sent.map((sent) => sent.text);
  const delivered = (count: number) => vi.waitFor(() => expect(platform.sent).toHaveLength(count), 20_000);

  test('delivers what a turn enqueued, each channel in order', async () => {
    await open();
    await queue.start();
    const keys = Array.from({ length: 40 }, (_, index) => `n${String(index).padStart(2, '0')}`);
    const owed = keys.map((key, index) => notice(key, { subject: key, ...onChannel(`c${index % 2}`) }));
    await owe(database, owed.slice(0, 20), { jobs: queue.jobs });
    for (const single of owed.slice(20)) await owe(database, [single], { jobs: queue.jobs });
    await delivered(40);
    const even = platform.sent.filter((sent) => sent.channel === 'c0').map((sent) => sent.text);
    const odd = platform.sent.filter((sent) => sent.channel === 'c1').map((sent) => sent.text);
    expect([...even, ...odd].sort()).toEqual(keys);
    expect([even, odd]).toEqual([[...even].sort(), [...odd].sort()]);
  });

  test('a turn adds one job for each channel and lane, and none is left when all is delivered', async () => {
    await open();
    await queue.start();
    const owed = Array.from({ length: 60 }, (_, index) =>
      notice(`n${index}`, { subject: `s${index}`, ...onChannel(`c${index % 2}`) }),
    );
    const added = await withTurn(database, queue.jobs, { now: NOW, actor: 'clock', log: silentLog }, async (turn) => {
      await enqueue(turn, [...owed, notice('urgent', { lane: 'urgent', ...onChannel('c0') })], []);
      return turn.tx.query<{ key: string }>(
        `SELECT singleton_key AS key FROM pgboss.job WHERE name = 'deliver' ORDER BY singleton_key`,
      );
    });
    expect(added.map(({ key }) => key)).toEqual(['fake/c0/normal', 'fake/c0/urgent', 'fake/c1/normal']);
    await delivered(61);
    await vi.waitFor(async () => expect(await activeJobs()).toBe(0), 20_000);
  });

  test('turns that commit while a channel is being delivered on lose nothing, and tell it once', async () => {
    await open();
    await queue.start();
    const turns = Array.from({ length: 120 }, (_, index) => index);
    for (let from = 0; from < turns.length; from += 6)
      await Promise.all(
        turns.slice(from, from + 6).map((index) =>
          owe(database, [notice(`n${index}`, { subject: `s${index}`, ...onChannel(`c${index % 3}`) })], {
            jobs: queue.jobs,
          }),
        ),
      );
    await delivered(120);
    expect(new Set(titles()).size).toBe(120);
    await vi.waitFor(async () => expect(await activeJobs()).toBe(0), 20_000);
  });

  test('a success ends the back-off of jobs for the same platform, and of no others', async () => {
    await open();
    await queue.start();
    const channels = ['c1', 'c2', 'c3'];
    for (const channel of channels) platform.failNext('send', channel, adapterError('unavailable', 600_000));
    platform.failNext('send', 'limited', adapterError('rate-limited', 600_000));
    const owed = [...channels, 'limited'].map((channel) =>
      notice(channel, { subject: channel, ...onChannel(channel) }),
    );
    await owe(database, owed, { jobs: queue.jobs });
    await vi.waitFor(async () => expect(await waitingMinutes()).toEqual([10, 10, 10, 10]), 20_000);
    await owe(database, [notice('through', { subject: 'x', ...onChannel('c4') })], { jobs: queue.jobs });
    await delivered(4);
    expect(titles().sort()).toEqual(['c1', 'c2', 'c3', 'through']);
    expect(await waitingMinutes()).toEqual([10]);
  });

  test('a turn that rolls back leaves no job', async () => {
    await open();
    await queue.start();
    const failing = withTurn(database, queue.jobs, { now: NOW, actor: 'clock', log: silentLog }, async (turn) => {
      await enqueue(turn, [notice('never')], []);
      throw new Error('refused later');
    });
    await expect(failing).rejects.toThrow();
    const jobs = await database.prisma.$queryRaw`SELECT id FROM pgboss.job WHERE name = 'deliver'`;
    expect(jobs).toEqual([]);
  });

  test('urgent overtakes what waits on the same channel', async () => {
    await open();
    await queue.start();
    platform.failNext('send', 'team', adapterError('unauthorized'));
    await owe(database, [notice('slow')], { jobs: queue.jobs });
    await vi.waitFor(
      async () => expect(await database.prisma.notice.count({ where: { error: 'unauthorized' } })).toBe(1),
      20_000,
    );
    await owe(database, [notice('next'), notice('breach', { lane: 'urgent', subject: 'ticket/2' })], {
      jobs: queue.jobs,
    });
    await delivered(1);
    expect(titles()).toEqual(['breach']);
    expect(await queueStats(database, NOW + 5_000)).toEqual({ waiting: 2, dead: 0, oldestAgeMs: 5_000 });
  });

  test('new messages in one channel keep apart, urgent ones first, while other channels flow', async () => {
    await open();
    const everyMs = 400;
    platform = createFakePlatform({ messageEveryMs: everyMs });
    queue = createTestQueue();
    await queue.start();
    const onTeam = (key: string, change: Partial<Notice> = {}) => notice(key, { subject: key, ...change });
    await owe(database, [onTeam('n0'), onTeam('n1'), onTeam('n2')], { jobs: queue.jobs });
    await delivered(1);
    const elsewhere = Array.from({ length: 30 }, (_, index) => notice(`e${index}`, onChannel(`c${index}`)));
    await owe(database, [...elsewhere, onTeam('u0', { lane: 'urgent' })], { jobs: queue.jobs });
    await delivered(34);
    const team = platform.sent.filter(({ channel }) => channel === 'team');
    expect(team.map(({ text }) => text)).toEqual(['n0', 'u0', 'n1', 'n2']);
    const gaps = team.slice(1).map(({ sentAt }, index) => sentAt - (team[index]?.sentAt ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(everyMs);
    expect(titles().indexOf('n2')).toBe(33);
  });

  test('calm notices wait to be merged; others do not', async () => {
    await open();
    await queue.start();
    const calm = (key: string, channel = '@desk') => {
      const owed = notice(key, { subject: key, lane: 'calm', ...onChannel(channel) });
      return { ...owed, post: { ...owed.post, gist: key } };
    };
    for (const key of ['call T-1', 'call T-2', 'paper T-3']) await owe(database, [calm(key)], { jobs: queue.jobs });
    await owe(database, [calm('alone', '@li'), notice('news', onChannel('@desk'))], { jobs: queue.jobs });
    await delivered(3);
    expect(titles()[0]).toBe('news');
    expect(titles().slice(1).sort()).toEqual(['alone', 'call T-1\ncall T-2\npaper T-3']);
  });

  test('thirty breaches at once in one channel are few messages that name each of them once', async () => {
    await open();
    platform = createFakePlatform({ messageEveryMs: 50 });
    queue = createTestQueue();
    await queue.start();
    const breaches = withGists(30);
    for (const some of [breaches.slice(0, 3), breaches.slice(3, 20), breaches.slice(20)])
      await owe(database, some, { jobs: queue.jobs });
    await vi.waitFor(async () => expect((await queueStats(database, NOW)).waiting).toBe(0), 20_000);
    expect(titles().join('\n').split('\n')).toEqual(breaches.map(({ key }) => key));
    expect(platform.sent.length).toBeLessThanOrEqual(8);
    await vi.waitFor(async () => expect(await activeJobs()).toBe(0), 20_000);
  });

  test('a channel with a rate limit waits as it was told, while others flow', async () => {
    await open();
    await queue.start();
    platform.failNext('send', 'team', adapterError('rate-limited', 600_000));
    await owe(database, [notice('limited')], { jobs: queue.jobs });
    await vi.waitFor(
      async () => expect(await database.prisma.notice.count({ where: { error: 'rate-limited' } })).toBe(1),
      20_000,
    );
    const urgent = (key: string, channelId: string) =>
      notice(key, { lane: 'urgent', subject: key, ...onChannel(channelId) });
    await owe(database, [urgent('held', 'team'), urgent('other', 'customer'), notice('more', onChannel('customer'))], {
      jobs: queue.jobs,
    });
    await delivered(2);
    expect(titles().sort()).toEqual(['more', 'other']);
    await vi.waitFor(async () => expect(await waitingMinutes()).toEqual([10, 10]), 20_000);
    expect(await database.prisma.notice.count({ where: { status: 'pending', attempts: 0 } })).toBe(2);
  });

  test('after a failure it tries again, before what follows on the channel', async () => {
    await open();
    await queue.start();
    platform.failNext('send', 'team', adapterError('unavailable'));
    await owe(database, [notice('first'), notice('second', { subject: 'ticket/2' })], { jobs: queue.jobs });
    await delivered(2);
    expect(titles()).toEqual(['first', 'second']);
  });

  test('a dead notice does not block its channel', async () => {
    await open();
    await queue.start();
    platform.failNext('send', 'team', adapterError('rejected'));
    await owe(database, [notice('poison'), notice('next', { subject: 'ticket/2' })], { jobs: queue.jobs });
    await delivered(1);
    expect(await statuses(database)).toMatchObject({ poison: 'dead' });
    expect(await queueStats(database, NOW)).toMatchObject({ dead: 1 });
  });

  test('a notice whose channel is gone goes to its fallback, and frees its old key', async () => {
    await open();
    await queue.start();
    platform.failNext('send', 'team', adapterError('gone'));
    const fallbacks = [{ ...onChannel('escalation'), lead: 'For team:', card: 'stays' as const }];
    await owe(
      database,
      [
        notice('first', { line: 'first', fallbacks }),
        notice('second', { subject: 'ticket/2' }),
        notice('there', onChannel('escalation')),
      ],
      { jobs: queue.jobs },
    );
    await delivered(3);
    expect(platform.sent.map(({ channel, text }) => `${channel} ${text}`).sort()).toEqual([
      'escalation For team: first',
      'escalation there',
      'team second',
    ]);
    await vi.waitFor(async () => expect(await activeJobs()).toBe(0));
  });

  test('a withdrawn notice is not delivered by the job it left', async () => {
    await open();
    await queue.start();
    await withTurn(database, queue.jobs, { now: NOW, actor: 'clock', log: silentLog }, async (turn) => {
      await enqueue(turn, [notice('ticket/1|warning'), notice('after', { subject: 'ticket/2' })], []);
      await enqueue(turn, [], [{ subject: 'ticket/1', keyPrefix: 'ticket/1|warning' }]);
    });
    await delivered(1);
    expect(titles()).toEqual(['after']);
  });

  test('at start it takes up what was under way, blocked or lost when the last process died', async () => {
    await open();
    await queue.start();
    await queue.stop();
    queue = createTestQueue();
    const left = ['under-way', 'blocked', 'lost', 'settled'].map((key) =>
      notice(key, { subject: key, ...onChannel(key) }),
    );
    await owe(database, left);
    await database.prisma.notice.updateMany({ where: { key: 'under-way' }, data: { status: 'sending' } });
    await database.prisma.$executeRaw`
      INSERT INTO pgboss.job (id, name, data, state, policy, singleton_key, started_on, retry_limit)
      SELECT lpad(to_hex(id), 32, '0')::uuid, 'deliver', jsonb_build_object('noticeId', id),
        CASE key WHEN 'under-way' THEN 'active' WHEN 'blocked' THEN 'failed' ELSE 'completed' END::pgboss.job_state,
        'key_strict_fifo', 'fake/' || channel || '/normal', now(), 1000000
      FROM notice WHERE key <> 'lost'`;
    await queue.start();
    await delivered(4);
    expect(titles().sort()).toEqual(['blocked', 'lost', 'settled', 'under-way']);
  });

  test('refuses a job before it was started, instead of waiting beside the transaction', async () => {
    await open();
    await expect(owe(database, [notice('early')], { jobs: queue.jobs })).rejects.toThrow('was not started');
    expect(await statuses(database)).toEqual({});
  });
});

/** That many breaches in one channel, each with its key as gist. */
function withGists(count: number): Notice[] {
  return Array.from({ length: count }, (_, index) => {
    const key = `b${String(index).padStart(3, '0')}`;
    const owed = notice(key, { subject: key, lane: 'urgent' });
    return { ...owed, post: { ...owed.post, gist: key } };
  });
}

test('two replicas that merge what waits on one channel tell each of it once', async () => {
  const { url, drop } = await createPostgresDatabase();
  const platform = createFakePlatform({ messageEveryMs: 5, sendsOncePerKey: false });
  const target = { kind: 'postgres', url } as const;
  const databases = [await openDatabase(target, silentLog), await openDatabase(target, silentLog)] as const;
  const queues = databases.map((database) => {
    const { deliver } = createTestCourier(database, platform);
    return createQueue({ database, deliver, clock: { now: Date.now }, log: silentLog });
  });
  try {
    for (const queue of queues) await queue.start();
    const breaches = withGists(120);
    for (let from = 0; from < 120; from += 12) {
      const [index, some] = [(from / 12) % 2, breaches.slice(from, from + 12)] as const;
      await owe(databases[index] as Database, some, { jobs: (queues[index] as DeliveryQueue).jobs });
    }
    await vi.waitFor(async () => expect((await queueStats(databases[0], NOW)).waiting).toBe(0), 20_000);
    const told = platform.sent.flatMap(({ text }) => text.split('\n'));
    expect(told.sort()).toEqual(breaches.map(({ key }) => key));
    expect(platform.sent.length).toBeLessThan(60);
  } finally {
    await Promise.all(queues.map((queue) => queue.stop()));
    await Promise.all(databases.map((database) => database.close()));
    await drop();
  }
});

test('a second replica shares the work and leaves alone what the first has under way', async () => {
  const { url, drop } = await createPostgresDatabase();
  const platform = createFakePlatform();
  const target = { kind: 'postgres', url } as const;
  const databases = [await openDatabase(target, silentLog), await openDatabase(target, silentLog)] as const;
  const [first, second] = databases.map((database) => {
    const { deliver } = createTestCourier(database, platform);
    return createQueue({ database, deliver, clock: { now: Date.now }, log: silentLog });
  }) as [DeliveryQueue, DeliveryQueue];
  const send = platform.adapter.send;
  let answer = (): void => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const asked: string[] = [];
  platform.adapter.send = async (place, post, key) => {
    asked.push(key);
    if (place.channelId === 'held') await held;
    return send(place, post, key);
  };

  try {
    await first.start();
    await owe(databases[0], [notice('held', onChannel('held'))], { jobs: first.jobs });
    await vi.waitFor(() => expect(asked).toEqual(['1']), 20_000);
    await second.start();
    const rest = Array.from({ length: 20 }, (_, index) => notice(`n${index}`, { subject: `s${index}` }));
    await owe(databases[1], rest, { jobs: second.jobs });
    await vi.waitFor(() => expect(platform.sent).toHaveLength(20), 20_000);
    expect(platform.sent.map((sent) => sent.text)).toEqual(rest.map((owed) => owed.key));
    answer();
    await vi.waitFor(() => expect(platform.sent.at(-1)?.text).toBe('held'), 20_000);
    expect(asked.filter((key) => key === '1')).toHaveLength(1);
  } finally {
    answer();
    await Promise.all([first.stop(), second.stop()]);
    await Promise.all(databases.map((database) => database.close()));
    await drop();
  }
});
