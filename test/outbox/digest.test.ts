import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Post } from '../../src/chat/adapter.ts';
import type { Database } from '../../src/db/database.ts';
import { DAY } from '../../src/lib/instant.ts';
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
  statuses,
} from './fixture.ts';

type Change = Omit<Partial<Notice>, 'post'> & { readonly post?: Partial<Post> };

/** A breach with a card of its own; a digest names it by its key. */
function breach(key: string, { post, ...change }: Change = {}): Notice {
  const owed = notice(key, { subject: key, lane: 'urgent', ...change });
  return { ...owed, post: { ...owed.post, gist: key, mentions: ['U1', `U${key}`], ...post } };
}

const CARDS = { platform: 'fake', channelId: 'team', lane: 'card' } as const;

function breaches(count: number, change: Change = {}, prefix = 'b'): Notice[] {
  return Array.from({ length: count }, (_, index) => breach(`${prefix}${index}`, change));
}

describe.each(TEST_DATABASES)('a long queue on %s', (kind) => {
  let database: Database;
  let platform: FakePlatform;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.prisma.$executeRaw`TRUNCATE notice, posted_card, digest_part RESTART IDENTITY`;
    platform = createFakePlatform({ messageEveryMs: 1_000, sendsOncePerKey: false });
  });

  const texts = () => platform.sent.map(({ text }) => text);
  const lines = (count: number, prefix = 'b') => Array.from({ length: count }, (_, index) => `${prefix}${index}`);
  const open = async () =>
    Object.entries(await statuses(database)).flatMap(([key, status]) => (status === 'delivered' ? [] : [key]));

  test('becomes one message that names every case, the oldest first, and mentions everyone once', async () => {
    const { courier } = createTestCourier(database, platform);
    await owe(database, breaches(30));
    expect(await courier.deliver(1)).toEqual({ outcome: 'delivered' });
    expect(platform.sent).toMatchObject([{ what: 'line', channel: 'team', text: lines(30).join('\n') }]);
    expect(platform.sent[0]?.mentions).toEqual(['U1', ...lines(30).map((key) => `U${key}`)]);
    expect(await courier.deliver(17)).toEqual({ outcome: 'settled' });
    expect(await open()).toEqual([]);
  });

  test('of fewer than five is told one by one', async () => {
    const { courier } = createTestCourier(database, platform);
    await owe(database, breaches(4));
    for (const id of [1, 2, 3, 4]) await courier.deliver(id);
    expect(texts()).toEqual(lines(4));
  });

  test('beyond thirty goes on in the next message', async () => {
    const { courier } = createTestCourier(database, platform);
    await owe(database, breaches(40));
    for (const id of [1, 30, 31, 40]) await courier.deliver(id);
    expect(texts()).toEqual([lines(40).slice(0, 30).join('\n'), lines(40).slice(30).join('\n')]);
  });

  test('merges nothing of another channel, lane or language, and nothing that says more than a line', async () => {
    const { courier } = createTestCourier(database, platform);
    const others = [
      breach('channel', onChannel('managers')),
      breach('platform', { place: { platform: 'other', channelId: 'team', threadId: '' } }),
      breach('thread', { place: { platform: 'fake', channelId: 'team', threadId: 't' } }),
      breach('lane', { lane: 'normal' }),
      breach('language', { post: { language: 'zh-CN' } }),
      breach('long', { post: { gist: '' } }),
      breach('withdrawn'),
    ];
    await owe(database, [...breaches(3), ...others, ...breaches(2, {}, 'c')]);
    await owe(database, [], { withdrawals: [{ subject: 'withdrawn', keyPrefix: 'withdrawn' }] });
    await courier.deliver(1);
    expect(texts()).toEqual([[...lines(3), ...lines(2, 'c')].join('\n')]);
    expect(await open()).toHaveLength(others.length);
  });

  test('is sent one by one if new messages need no pause, and by a drain', async () => {
    const { courier } = createTestCourier(database, platform);
    await owe(database, breaches(6));
    expect(await courier.drain()).toBe(6);
    platform = createFakePlatform();
    const unhurried = createTestCourier(database, platform).courier;
    await owe(database, breaches(6, {}, 'c'));
    await unhurried.deliver(7);
    expect(texts()).toEqual(['c0']);
  });

  test('that a platform refuses for now is put back whole, and may grow', async () => {
    const { courier } = createTestCourier(database, platform);
    await owe(database, breaches(5));
    platform.failNext('send', 'team', adapterError('rate-limited', 3_000));
    expect(await courier.deliver(1)).toEqual({ outcome: 'later', afterMs: 3_000 });
    expect(new Set(Object.values(await statuses(database)))).toEqual(new Set(['pending']));
    await owe(database, breaches(2, {}, 'c'));
    await courier.deliver(1);
    expect(texts()).toEqual([[...lines(5), ...lines(2, 'c')].join('\n')]);
  });

  test('whose answer was lost is looked for, and nothing that came later counts as told', async () => {
    const { courier } = createTestCourier(database, platform);
    await owe(database, breaches(6));
    platform.loseAnswer('team');
    expect(await courier.deliver(1)).toMatchObject({ outcome: 'later' });
    await owe(database, breaches(1, {}, 'c'), { withdrawals: [{ subject: 'b0', keyPrefix: 'b0' }] });
    expect(await courier.deliver(1)).toEqual({ outcome: 'settled' });
    expect(await courier.deliver(2)).toEqual({ outcome: 'delivered' });
    expect(platform.lookedSince).toEqual([NOW]);
    expect(texts()).toEqual([lines(6).join('\n')]);
    expect(await open()).toEqual(['b0|withdrawn|1', 'c0']);
  });

  test.each(['before', 'after'])('is told once when the process dies %s it arrived', async (when) => {
    const { courier } = createTestCourier(database, platform);
    await owe(database, breaches(6));
    if (when === 'after') await courier.deliver(1);
    await database.prisma.notice.updateMany({ data: { status: 'sending', digest: 1n } });
    await owe(database, breaches(1, {}, 'c'));
    for (const id of [1, 2, 7]) await courier.deliver(id);
    expect(texts()).toEqual([lines(6).join('\n'), 'c0']);
    expect(await open()).toEqual([]);
  });

  test("whose place is gone uses each notice's own fallback", async () => {
    const { courier, alarms } = createTestCourier(database, platform);
    const fallbacks = [{ ...onChannel('escalation'), lead: 'For team:', card: 'comes' as const }];
    await owe(database, [...breaches(5, { fallbacks }), breach('last')]);
    platform.failNext('send', 'team', adapterError('exposed'));
    expect(await courier.deliver(1)).toEqual({ outcome: 'moved', orderKeys: ['fake/escalation/urgent'] });
    expect(await courier.deliver(1)).toEqual({ outcome: 'delivered' });
    const said = lines(5).map((key) => `For team: ${key}`);
    expect(platform.sent).toMatchObject([{ channel: 'escalation', text: said.join('\n') }]);
    expect(await open()).toEqual(['last']);
    expect(alarms.map(({ code }) => code).sort()).toEqual(['outbox.dead', ...Array(5).fill('outbox.rerouted')]);
  });

  test.each([
    ['rejected', 1],
    ['fault', 5],
  ])('that fails for good (%s) goes out one by one', async (errorKind, tries) => {
    const { courier } = createTestCourier(database, platform);
    await owe(database, breaches(6));
    for (let count = 0; count < tries; count += 1) {
      const error = errorKind === 'rejected' ? adapterError('rejected') : new TypeError('a bug of ours');
      platform.failNext('send', 'team', error);
      expect(await courier.deliver(1)).toMatchObject({ outcome: 'later' });
    }
    for (const id of [1, 2, 3, 4, 5, 6]) await courier.deliver(id);
    expect(texts()).toEqual(lines(6));
  });

  test('updates cards of its notices that are there, and is not held up by one', async () => {
    const { courier } = createTestCourier(database, platform);
    await owe(database, [breach('opened', { subject: 'b0' }), breach('other', { subject: 'b1' })]);
    await courier.deliver(1);
    await courier.deliver(2);
    await owe(database, breaches(5));
    platform.failNext('refresh', 'team', adapterError('unavailable'));
    expect(await courier.deliver(3)).toEqual({ outcome: 'delivered' });
    expect(await open()).toEqual(['b0', 'b1']);
    expect(await courier.next(CARDS)).toMatchObject({ next: { outcome: 'later', why: 'unavailable' } });
    await owe(database, breaches(5, { subject: 'b1' }, 'c'));
    expect(await courier.deliver(8)).toEqual({ outcome: 'delivered' });
    for (let count = 0; count < 3; count += 1) await courier.next(CARDS);
    expect(texts()).toEqual(['opened', 'other', lines(5).join('\n'), lines(5, 'c').join('\n'), 'b0', 'c4']);
    expect(await open()).toEqual([]);
    expect(await database.prisma.postedCard.findFirst({ where: { subject: 'b1' } })).toMatchObject({ noticeId: 12n });
  });

  /** Breaches whose digest the test's courier draws as a card that says what the newest post of each says. */
  function drawn(count: number): Notice[] {
    return breaches(count).map((each) => {
      const { card } = each.post;
      const badge = { text: 'draws', tone: 'bad' } as const;
      return { ...each, post: { ...each.post, ...(card ? { card: { ...card, badges: [badge] } } : {}) } };
    });
  }

  /** A silent change of a case's card. */
  function change(key: string, subject: string, title: string, channelId = 'team'): Notice {
    const silent = notice(key, { subject, title, lane: 'card', ...onChannel(channelId) });
    return { ...silent, post: { ...silent.post, about: undefined } };
  }

  async function untilIdle(courier: ReturnType<typeof createTestCourier>['courier']) {
    for (let count = 0; count < 10; count += 1) if ((await courier.next(CARDS)).next === 'idle') return;
    throw new Error('the card lane does not become idle');
  }

  test('is redrawn when a case in it changes, once for each change, and no person is called again', async () => {
    const { courier } = createTestCourier(database, platform);
    await owe(database, drawn(5));
    await courier.deliver(1);
    expect(texts()).toEqual(['b0; b1; b2; b3; b4']);
    await owe(database, [
      change('k1', 'b1', 'kept'),
      change('k2', 'b9', 'not in it'),
      change('k3', 'b2', 'x', 'other'),
    ]);
    await untilIdle(courier);
    await owe(database, [change('k4', 'b3', 'late'), change('k5', 'b3', 'kept')]);
    await untilIdle(courier);
    expect(platform.sent.slice(1)).toMatchObject([
      { what: 'refresh', thread: 't0', text: 'b0; b1 (kept); b2; b3; b4', mentions: [] },
      { what: 'refresh', thread: 't0', text: 'b0; b1 (kept); b2; b3 (kept); b4', mentions: [] },
    ]);
    expect((await open()).filter((key) => key !== 'k3')).toEqual([]);
  });

  test('shows what changed while it waited to be sent', async () => {
    const { courier } = createTestCourier(database, platform);
    await owe(database, [...drawn(5), change('k', 'b4', 'kept')]);
    await courier.next(CARDS);
    await courier.deliver(1);
    await untilIdle(courier);
    expect(new Set(texts())).toEqual(new Set(['b0; b1; b2; b3; b4 (kept)']));
  });

  test('loses no redraw and draws none twice when the process dies at any point', async () => {
    const { courier } = createTestCourier(database, platform);
    await owe(database, drawn(5));
    platform.loseAnswer('team');
    await courier.deliver(1);
    await courier.deliver(1);
    expect(texts()).toEqual(['b0; b1; b2; b3; b4']);
    expect(await database.prisma.digestPart.count()).toBe(5);
    // It died after the redraw was owed and before the change counted as delivered: the change comes again.
    await owe(database, [change('k', 'b1', 'kept')]);
    await courier.next(CARDS);
    await database.prisma.notice.updateMany({ where: { key: 'k' }, data: { status: 'pending' } });
    await untilIdle(courier);
    expect(texts()).toEqual(['b0; b1; b2; b3; b4', 'b0; b1 (kept); b2; b3; b4']);
    expect(await database.prisma.notice.count({ where: { kind: 'digest.card' } })).toBe(1);
  });

  test('is left alone once the platform takes no edits any longer', async () => {
    let now = NOW;
    const { courier } = createTestCourier(database, platform, () => now);
    await owe(database, drawn(5));
    await courier.deliver(1);
    now += 14 * DAY;
    await owe(database, [change('k', 'b1', 'kept')]);
    await untilIdle(courier);
    expect(texts()).toEqual(['b0; b1; b2; b3; b4']);
  });
});
