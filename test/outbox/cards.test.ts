import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { SECOND } from '../../src/lib/instant.ts';
import type { Notice } from '../../src/outbox/notice.ts';
import { createPace, type Pace } from '../../src/outbox/pace.ts';
import { openTestDatabase, TEST_DATABASES } from '../support/database.ts';
import {
  adapterError,
  createFakePlatform,
  createTestCourier,
  type FakePlatform,
  NOW,
  notice,
  owe,
  statuses,
  type TestCourier,
} from './fixture.ts';

const WORDS = { platform: 'fake', channelId: 'team', lane: 'normal' } as const;
const CARDS = { ...WORDS, lane: 'card' } as const;

/** A silent change of a card. */
function redrawn(key: string, subject = 'ticket/1', title = key): Notice {
  const owed = notice(key, { subject, title });
  return { ...owed, post: { ...owed.post, about: undefined } };
}

/** A new ticket, whose card has to be posted. */
function opened(ticket: number): Notice {
  const key = `ticket/${ticket}|opened`;
  const owed = notice(key, { subject: `ticket/${ticket}`, title: `T-${ticket}`, line: `new: T-${ticket}` });
  return { ...owed, post: { ...owed.post, mentions: ['U1'], gist: `T-${ticket}`, stands: true } };
}

