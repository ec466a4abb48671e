import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database, Tx } from '../../src/db/database.ts';
import { type JobSink, withTurn } from '../../src/db/turn.ts';
import { silentLog } from '../../src/lib/log.ts';
import { enqueue } from '../../src/outbox/enqueue.ts';
import { openTestDatabase, TEST_DATABASES } from '../support/database.ts';
import { NOW, notice, onChannel, owe, statuses } from './fixture.ts';

describe.each(TEST_DATABASES)('owing notices on %s', (kind) => {
  let database: Database;
  let jobs: JobSink & { added: string[] };
  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.prisma.$executeRaw`TRUNCATE notice RESTART IDENTITY`;
    jobs = {
      added: [],
      add: async (_tx, jobs_) => {
        jobs.added.push(...jobs_);
      },
    };
  });

  test('keeps everything a notice says, and asks for its delivery', async () => {
    const full = notice('ticket/1|sla.breached|respond', {
      kind: 'sla.breached',
      lane: 'urgent',
      audience: 'escalation',
      line: 'overdue 😱 \u202e',
      place: { platform: 'fake', channelId: 'C1', threadId: 'T1' },
    });
    await owe(database, [full], { jobs });
    expect(await database.prisma.notice.findFirst()).toEqual({
      id: 1n,
      key: full.key,
      kind: 'sla.breached',
      subject: 'ticket/1',
      at: new Date(NOW),
      audience: 'escalation',
      platform: 'fake',
      channel: 'C1',
      thread: 'T1',
      lane: 'urgent',
      post: full.post,
      status: 'pending',
      attempts: 0,
      deliveredAt: null,
      error: null,
      fallbacks: [],
      digest: null,
    });
    expect(jobs.added).toEqual(['fake/C1/urgent']);
  });

  test('numbers notices in the order given', async () => {
    const keys = ['c', 'a', 'b'];
    await owe(
      database,
      keys.map((key) => notice(key)),
      { jobs },
    );
    expect(Object.keys(await statuses(database))).toEqual(keys);
    expect(jobs.added).toEqual(['fake/team/normal']);
  });

  test('a key that is there already adds neither a notice nor a job', async () => {
    await owe(database, [notice('one'), notice('one')], { jobs });
    await owe(database, [notice('one'), notice('two', onChannel('customer'))], { jobs });
    expect(await statuses(database)).toEqual({ one: 'pending', two: 'pending' });
    expect(jobs.added).toEqual(['fake/team/normal', 'fake/customer/normal']);
  });

  test('a turn that fails owes nothing', async () => {
    const failing = withTurn(database, jobs, { now: NOW, actor: 'clock', log: silentLog }, async (turn) => {
      await enqueue(turn, [notice('one')], []);
      throw new Error('refused later');
    });
    await expect(failing).rejects.toThrow('refused later');
    expect(await statuses(database)).toEqual({});
  });

  test('withdraws by subject and beginning of the key what still waits', async () => {
    const keys = ['ticket/1|sla.warning|respond|1', 'ticket/1|sla.warning|resolve|1', 'ticket/1|ticket.opened'];
    await owe(database, [
      ...keys.map((key) => notice(key)),
      notice('ticket/2|sla.warning|respond|1', { subject: 'ticket/2' }),
    ]);
    await database.prisma.notice.updateMany({ where: { key: keys[1] as string }, data: { status: 'delivered' } });
    await owe(database, [], { withdrawals: [{ subject: 'ticket/1', keyPrefix: 'ticket/1|sla.warning|' }] });
    expect(Object.values(await statuses(database))).toEqual(['withdrawn', 'delivered', 'pending', 'pending']);
  });

  test('a withdrawn notice gives its key back', async () => {
    await owe(database, [notice('ticket/1|prompt')]);
    await owe(database, [notice('ticket/1|prompt')], {
      withdrawals: [{ subject: 'ticket/1', keyPrefix: 'ticket/1|prompt' }],
    });
    expect(await statuses(database)).toEqual({
      'ticket/1|prompt|withdrawn|1': 'withdrawn',
      'ticket/1|prompt': 'pending',
    });
  });

  test('nothing to do costs no statement', async () => {
    const untouchable = new Proxy({} as Tx, {
      get: () => {
        throw new Error('a statement was run');
      },
    });
    await enqueue({ tx: untouchable, jobs, now: NOW, actor: 'clock', log: silentLog }, [], []);
    expect(jobs.added).toEqual([]);
  });
});
