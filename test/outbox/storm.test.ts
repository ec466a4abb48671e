import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Post } from '../../src/chat/adapter.ts';
import type { Database } from '../../src/db/database.ts';
import { SECOND } from '../../src/lib/instant.ts';
import type { Notice } from '../../src/outbox/notice.ts';
import { createPace, type Pace } from '../../src/outbox/pace.ts';
import { openTestDatabase, TEST_DATABASES } from '../support/database.ts';
import { createFakePlatform, createTestCourier, type FakePlatform, NOW, notice, onChannel, owe } from './fixture.ts';

const KEY = { platform: 'fake', channelId: '@li', lane: 'urgent' } as const;
const IDLE = { delivered: 0, woken: [], next: 'idle' };

function alert(key: string, change: Partial<Notice> & { post?: never } = {}, post: Partial<Post> = {}): Notice {
  const owed = notice(key, { subject: key, lane: 'urgent', ...onChannel('@li'), ...change });
  const bad = { kind: 'sla.breached', subject: `ticket/${key}`, level: 0, dueAt: NOW };
  return { ...owed, post: { ...owed.post, gist: key, mentions: ['U1'], alert: bad, ...post } };
}

const alerts = (count: number, prefix = 'b') =>
  Array.from({ length: count }, (_, index) => alert(`${prefix}${String(index).padStart(3, '0')}`));
const lines = (count: number, prefix = 'b') => alerts(count, prefix).map(({ key }) => key);

describe.each(TEST_DATABASES)('alerts on %s, where new messages need no pause', (kind) => {
  let database: Database;
  let platform: FakePlatform;
  let pace: Pace;
  let at: number;
  let isHurried: boolean;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.prisma.$executeRaw`TRUNCATE notice, posted_card, digest_part RESTART IDENTITY`;
    platform = createFakePlatform({ urgentPerDay: { app: Number.POSITIVE_INFINITY, sms: 0, phone: 0 } });
    at = NOW;
    isHurried = false;
    pace = createPace({
      clock: { now: () => at },
      wait: () => Promise.reject(),
      mostWaiting: 0,
      isHurried: () => isHurried,
    });
  });

  const open = () => createTestCourier(database, platform).courier;
  const texts = () => platform.sent.map(({ text }) => text);
  const waits = async () => database.prisma.notice.count({ where: { status: { not: 'delivered' } } });

  test('the first goes out at once, and what follows within a second goes out together', async () => {
    const courier = open();
    await owe(database, alerts(1, 'a'));
    await courier.next(KEY, pace, 20);
    expect(texts()).toEqual(['a000']);
    at += 10;
    await owe(database, alerts(199));
    expect(await courier.next(KEY, pace, 20)).toMatchObject({ next: { outcome: 'later', afterMs: 990, why: 'pace' } });
    at += 990;
    await courier.next(KEY, pace, 20);
    expect(texts()).toEqual(['a000', lines(199).join('\n')]);
    expect(platform.sent[1]?.mentions).toEqual(['U1']);
    expect([await waits(), await courier.next(KEY, pace, 20)]).toEqual([0, IDLE]);
  });

  test('a few that wait together are told one by one, a second apart', async () => {
    const courier = open();
    await owe(database, alerts(3));
    for (const [ms, told] of [
      [0, 1],
      [500, 1],
      [500, 2],
      [SECOND, 3],
    ] as const) {
      at += ms;
      await courier.next(KEY, pace, 20);
      expect(texts()).toEqual(lines(3).slice(0, told));
    }
  });

  test('what comes shortly after a message of many joins the next one, even if it is only two', async () => {
    const courier = open();
    await owe(database, alerts(8));
    await courier.next(KEY, pace, 20);
    await owe(database, alerts(2, 'c'));
    at += SECOND;
    expect(await courier.next(KEY, pace, 20)).toMatchObject({ next: { outcome: 'later', afterMs: 500 } });
    at += SECOND;
    await courier.next(KEY, pace, 20);
    expect(texts()).toEqual([lines(8).join('\n'), lines(2, 'c').join('\n')]);
    at += 20 * SECOND;
    await owe(database, alerts(2, 'd'));
    await courier.next(KEY, pace, 20);
    expect(texts().at(-1)).toBe('d000');
  });

  test('are mixed with nothing else, and hold nothing else up', async () => {
    const courier = open();
    const plain = { ...alert('plain'), post: { ...alert('plain').post, alert: undefined } } as unknown as Notice;
    await owe(database, [alert('first')]);
    await courier.next(KEY, pace, 20);
    await owe(database, [alert('there', onChannel('@wu')), plain, ...alerts(6)]);
    await courier.next({ ...KEY, channelId: '@wu' }, pace, 20);
    await courier.next(KEY, pace, 20);
    expect(texts()).toEqual(['first', 'there', 'plain']);
    at += SECOND;
    await courier.next(KEY, pace, 20);
    expect(texts().at(-1)).toBe(lines(6).join('\n'));
  });

  test('wait for nothing while a clock is moved', async () => {
    const courier = open();
    await owe(database, alerts(1, 'a'));
    await courier.next(KEY, pace, 20);
    await owe(database, alerts(6));
    isHurried = true;
    await courier.next(KEY, pace, 20);
    expect(texts()).toEqual(['a000', lines(6).join('\n')]);
  });

  test('of a storm call a person urgently once', async () => {
    const courier = open();
    await owe(
      database,
      lines(50).map((key) => alert(key, {}, { urgent: 'app' })),
    );
    await courier.next(KEY, pace, 20);
    expect(platform.urged).toEqual(['m0 app U1']);
  });

  test('of more than three hundred make a second message', async () => {
    const courier = open();
    await owe(database, alerts(350));
    await courier.next(KEY, pace, 20);
    at += 2 * SECOND;
    await courier.next(KEY, pace, 20);
    expect(texts().map((text) => text.split('\n').length)).toEqual([300, 50]);
    expect(await waits()).toBe(0);
  });

  test.each(['before', 'after'])('are told once when the process dies %s their message arrived', async (when) => {
    await owe(database, alerts(200));
    if (when === 'after') await open().next(KEY, pace, 20);
    await database.prisma.notice.updateMany({ data: { status: 'sending', digest: 1n } });
    await owe(database, alerts(1, 'c'));
    const next = open();
    at += 2 * SECOND;
    await next.next(KEY, pace, 20);
    at += 2 * SECOND;
    await next.next(KEY, pace, 20);
    expect(texts()).toEqual([lines(200).join('\n'), 'c000']);
    expect(await waits()).toBe(0);
  });
});
