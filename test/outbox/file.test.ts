import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AdapterErrorKind, Post } from '../../src/chat/adapter.ts';
import type { OwedFile } from '../../src/chat/file.ts';
import type { Database } from '../../src/db/database.ts';
import { noJobs, withTurn } from '../../src/db/turn.ts';
import { fileNotice } from '../../src/desk/address/file-notice.ts';
import { silentLog } from '../../src/lib/log.ts';
import { enqueue, keepFile } from '../../src/outbox/enqueue.ts';
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

const ASKED = { platform: 'fake', channelId: 'team', threadId: 'asked' };
/** Its bytes are as many as its key has characters. */
const PHOTO: OwedFile = { from: 'chat', ...ASKED, messageId: 'm', key: 'four', name: 'rack.png', size: 4 };
const WORDS = notice('words', { title: null, line: 'see the photo', ...onChannel('customer') });

function carried(file: OwedFile, words: Notice = WORDS): Notice {
  return fileNotice(words, file, 0, {
    place: ASKED,
    readers: 'staff',
    language: 'en',
    lead: 'rack.png stayed here.',
    tooLarge: 'It is too large.',
    failed: 'Please try again.',
  });
}

describe.each(TEST_DATABASES)('a file on %s', (kind) => {
  let database: Database;
  let platform: FakePlatform;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.prisma.$executeRaw`TRUNCATE notice, posted_card, made_file RESTART IDENTITY`;
    platform = createFakePlatform();
  });

  const seen = () => platform.sent.map(({ what, channel, thread, text }) => `${what} ${channel}/${thread} ${text}`);

  test('follows its words into the thread of the card, fetched from where it is', async () => {
    const { courier } = createTestCourier(database, platform);
    await owe(database, [notice('opened', onChannel('customer')), WORDS, carried(PHOTO)]);
    await courier.drain();
    expect(seen()).toEqual([
      'card customer/ opened',
      'line customer/t0 see the photo',
      'file customer/t0 rack.png, 4 bytes',
    ]);
  });

  test('of our own making comes out of the database as it was', async () => {
    const { courier } = createTestCourier(database, platform);
    const bytes = Uint8Array.from({ length: 90 }, (_, at) => (at * 7) % 256);
    await withTurn(database, noJobs, { now: NOW, actor: 'clock', log: silentLog }, async (turn) => {
      const file = await keepFile(turn, { name: 'report.docx', mediaType: 'application/x-test', bytes });
      await enqueue(turn, [WORDS, carried(file)], []);
    });
    await courier.drain();
    expect(seen().at(-1)).toBe('file customer/ report.docx, 90 bytes');
    expect(platform.carried).toMatchObject([{ name: 'report.docx', mediaType: 'application/x-test', bytes }]);
  });

  test.each<[string, OwedFile, string]>([
    ['that is known to be too large', { ...PHOTO, size: 101 }, 'too-large'],
    ['that turns out to be too large', { ...PHOTO, key: 'x'.repeat(101) }, 'too-large'],
    ['of ours that is not there', { from: 'desk', id: 77, name: 'x', size: 1 }, 'gone'],
  ])('%s is told where it stayed, and its words have gone', async (_what, file, error) => {
    const { courier, alarms } = createTestCourier(database, platform);
    await owe(database, [WORDS, carried(file)]);
    await courier.drain();
    const why = error === 'too-large' ? 'It is too large.' : 'Please try again.';
    expect(seen()).toEqual(['line customer/ see the photo', `line team/asked rack.png stayed here. ${why}`]);
    expect(alarms).toEqual([]);
  });

  test.each<['sendFile' | 'fetchFile', AdapterErrorKind]>([
    ['sendFile', 'rejected'],
    ['sendFile', 'gone'],
    ['sendFile', 'exposed'],
    ['sendFile', 'unauthorized'],
    ['fetchFile', 'rejected'],
    ['fetchFile', 'unauthorized'],
  ])('whose %s is %s is told at once; an alarm tells of a right we lack', async (call, error) => {
    const { courier, alarms } = createTestCourier(database, platform);
    platform.failNext(call, call === 'sendFile' ? 'customer' : 'team', adapterError(error));
    await owe(database, [WORDS, carried(PHOTO)]);
    await courier.drain();
    expect(seen().at(-1)).toBe('line team/asked rack.png stayed here. Please try again.');
    expect(alarms.map(({ code }) => code)).toEqual(error === 'unauthorized' ? ['outbox.refused'] : []);
  });

  test.each<[AdapterErrorKind, number]>([
    ['rejected', 1],
    ['gone', 0],
    ['exposed', 0],
    ['unauthorized', 0],
  ])('that is %s is told to our side, and where it was to go if words get there', async (error, there) => {
    const { courier } = createTestCourier(database, platform);
    const file = carried(PHOTO);
    const left = { ...file.post.file, there: 'rack.png could not be sent here.' } as NonNullable<Post['file']>;
    platform.failNext('sendFile', 'customer', adapterError(error));
    await owe(database, [WORDS, { ...file, post: { ...file.post, file: left } }]);
    await courier.drain();
    expect(seen().filter((line) => line.includes('stayed here'))).toHaveLength(1);
    expect(seen().filter((line) => line === 'line customer/ rack.png could not be sent here.')).toHaveLength(there);
    expect(Object.values(await statuses(database)).every((status) => status === 'delivered')).toBe(true);
  });

  test('that fails for a while is tried again for seconds only, then told: no word waits for long', async () => {
    const { courier } = createTestCourier(database, platform);
    await owe(database, [carried(PHOTO), WORDS]);
    for (let count = 0; count < 4; count += 1) platform.failNext('fetchFile', 'team', adapterError('unavailable'));
    let waitedMs = 0;
    for (let count = 0; count < 3; count += 1) {
      const result = await courier.deliver(1);
      if (result.outcome !== 'later') throw new Error(result.outcome);
      waitedMs += result.afterMs;
    }
    expect(waitedMs).toBeLessThan(10_000);
    expect(await courier.deliver(1)).toMatchObject({ outcome: 'moved' });
    await courier.drain();
    expect(seen()).toEqual(['line team/asked rack.png stayed here. Please try again.', 'line customer/ see the photo']);
  });

  test('waits as a busy platform asks, but no longer than its words’ channel can wait', async () => {
    const { courier } = createTestCourier(database, platform);
    await owe(database, [carried(PHOTO)]);
    for (const asked of [3_000, 60_000]) platform.failNext('sendFile', 'customer', adapterError('rate-limited', asked));
    expect(await courier.deliver(1)).toEqual({ outcome: 'later', afterMs: 3_000 });
    expect(await courier.deliver(1)).toEqual({ outcome: 'later', afterMs: 15_000 });
    expect(await courier.deliver(1)).toEqual({ outcome: 'delivered' });
  });

  test('that was tried before is looked for first where the platform does not tell', async () => {
    platform = createFakePlatform({ sendsOncePerKey: false });
    const { courier } = createTestCourier(database, platform);
    platform.failNext('sendFile', 'customer', adapterError('unavailable'));
    await owe(database, [WORDS, carried(PHOTO)]);
    await courier.drain();
    await courier.drain();
    expect(platform.lookedSince).toEqual([NOW]);
    expect(Object.values(await statuses(database))).toEqual(['delivered', 'delivered']);
  });

  test('has a name that is nothing but a name', async () => {
    const { courier } = createTestCourier(database, platform);
    await owe(database, [carried({ ...PHOTO, name: `../../etc\u202e\n${'x'.repeat(200)}.png` })]);
    await courier.drain();
    expect(platform.carried[0]?.name).toMatch(/^x{146}\.png$/);
  });

  test('goes to the channel where the thread of its words is no more', async () => {
    const { courier } = createTestCourier(database, platform);
    const words = notice('words', { title: null, line: 'see', place: { ...WORDS.place, threadId: 'their-thread' } });
    platform.failNext('sendFile', 'customer', adapterError('gone'));
    await owe(database, [words, carried(PHOTO, words)]);
    await courier.drain();
    expect(seen()).toEqual(['line customer/their-thread see', 'file customer/ rack.png, 4 bytes']);
  });

  test('goes nowhere on a platform that takes none', async () => {
    platform = createFakePlatform({ fileBytes: 0 });
    const { courier } = createTestCourier(database, platform);
    await owe(database, [carried(PHOTO)]);
    await courier.drain();
    expect(seen()).toEqual(['line team/asked rack.png stayed here. Please try again.']);
  });
});
