import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { postSigned } from '../../../src/adapter/webhook/post.ts';
import { isPrivateAddress } from '../../../src/adapter/webhook/private-address.ts';
import { openReceiver, type Receiver } from '../../support/receiver.ts';

const NOW = Date.parse('2026-10-08T01:30:00Z');
const MESSAGE = { id: 'evt_T-1_1', body: '{"type":"ticket.opened","title":"打印机坏了"}' };
const KEY = Buffer.alloc(32, 7);

describe('a message for a webhook', () => {
  let receiver: Receiver;
  beforeEach(async () => {
    receiver = await openReceiver(() => NOW);
  });
  afterEach(() => receiver.close());

  const post = (url: string, { allowsPrivate = true, timeoutMs = 10_000 } = {}) =>
    postSigned({ url, secrets: [KEY] }, MESSAGE, { clock: { now: () => NOW }, allowsPrivate, timeoutMs });

  it('is posted as it is signed', async () => {
    expect(await post(receiver.url)).toEqual({ kind: 'answered', status: 204, retryAfterMs: undefined });
    expect(receiver.taken(KEY.toString('base64'))).toEqual([JSON.parse(MESSAGE.body)]);
  });

  it('follows no redirect', async () => {
    receiver.say(302);
    expect(await post(receiver.url)).toMatchObject({ kind: 'answered', status: 302 });
    expect(receiver.received).toHaveLength(1);
  });

  it('waits no longer than it may', async () => {
    receiver.say('nothing');
    expect(await post(receiver.url, { timeoutMs: 200 })).toEqual({ kind: 'failed', why: 'timeout' });
  });

  it('tells why there is no connection', async () => {
    await receiver.close();
    expect(await post(receiver.url)).toEqual({ kind: 'failed', why: 'ECONNREFUSED' });
  });

  it.each(['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '2130706433'])(
    'does not reach into our own network by the name %s',
    async (name) => {
      const url = receiver.url.replace('127.0.0.1', name);
      expect(await post(url, { allowsPrivate: false })).toMatchObject({ kind: 'refused' });
      expect(receiver.received).toEqual([]);
    },
  );
});

test.each([
  ['10.1.2.3', true],
  ['169.254.169.254', true],
  ['172.31.0.1', true],
  ['192.168.1.1', true],
  ['100.100.0.1', true],
  ['0.0.0.0', true],
  ['::1', true],
  ['::ffff:10.0.0.1', true],
  ['64:ff9b::a00:1', true],
  ['fd00::1', true],
  ['fe80::1', true],
  ['8.8.8.8', false],
  ['172.32.0.1', false],
  ['::ffff:8.8.8.8', false],
  ['2400:3200::1', false],
])('%s is private: %s', (address, isPrivate) => {
  expect(isPrivateAddress(address)).toBe(isPrivate);
});
