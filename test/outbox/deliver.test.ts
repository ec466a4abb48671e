import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../src/db/open.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/lib/instant.ts';
import { openTestDatabase, TEST_DATABASES } from '../support/database.ts';
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

describe.each(TEST_DATABASES)('delivering on %s', (kind) => {
  let database: Database;
  let platform: FakePlatform;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.prisma.$executeRaw`TRUNCATE notice, posted_card RESTART IDENTITY`;
    platform = createFakePlatform();
  });

  const texts = () => platform.sent.map(({ what, channel, text }) => `${what} ${channel} ${text}`);

  test('a second card of the same subject refreshes the first and leaves its line in the thread', async () => {
    const { courier } = createTestCourier(database, platform);
    await owe(database, [notice('opened'), notice('closed', { line: 'closed by engineer1' })]);
    expect(await courier.drain()).toBe(2);
    expect(platform.sent).toEqual([
      { what: 'card', channel: 'team', thread: '', text: 'opened' },
      { what: 'refresh', channel: 'team', thread: 't0', text: 'closed' },
      { what: 'line', channel: 'team', thread: 't0', text: 'closed by engineer1' },
    ]);
    await owe(database, [notice('reopened')]);
    await courier.deliver(3);
    expect(platform.sent.at(-1)).toMatchObject({ what: 'refresh', text: 'reopened' });
  });

  test('a line alone joins the thread of its subject card, or the thread it names', async () => {
    const { courier } = createTestCourier(database, platform);
    const asked = { platform: 'fake', channelId: 'team', threadId: 'asked' };
    await owe(database, [
      notice('before', { title: null, line: 'before' }),
      notice('opened'),
      notice('after', { title: null, line: 'after' }),
      notice('named', { title: null, line: 'named', place: asked }),
    ]);
    await courier.drain();
    expect(platform.sent.map((sent) => sent.thread)).toEqual(['', '', 't1', 'asked']);
  });

  test('cards of one subject on two channels are two messages', async () => {
    const { courier } = createTestCourier(database, platform);
    await owe(database, [notice('one'), notice('two', onChannel('customer'))]);
    await courier.drain();
    expect(texts()).toEqual(['card team one', 'card customer two']);
  });

  test('an older notice that comes after a newer one leaves the newer card alone', async () => {
    const { courier } = createTestCourier(database, platform);
    await owe(database, [notice('opened'), notice('acknowledged', { line: 'seen' }), notice('breached')]);
    await courier.deliver(1);
    await courier.deliver(3);
    await courier.deliver(2);
    expect(texts()).toEqual(['card team opened', 'refresh team breached', 'line team seen']);
  });

  test('a card that can soon be edited no more gets a successor', async () => {
    let now = NOW;
    const { courier } = createTestCourier(database, platform, () => now);
    await owe(database, [notice('opened')]);
    await courier.drain();
    now += 13 * DAY;
    await owe(database, [notice('long')]);
    await courier.drain();
    await owe(database, [notice('longer')]);
    await courier.drain();
    expect(texts()).toEqual(['card team opened', 'card team long', 'refresh team longer']);
    expect(platform.sent[2]).toMatchObject({ thread: 't1' });
  });

  test('what nobody wants any more is dropped, at its last instant it is not', async () => {
    const { courier } = createTestCourier(database, platform);
    await owe(database, [
      notice('late', { notAfter: NOW - 1 }),
      notice('in-time', { notAfter: NOW, subject: 'ticket/2' }),
    ]);
    expect(await courier.drain()).toBe(1);
    expect(await statuses(database)).toEqual({ late: 'dropped', 'in-time': 'delivered' });
  });

  test('a delivered, withdrawn or dead notice is never sent again', async () => {
    const { courier } = createTestCourier(database, platform);
    await owe(database, [notice('opened')]);
    expect(await courier.deliver(1)).toEqual({ outcome: 'delivered' });
    expect(await courier.deliver(1)).toEqual({ outcome: 'settled' });
    expect(await courier.deliver(99)).toEqual({ outcome: 'settled' });
    expect(platform.sent).toHaveLength(1);
  });

  test('a message that fails does not hold up other channels, and keeps its place on its own', async () => {
    const { courier } = createTestCourier(database, platform);
    platform.failNext('send', 'team', adapterError('unavailable'));
    await owe(database, [
      notice('team-1'),
      notice('team-2', { subject: 'ticket/2' }),
      notice('customer', onChannel('customer')),
    ]);
    expect(await courier.drain()).toBe(1);
    expect(await courier.drain()).toBe(2);
    expect(texts()).toEqual(['card customer customer', 'card team team-1', 'card team team-2']);
  });

  test.each([
    ['rate-limited', 7_000, { outcome: 'later', afterMs: 7_000 }, 'pending', 0, []],
    ['rate-limited', undefined, { outcome: 'later', afterMs: 1_000 }, 'pending', 0, []],
    ['unavailable', undefined, { outcome: 'later', afterMs: 1_000 }, 'pending', 1, []],
    ['unauthorized', undefined, { outcome: 'later', afterMs: 5 * MINUTE }, 'pending', 0, ['outbox.refused']],
    ['gone', undefined, { outcome: 'settled' }, 'dead', 1, ['outbox.dead']],
    ['rejected', undefined, { outcome: 'settled' }, 'dead', 1, ['outbox.dead']],
  ] as const)('a send that fails as %s (%s ms)', async (errorKind, retryAfterMs, result, status, attempts, codes) => {
    const { courier, alarms } = createTestCourier(database, platform);
    platform.failNext('send', 'team', adapterError(errorKind, retryAfterMs));
    await owe(database, [notice('opened')]);
    expect(await courier.deliver(1)).toEqual(result);
    expect(await database.prisma.notice.findFirst()).toMatchObject({ status, attempts, error: errorKind });
    expect(alarms.map((alarm) => alarm.code)).toEqual(codes);
  });

  test('a fault is tried five times, further apart each time, then the notice is dead', async () => {
    const { courier, alarms } = createTestCourier(database, platform);
    await owe(database, [notice('opened')]);
    const waits: (number | string)[] = [];
    for (let attempt = 0; attempt < 5; attempt += 1) {
      platform.failNext('send', 'team', new TypeError('a bug of ours'));
      const result = await courier.deliver(1);
      waits.push(result.outcome === 'later' ? result.afterMs : result.outcome);
    }
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 'settled']);
    expect(alarms).toMatchObject([{ code: 'outbox.dead', noticeId: 1, platform: 'fake', error: 'fault' }]);
  });

  test('a platform that stays silent is waited for, fifteen seconds at most between tries, for eight hours', async () => {
    const { courier } = createTestCourier(database, platform);
    await owe(database, [notice('opened')]);
    await database.prisma.notice.updateMany({ data: { attempts: (8 * HOUR) / (15 * SECOND) - 1 } });
    platform.failNext('send', 'team', adapterError('unavailable'));
    expect(await courier.deliver(1)).toEqual({ outcome: 'later', afterMs: 15 * SECOND });
    platform.failNext('send', 'team', adapterError('unavailable'));
    expect(await courier.deliver(1)).toEqual({ outcome: 'settled' });
  });

  test('a card that is gone from the platform is sent anew', async () => {
    const { courier } = createTestCourier(database, platform);
    await owe(database, [notice('opened'), notice('closed', { line: 'closed' }), notice('reopened')]);
    platform.failNext('refresh', 'team', adapterError('gone'));
    expect(await courier.drain()).toBe(3);
    expect(texts()).toEqual(['card team opened', 'card team closed', 'refresh team reopened']);
    expect(platform.sent[2]).toMatchObject({ thread: 't1' });
  });

  test('a notice for a platform that is not connected waits', async () => {
    const { courier } = createTestCourier(database, platform);
    await owe(database, [notice('opened', { place: { platform: 'slack', channelId: 'team', threadId: '' } })]);
    expect(await courier.deliver(1)).toMatchObject({ outcome: 'later' });
    expect(await statuses(database)).toEqual({ opened: 'pending' });
  });

  test('what a dead process left half sent goes out once where the platform knows its key', async () => {
    const { courier } = createTestCourier(database, platform);
    await owe(database, [notice('opened')]);
    await courier.deliver(1);
    await database.prisma.notice.updateMany({ data: { status: 'sending' } });
    await database.prisma.postedCard.deleteMany();
    expect(await courier.deliver(1)).toEqual({ outcome: 'delivered' });
    expect(texts()).toEqual(['card team opened']);
    expect(await database.prisma.postedCard.findFirst()).toMatchObject({ messageId: 'm0', noticeId: 1n });
  });

  describe('where the platform knows no keys', () => {
    beforeEach(() => {
      platform = createFakePlatform({ sendsOncePerKey: false });
    });

    test('what a dead process left half sent is looked for first, since the instant that it tells of', async () => {
      const { courier } = createTestCourier(database, platform);
      await owe(database, [notice('opened'), notice('other', { subject: 'ticket/2' })]);
      await courier.deliver(1);
      await database.prisma.notice.updateMany({ where: { key: 'opened' }, data: { status: 'sending' } });
      await database.prisma.postedCard.deleteMany();
      await courier.deliver(1);
      await courier.deliver(2);
      expect(texts()).toEqual(['card team opened', 'card team other']);
      expect(platform.lookedSince).toEqual([NOW]);
      expect(await database.prisma.postedCard.findFirst()).toMatchObject({ messageId: 'm0', noticeId: 1n });
    });

    test('what may have arrived is looked for, whatever happened afterwards', async () => {
      const { courier } = createTestCourier(database, platform);
      await owe(database, [notice('opened')]);
      platform.loseAnswer('team');
      await courier.deliver(1);
      platform.failNext('send', 'team', adapterError('rate-limited'));
      await courier.deliver(1);
      expect(await courier.deliver(1)).toEqual({ outcome: 'delivered' });
      expect(texts()).toEqual(['card team opened']);
    });

    test('a process that dies over it, then a rate limit, does not make it forget', async () => {
      const { courier } = createTestCourier(database, platform);
      await owe(database, [notice('opened')]);
      await courier.deliver(1);
      await database.prisma.notice.updateMany({ data: { status: 'sending' } });
      await database.prisma.postedCard.deleteMany();
      platform.failNext('send', 'team', adapterError('rate-limited'));
      await courier.deliver(1);
      await courier.deliver(1);
      expect(texts()).toEqual(['card team opened']);
    });

    test('a line whose answer was lost under a refreshed card stands there once', async () => {
      const { courier } = createTestCourier(database, platform);
      await owe(database, [notice('opened'), notice('closed', { line: 'closed' })]);
      await courier.deliver(1);
      platform.loseAnswer('team');
      await courier.deliver(2);
      await courier.deliver(2);
      expect(texts().filter((text) => text.startsWith('line'))).toEqual(['line team closed']);
    });
  });

  test('two notices of one subject under way at once, on both lanes, leave one card', async () => {
    const { courier } = createTestCourier(database, platform);
    await owe(database, [notice('opened'), notice('breached', { lane: 'urgent' })]);
    await Promise.all([courier.deliver(2), courier.deliver(1)]);
    expect(texts()).toEqual(['card team breached']);
  });

  test('a batch beyond two hundred is drained in order', async () => {
    const { courier } = createTestCourier(database, platform);
    const notices = Array.from({ length: 450 }, (_, index) => notice(`n${index}`, { subject: `ticket/${index}` }));
    await owe(database, notices);
    expect(await courier.drain()).toBe(450);
    expect(platform.sent.map((sent) => sent.text)).toEqual(notices.map((owed) => owed.key));
    expect(await courier.drain()).toBe(0);
  });
});