describe.each(TEST_DATABASES)('cards on %s', (kind) => {
  let database: Database;
  let platform: FakePlatform;
  let courier: TestCourier['courier'];
  let at: number;
  let pace: Pace;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.prisma.$executeRaw`TRUNCATE notice, posted_card RESTART IDENTITY`;
    platform = createFakePlatform({ messageEveryMs: SECOND, updateEveryMs: SECOND });
    ({ courier } = createTestCourier(database, platform));
    at = NOW;
    pace = createPace({ clock: { now: () => at }, wait: () => Promise.reject(), mostWaiting: 0 });
  });

  const texts = () => platform.sent.map(({ what, text }) => `${what} ${text}`);
  const next = (key: typeof WORDS | typeof CARDS) => courier.next(key, pace);
  /** Delivers on these keys, with a second in between. */
  async function goOn(key: typeof WORDS | typeof CARDS, times: number): Promise<void> {
    for (let count = 0; count < times; count += 1) {
      at += SECOND;
      await next(key);
    }
  }

  test('a limit on changes holds up no ping: its line goes out, and the card follows when it may', async () => {
    await owe(database, [notice('opened')]);
    await next(WORDS);
    at += SECOND;
    platform.failNext('refresh', 'team', adapterError('rate-limited', 20_000));
    await owe(database, [notice('breach', { line: 'late' }), notice('more', { subject: 'ticket/2' })]);
    expect(await next(WORDS)).toMatchObject({ delivered: 1, woken: ['fake/team/card'] });
    at += SECOND;
    expect(await next(WORDS)).toMatchObject({ delivered: 1 });
    expect(texts()).toEqual(['card opened', 'line late', 'card more']);
    expect(await next(CARDS)).toMatchObject({ next: { outcome: 'later', afterMs: 19_000 } });
    at += 19_000;
    expect(await next(CARDS)).toMatchObject({ delivered: 1 });
    expect(texts().slice(3)).toEqual(['refresh breach']);
    expect(new Set(Object.values(await statuses(database)))).toEqual(new Set(['delivered']));
  });

  test('a limit on new messages holds up no change of a card', async () => {
    await owe(database, [notice('opened')]);
    await next(WORDS);
    at += SECOND;
    platform.failNext('send', 'team', adapterError('rate-limited', 20_000));
    await owe(database, [notice('second', { subject: 'ticket/2' }), redrawn('changed')]);
    expect(await next(WORDS)).toMatchObject({ next: { outcome: 'later', afterMs: 20_000 } });
    expect(await next(CARDS)).toMatchObject({ delivered: 1 });
    expect(texts()).toEqual(['card opened', 'refresh changed']);
  });

  test('changes keep their own pace, and of several states of one card the last one is shown', async () => {
    await owe(database, [notice('one'), notice('two', { subject: 'ticket/2' })]);
    await goOn(WORDS, 2);
    await owe(database, [redrawn('one, changed'), redrawn('two, changed', 'ticket/2'), redrawn('one, changed again')]);
    at += SECOND;
    expect(await next(CARDS)).toMatchObject({ delivered: 1, next: 'more' });
    expect(await next(CARDS)).toMatchObject({ delivered: 0, next: { outcome: 'later', afterMs: SECOND } });
    await goOn(CARDS, 1);
    expect(texts().slice(2).sort()).toEqual(['refresh one, changed again', 'refresh two, changed']);
    expect(await next(CARDS)).toMatchObject({ next: 'idle' });
  });

  test('a card that looks right already is left alone, unless it must be redrawn', async () => {
    await owe(database, [notice('opened', { title: 'T-1' })]);
    await next(WORDS);
    const afresh = redrawn('afresh', 'ticket/1', 'T-1');
    await owe(database, [redrawn('same', 'ticket/1', 'T-1')]);
    await goOn(CARDS, 1);
    expect(texts()).toEqual(['card T-1']);
    await owe(database, [{ ...afresh, post: { ...afresh.post, afresh: true } }]);
    await goOn(CARDS, 1);
    expect(texts()).toEqual(['card T-1', 'refresh T-1']);
    expect(await statuses(database)).toEqual({ opened: 'delivered', same: 'delivered', afresh: 'delivered' });
  });

  test('a change waits for the notice that brings its card, and is not lost behind it', async () => {
    await owe(database, [notice('opened'), redrawn('changed')]);
    expect(await next(CARDS)).toMatchObject({ next: { outcome: 'later' } });
    await next(WORDS);
    await goOn(CARDS, 1);
    expect(texts()).toEqual(['card opened', 'refresh changed']);
  });

  test('new tickets in a burst are one message at once; their cards are posted after everything new', async () => {
    await owe(database, [opened(1), opened(2), opened(3), opened(4), opened(5), opened(6)]);
    expect(await next(WORDS)).toMatchObject({ delivered: 6, woken: ['fake/team/card'] });
    expect(texts()).toEqual(['line T-1\nT-2\nT-3\nT-4\nT-5\nT-6']);
    expect(platform.sent[0]?.mentions).toEqual(['U1']);
    await owe(database, [notice('breach', { subject: 'ticket/3', line: 'late', title: 'T-3, late' })]);
    at += SECOND;
    expect(await next(WORDS)).toMatchObject({ delivered: 1 });
    await goOn(CARDS, 7);
    expect(texts().slice(1)).toEqual(['card T-3, late', 'card T-1', 'card T-2', 'card T-4', 'card T-5', 'card T-6']);
    expect(platform.sent.slice(2).every(({ mentions }) => mentions.length === 0)).toBe(true);
    expect(await next(CARDS)).toMatchObject({ next: 'idle' });
  });

  test('a new card goes before a change, and neither waits for the other’s pace', async () => {
    await owe(database, [notice('stands', { subject: 'ticket/9' })]);
    await next(WORDS);
    at += SECOND;
    await owe(database, [redrawn('changed', 'ticket/9'), ...[1, 2, 3, 4, 5].map(opened)]);
    await next(WORDS);
    at += SECOND;
    await next(CARDS);
    await next(CARDS);
    expect(texts().slice(2)).toEqual(['card T-1', 'refresh changed']);
  });

  test('a change does not wait behind many cards that are not posted yet', async () => {
    await owe(database, [notice('stands', { subject: 'ticket/999' })]);
    await next(WORDS);
    await owe(
      database,
      Array.from({ length: 50 }, (_, index) => opened(index + 1)),
    );
    await goOn(WORDS, 1);
    await owe(database, [redrawn('changed', 'ticket/999')]);
    at += SECOND;
    await next(CARDS);
    await next(CARDS);
    expect(texts().slice(2)).toEqual(['card T-1', 'refresh changed']);
  });

  test('a notice that was told cannot be withdrawn because its card is not posted yet', async () => {
    await owe(database, [1, 2, 3, 4, 5].map(opened));
    await next(WORDS);
    await owe(database, [opened(1)], { withdrawals: [{ subject: 'ticket/1', keyPrefix: 'ticket/1|' }] });
    expect(Object.keys(await statuses(database))).toHaveLength(5);
    expect((await statuses(database))['ticket/1|opened']).toBe('pending');
  });
});
