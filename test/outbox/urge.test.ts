import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Urgency } from '../../src/chat/adapter.ts';
import type { Database } from '../../src/db/database.ts';
import { DAY, HOUR } from '../../src/lib/instant.ts';
import type { Notice } from '../../src/outbox/notice.ts';
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
} from './fixture.ts';

const BOSS = { place: { platform: 'fake', channelId: '@U1', threadId: '' } };
const ALL = { app: Number.POSITIVE_INFINITY, sms: 50, phone: 20 };

/** A ping of U1 that should be this urgent. */
function ping(key: string, urgent: Urgency): Notice {
  const owed = notice(key, { subject: key, lane: 'urgent', kind: 'sla.breached', ...BOSS });
  return { ...owed, post: { ...owed.post, mentions: ['U1'], gist: key, urgent } };
}

describe.each(TEST_DATABASES)('an urgent ping on %s', (kind) => {
  let database: Database;
  let platform: FakePlatform;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.prisma.$executeRaw`TRUNCATE notice, posted_card, urgent_use RESTART IDENTITY`;
    platform = createFakePlatform({ urgentPerDay: ALL });
  });
  const fail = (way: Urgency, ...kinds: Parameters<typeof adapterError>[0][]) => {
    for (const each of kinds) platform.failNext(way, '@U1', adapterError(each));
  };

  test.each<Urgency>(['app', 'sms', 'phone'])('reaches whom it mentions by %s, after its message', async (way) => {
    const { courier, alarms } = createTestCourier(database, platform);
    await owe(database, [ping('b1', way)]);
    expect(await courier.deliver(1)).toEqual({ outcome: 'delivered' });
    expect(platform.sent).toHaveLength(1);
    expect(platform.urged).toEqual([`m0 ${way} U1`]);
    expect(alarms).toEqual([]);
  });

  test('is a ping like others if the platform has no urgent ways', async () => {
    const plain = createFakePlatform();
    const { courier, alarms } = createTestCourier(database, plain);
    await owe(database, [ping('b1', 'phone')]);
    expect(await courier.deliver(1)).toEqual({ outcome: 'delivered' });
    expect([plain.urged, alarms]).toEqual([[], []]);
  });

  test.each<[string, Urgency, Partial<Record<Urgency, 'rejected' | 'gone' | 'unauthorized'>>, string[]]>([
    ['a telephone call that is refused', 'phone', { phone: 'rejected' }, ['m0 sms U1']],
    ['an SMS without its scope', 'phone', { phone: 'rejected', sms: 'unauthorized' }, ['m0 app U1']],
    ['an SMS that is refused', 'sms', { sms: 'rejected' }, ['m0 app U1']],
  ])('steps down from %s', async (_what, way, refused, urged) => {
    const { courier, alarms } = createTestCourier(database, platform);
    for (const [each, error] of Object.entries(refused)) fail(each as Urgency, error);
    await owe(database, [ping('b1', way)]);
    expect(await courier.deliver(1)).toEqual({ outcome: 'delivered' });
    expect(platform.urged).toEqual(urged);
    expect(alarms).toEqual([]);
  });

  test('is delivered if no urgent way works, and the alarm is raised', async () => {
    const { courier, alarms, logged } = createTestCourier(database, platform);
    for (const way of ['phone', 'sms', 'app'] as const) fail(way, 'rejected');
    await owe(database, [ping('b1', 'phone')]);
    expect(await courier.deliver(1)).toEqual({ outcome: 'delivered' });
    expect(alarms).toMatchObject([{ code: 'outbox.not-urged', noticeId: 1, error: 'rejected' }]);
    expect(logged).toMatchObject([{ event: 'outbox.not-urged' }]);
    expect(await courier.deliver(1)).toEqual({ outcome: 'settled' });
    expect(platform.sent).toHaveLength(1);
  });

  test.each(['rate-limited', 'unavailable'] as const)(
    'is tried again when that is %s, a few times and without another message, then steps down',
    async (error) => {
      const { courier } = createTestCourier(database, platform);
      fail('phone', error, error, error, error);
      await owe(database, [ping('b1', 'phone')]);
      for (const _ of [1, 2, 3]) expect(await courier.deliver(1)).toEqual({ outcome: 'later', afterMs: 2_000 });
      expect(await courier.deliver(1)).toEqual({ outcome: 'delivered' });
      expect(platform.sent).toHaveLength(1);
      expect(platform.urged).toEqual(['m0 sms U1']);
    },
  );

  test('waits as long as the platform asks for, fifteen seconds at most', async () => {
    const { courier } = createTestCourier(database, platform);
    platform.failNext('app', '@U1', adapterError('rate-limited', 7_000));
    platform.failNext('app', '@U1', adapterError('rate-limited', HOUR));
    await owe(database, [ping('b1', 'app')]);
    expect(await courier.deliver(1)).toEqual({ outcome: 'later', afterMs: 7_000 });
    expect(await courier.deliver(1)).toEqual({ outcome: 'later', afterMs: 15_000 });
    expect(await courier.deliver(1)).toEqual({ outcome: 'delivered' });
    expect(platform.urged).toEqual(['m0 app U1']);
  });

  test('whose process died after sending it is sent with the same key, and made urgent again', async () => {
    const { courier } = createTestCourier(database, platform);
    await owe(database, [ping('b1', 'app')]);
    platform.loseAnswer('@U1');
    expect(await courier.deliver(1)).toMatchObject({ outcome: 'later' });
    expect(await courier.deliver(1)).toEqual({ outcome: 'delivered' });
    expect(platform.sent).toHaveLength(1);
    expect(platform.urged).toEqual(['m0 app U1']);
  });

  test('steps down once a way is used up, which is told once in 24 hours, and rises again then', async () => {
    const clock = { at: NOW };
    platform = createFakePlatform({ urgentPerDay: { ...ALL, phone: 2 } });
    const { courier, alarms } = createTestCourier(database, platform, () => clock.at);
    const call = async (key: string) => {
      await owe(database, [ping(key, 'phone')]);
      await courier.drain();
      clock.at += HOUR;
    };
    for (const key of ['b1', 'b2', 'b3', 'b4']) await call(key);
    expect(platform.urged.map((each) => each.split(' ')[1])).toEqual(['phone', 'phone', 'sms', 'sms']);
    expect(alarms).toEqual([
      { code: 'outbox.urgent-used-up', noticeId: 3, platform: 'fake', kind: 'sla.breached', error: 'phone' },
    ]);
    clock.at = NOW + DAY;
    for (const key of ['b5', 'b6', 'b7', 'b8']) await call(key);
    expect(platform.urged.slice(4).map((each) => each.split(' ')[1])).toEqual(['phone', 'phone', 'sms', 'sms']);
    expect(alarms).toHaveLength(2);
  });

  test('counts no use that the platform refused, and one use if it is tried again', async () => {
    platform = createFakePlatform({ urgentPerDay: { ...ALL, phone: 1 } });
    const { courier, alarms } = createTestCourier(database, platform);
    fail('phone', 'rejected', 'unavailable');
    await owe(database, [ping('b1', 'phone'), ping('b2', 'phone'), ping('b3', 'phone')]);
    for (const id of [1, 2, 2, 3]) await courier.deliver(id);
    expect(platform.urged.map((each) => each.split(' ')[1])).toEqual(['sms', 'phone', 'sms']);
    expect(alarms).toMatchObject([{ code: 'outbox.urgent-used-up', noticeId: 3 }]);
  });

  test('is counted by all processes together', async () => {
    const perDay = { ...ALL, phone: 5 };
    platform = createFakePlatform({ urgentPerDay: perDay });
    const couriers = [1, 2, 3, 4].map(() => createTestCourier(database, platform));
    const keys = Array.from({ length: 20 }, (_, index) => `b${index}`);
    await owe(
      database,
      keys.map((key) => ({ ...ping(key, 'phone'), ...onChannel(key) })),
    );
    await Promise.all(keys.map((_, index) => couriers[index % 4]?.courier.deliver(index + 1)));
    expect(platform.urged.filter((each) => each.includes('phone'))).toHaveLength(5);
    expect(platform.urged).toHaveLength(20);
    expect(couriers.flatMap(({ alarms }) => alarms)).toHaveLength(1);
  });

  test('never uses a way that is set to 0', async () => {
    platform = createFakePlatform({ urgentPerDay: { ...ALL, phone: 0 } });
    const { courier, alarms } = createTestCourier(database, platform);
    await owe(database, [ping('b1', 'phone')]);
    await courier.deliver(1);
    expect([platform.urged, alarms]).toEqual([['m0 sms U1'], []]);
  });

  test('of many that go out as one message is one call', async () => {
    platform = createFakePlatform({ urgentPerDay: ALL, messageEveryMs: 1_000 });
    const { courier } = createTestCourier(database, platform);
    fail('phone', 'rate-limited');
    await owe(
      database,
      ['b1', 'b2', 'b3', 'b4', 'b5', 'b6'].map((key) => ping(key, 'phone')),
    );
    expect(await courier.deliver(1)).toEqual({ outcome: 'delivered' });
    expect(platform.sent).toHaveLength(1);
    expect(platform.urged).toEqual(['m0 sms U1']);
  });
});
