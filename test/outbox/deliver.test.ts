import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/lib/instant.ts';
import type { Notice } from '../../src/outbox/notice.ts';
import { createPace } from '../../src/outbox/pace.ts';
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
    expect(platform.sent).toMatchObject([
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
    await owe(database, [
      notice('opened'),
      notice('acknowledged', { line: 'seen' }),
      notice('breached', { lane: 'urgent' }),
    ]);
    await courier.deliver(1);
    await courier.deliver(3);
    await courier.deliver(2);
    expect(texts()).toEqual(['card team opened', 'refresh team breached', 'line team seen']);
  });

  test('a card that soon cannot be edited any more gets a successor', async () => {
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

  test('a delivered, withdrawn or dead notice is never sent again', async () => {
    const { courier } = createTestCourier(database, platform);
    await owe(database, [notice('opened')]);
    expect(await courier.deliver(1)).toEqual({ outcome: 'delivered' });
    expect(await courier.deliver(1)).toEqual({ outcome: 'settled' });
    expect(await courier.deliver(99)).toEqual({ outcome: 'settled' });
    expect(platform.sent).toHaveLength(1);
  });

  test('a notice that another process tried after it was listed is looked for before it is sent', async () => {
    platform = createFakePlatform({ sendsOncePerKey: false });
    const listed = Promise.withResolvers<void>();
    const tried = Promise.withResolvers<void>();
    const query: Database['query'] = async (sql, values) => {
      if (sql.startsWith("UPDATE notice SET status = 'sending'")) {
        listed.resolve();
        await tried.promise;
      }
      return database.query(sql, values);
    };
    const slow = createTestCourier({ ...database, query }, platform);
    const other = createTestCourier(database, platform);
    await owe(database, [notice('opened')]);
    const delivering = slow.courier.deliver(1);
    await listed.promise;
    platform.loseAnswer('team');
    expect(await other.courier.deliver(1)).toMatchObject({ outcome: 'later' });
    tried.resolve();
    await delivering;
    await other.courier.deliver(1);
    expect(texts()).toEqual(['card team opened']);
    expect(await statuses(database)).toEqual({ opened: 'delivered' });
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

  test('what a platform will never take raises an alarm with all that a person needs to look, and none of its words', async () => {
    const { courier, logged } = createTestCourier(database, platform);
    const err = adapterError('rejected');
    platform.failNext('send', 'team', err);
    await owe(database, [notice('opened', { line: 'secret' })]);
    await courier.deliver(1);
    const about = { noticeId: 1, kind: 'ticket.opened', subject: 'ticket/1', platform: 'fake', channel: 'team' };
    expect(logged).toEqual([{ event: 'outbox.dead', ...about, error: 'rejected', err }]);
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

  test('a card that was deleted on the platform is sent again', async () => {
    const { courier } = createTestCourier(database, platform);
    await owe(database, [notice('opened'), notice('closed', { line: 'closed' }), notice('reopened')]);
    platform.failNext('refresh', 'team', adapterError('gone'));
    expect(await courier.drain()).toBe(3);
    expect(texts()).toEqual(['card team opened', 'card team closed', 'refresh team reopened']);
    expect(platform.sent[2]).toMatchObject({ thread: 't1' });
  });

  describe('a place that is gone', () => {
    const ways = [
      { place: { platform: 'fake', channelId: 'escalation', threadId: '' }, lead: 'For team:', card: 'stays' },
      { place: { platform: 'other', channelId: 'managers', threadId: '' }, lead: 'For team:', card: 'stays' },
    ] as const;
    const breach = (change: Partial<Notice> = {}) =>
      notice('breach', { line: 'T-1 is late', kind: 'sla.breached', lane: 'urgent', fallbacks: ways, ...change });
    const withMentions = (owed: Notice): Notice => ({
      ...owed,
      post: { ...owed.post, mentions: ['U1'], gist: 'T-1 · late', headline: 'Promise broken · T-1' },
    });

    test.each(['gone', 'exposed'] as const)(
      'is left for the next route (%s), and the next, until none is left',
      async (errorKind) => {
        const { courier, alarms, other } = createTestCourier(database, platform);
        platform.failNext('send', 'team', adapterError(errorKind));
        platform.failNext('send', 'escalation', adapterError('gone'));
        other.failNext('send', 'managers', adapterError('gone'));
        await owe(database, [withMentions(breach())]);

        const moved = (orderKey: string) => ({ outcome: 'moved', orderKeys: [orderKey] });
        expect(await courier.deliver(1)).toEqual(moved('fake/escalation/urgent'));
        expect(await database.prisma.notice.findFirst()).toMatchObject({
          platform: 'fake',
          channel: 'escalation',
          status: 'pending',
          attempts: 0,
          error: errorKind,
          fallbacks: [ways[1]],
          post: { line: 'For team: T-1 is late', headline: 'For team: Promise broken · T-1', mentions: ['U1'] },
        });
        expect(await courier.deliver(1)).toEqual(moved('other/managers/urgent'));
        const headline = 'For team: Promise broken · T-1';
        const post = { line: 'For team: T-1 is late', gist: 'For team: T-1 · late', headline, mentions: [] };
        expect(await database.prisma.notice.findFirst()).toMatchObject({ fallbacks: [], post });
        expect(await courier.deliver(1)).toEqual({ outcome: 'settled' });
        expect(await statuses(database)).toEqual({ breach: 'dead' });
        expect(alarms).toEqual([
          { code: 'outbox.rerouted', noticeId: 1, platform: 'fake', kind: 'sla.breached', error: errorKind },
          { code: 'outbox.rerouted', noticeId: 1, platform: 'fake', kind: 'sla.breached', error: 'gone' },
          { code: 'outbox.dead', noticeId: 1, platform: 'other', kind: 'sla.breached', error: 'gone' },
        ]);
      },
    );

    test('mentions the customer’s people in their own channel only', async () => {
      const { courier } = createTestCourier(database, platform);
      platform.failNext('send', 'team', adapterError('gone'));
      const asked = withMentions(breach());
      await owe(database, [{ ...asked, post: { ...asked.post, readers: 'customer' } }]);
      await courier.deliver(1);
      expect(await database.prisma.notice.findFirst()).toMatchObject({ channel: 'escalation', post: { mentions: [] } });
    });

    test.each(['unavailable', 'unauthorized'] as const)(
      'whose platform is %s past a ping’s deadline is left for one on another platform, once',
      async (errorKind) => {
        const clock = { at: NOW };
        const { courier, other, alarms } = createTestCourier(database, platform, () => clock.at);
        await owe(database, [withMentions(breach())]);
        for (const _ of ['at once', 'in time', 'too late']) platform.failNext('send', 'team', adapterError(errorKind));
        expect(await courier.deliver(1)).toMatchObject({ outcome: 'later' });
        clock.at += 59_000;
        expect(await courier.deliver(1)).toMatchObject({ outcome: 'later' });
        clock.at += 1_000;
        const orderKeys = ['other/managers/urgent'];
        expect(await courier.deliver(1)).toEqual({ outcome: 'moved', orderKeys });
        expect(await courier.deliver(1)).toEqual({ outcome: 'delivered' });
        expect(await courier.deliver(1)).toEqual({ outcome: 'settled' });
        expect(other.sent.map(({ text }) => text)).toEqual(['For team: T-1 is late']);
        expect(platform.sent).toEqual([]);
        expect(alarms.at(-1)?.code).toBe('outbox.rerouted');
      },
    );

    test('is not left by notices that are not pings, nor for a rate limit', async () => {
      const { courier } = createTestCourier(database, platform, () => NOW + 3_600_000);
      await owe(database, [breach(), withMentions({ ...breach(), key: 'limited' })]);
      for (const kind of ['unavailable', 'unavailable', 'rate-limited', 'rate-limited'] as const)
        platform.failNext('send', 'team', adapterError(kind));
      for (const id of [1, 1, 2, 2]) expect(await courier.deliver(id)).toMatchObject({ outcome: 'later' });
    });

    test('lets a drain go on at the fallback, in order', async () => {
      const { courier } = createTestCourier(database, platform);
      for (let count = 0; count < 250; count += 1) platform.failNext('send', 'team', adapterError('gone'));
      const keys = Array.from({ length: 250 }, (_, index) => `n${index}`);
      await owe(
        database,
        keys.map((key) => notice(key, { subject: key, line: key, fallbacks: ways.slice(0, 1) })),
      );
      expect(await courier.drain()).toBe(250);
      expect(texts()).toEqual(keys.map((key) => `line escalation For team: ${key}`));
    });

    test('takes the card along if no other card of its subject can be there', async () => {
      const { courier } = createTestCourier(database, platform);
      platform.failNext('send', 'team', adapterError('gone'));
      await owe(database, [notice('breach', { fallbacks: [{ ...ways[0], card: 'comes' }] })]);
      await courier.drain();
      expect(texts()).toEqual(['card escalation breach']);
      expect(await database.prisma.notice.findFirst()).toMatchObject({ post: { line: 'For team:' } });
    });

    test('says the title of the card that stays behind', async () => {
      const { courier } = createTestCourier(database, platform);
      platform.failNext('send', 'team', adapterError('gone'));
      await owe(database, [notice('T-1 is late', { fallbacks: ways })]);
      await courier.drain();
      expect(texts()).toEqual(['line escalation For team: T-1 is late']);
    });

    test('is also noticed by an update of a card there', async () => {
      const { courier } = createTestCourier(database, platform);
      await owe(database, [notice('opened'), breach()]);
      await courier.deliver(1);
      for (const call of ['refresh', 'send'] as const) platform.failNext(call, 'team', adapterError('gone'));
      expect(await courier.drain()).toBe(1);
      expect(texts()).toEqual(['card team opened', 'line escalation For team: T-1 is late']);
    });

    test('does not matter to a notice that only updates a card', async () => {
      const { courier, alarms } = createTestCourier(database, platform);
      const refresh = (key: string, subject: string): Notice => {
        const owed = notice(key, { subject, fallbacks: ways });
        return { ...owed, post: { ...owed.post, about: undefined } };
      };
      await owe(database, [notice('opened'), refresh('refresh', 'ticket/1'), refresh('of none', 'ticket/2')]);
      await courier.deliver(1);
      for (const call of ['refresh', 'send'] as const) platform.failNext(call, 'team', adapterError('gone'));
      expect(await courier.deliver(2)).toEqual({ outcome: 'settled' });
      await courier.deliver(3);
      expect(await statuses(database)).toEqual({ opened: 'delivered', refresh: 'dropped', 'of none': 'delivered' });
      expect(texts()).toEqual(['card team opened']);
      expect(alarms).toEqual([]);
    });
  });

  test('a channel with a rate limit gets nothing on either lane, nor an update, until it is over', async () => {
    const { courier } = createTestCourier(database, platform);
    const time = { at: NOW };
    const pace = createPace({ clock: { now: () => time.at }, wait: () => Promise.reject(), mostWaiting: 0 });
    await owe(database, [
      notice('opened'),
      notice('limited', { subject: 'ticket/2' }),
      notice('breach', { subject: 'ticket/3', lane: 'urgent' }),
      notice('refreshed'),
      notice('elsewhere', onChannel('customer')),
    ]);
    await courier.deliver(1, pace);
    platform.failNext('send', 'team', adapterError('rate-limited', 30_000));
    const later = (afterMs: number) => ({ outcome: 'later', afterMs });
    expect(await courier.deliver(2, pace)).toEqual(later(30_000));
    time.at += 10_000;
    for (const id of [2, 3, 4]) expect(await courier.deliver(id, pace)).toEqual(later(20_000));
    expect(await courier.deliver(5, pace)).toEqual({ outcome: 'delivered' });
    time.at += 20_000;
    for (const id of [3, 2, 4]) expect(await courier.deliver(id, pace)).toEqual({ outcome: 'delivered' });
    expect(texts().slice(2)).toEqual(['card team breach', 'card team limited', 'refresh team refreshed']);
    expect(await database.prisma.notice.count({ where: { attempts: 0 } })).toBe(5);
  });

  test('a card is updated without waiting for a slot, its words wait', async () => {
    platform = createFakePlatform({ messageEveryMs: 1_000 });
    const { courier } = createTestCourier(database, platform);
    const pace = createPace({ clock: { now: () => NOW }, wait: () => Promise.reject(), mostWaiting: 0 });
    await owe(database, [notice('opened'), notice('refreshed'), notice('said', { line: 'closed' })]);
    await courier.deliver(1, pace);
    expect(await courier.deliver(2, pace)).toEqual({ outcome: 'delivered' });
    expect(await courier.deliver(3, pace)).toEqual({ outcome: 'later', afterMs: 1_000 });
    expect(texts()).toEqual(['card team opened', 'refresh team refreshed']);
  });

  test('a notice for a platform that is not connected waits', async () => {
    const { courier } = createTestCourier(database, platform);
    await owe(database, [notice('opened', { place: { platform: 'slack', channelId: 'team', threadId: '' } })]);
    expect(await courier.deliver(1)).toMatchObject({ outcome: 'later' });
    expect(await statuses(database)).toEqual({ opened: 'pending' });
  });

  test('what a dead process left half sent goes out once if the platform knows its key', async () => {
    const { courier } = createTestCourier(database, platform);
    await owe(database, [notice('opened')]);
    await courier.deliver(1);
    await database.prisma.notice.updateMany({ data: { status: 'sending' } });
    await database.prisma.postedCard.deleteMany();
    expect(await courier.deliver(1)).toEqual({ outcome: 'delivered' });
    expect(texts()).toEqual(['card team opened']);
    expect(await database.prisma.postedCard.findFirst()).toMatchObject({ messageId: 'm0', noticeId: 1n });
  });

  describe('if the platform has no keys', () => {
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

    test('what may have arrived is looked for, even after other failures', async () => {
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

    test('a line under an updated card whose answer was lost is there once', async () => {
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
    // Either may come first: the older one then posts the card and the newer one refreshes it.
    expect(texts().filter((text) => text.startsWith('card'))).toHaveLength(1);
    expect(texts().at(-1)).toMatch(/ team breached$/);
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
