import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFeishuClient, type FeishuClient, pathOf } from '../../../../src/adapter/feishu/wire/client.ts';
import { codeOf } from '../../../../src/adapter/feishu/wire/failure.ts';
import type { AdapterError } from '../../../../src/chat/adapter.ts';
import {
  APP_ID,
  APP_SECRET,
  type FeishuServer,
  type Instead,
  openFeishuServer,
} from '../../../support/feishu-server.ts';

const TOKEN = 'POST auth/v3/tenant_access_token/internal';
const MESSAGES = 'POST im/v1/messages';
const WORDS = 'the core switch burns';
const lines: string[] = [];
const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });

let feishu: FeishuServer;
let client: FeishuClient;

const clientOf = (appSecret: string, timeoutMs = 5_000) =>
  createFeishuClient({ appId: APP_ID, appSecret, domain: feishu.domain }, timeoutMs, log);
const say = (by: FeishuClient = client) =>
  by.call<{ message_id: string }>('POST', 'im/v1/messages', {
    params: { receive_id_type: 'chat_id' },
    data: { receive_id: 'oc_team', msg_type: 'text', content: JSON.stringify({ text: WORDS }) },
  });
const failureOf = (asked: Promise<unknown>): Promise<AdapterError> =>
  asked.then(
    () => expect.fail('no failure'),
    (error: AdapterError) => error,
  );

beforeEach(async () => {
  feishu = await openFeishuServer({ chats: { oc_team: {} }, people: {} });
  client = clientOf(APP_SECRET);
  lines.length = 0;
});
afterEach(() => feishu.close());

describe('a call', () => {
  it('gives the data of the answer, or what stands in its place', async () => {
    expect(await say()).toMatchObject({ message_id: 'om_0001' });
    expect(await client.call('GET', 'bot/v3/info')).toMatchObject({ bot: { open_id: 'ou_deskbell' } });
  });

  it.each<[string, Instead, object]>([
    [
      'a rate limit of the gateway',
      { status: 429, headers: { 'x-ogw-ratelimit-reset': '7' }, body: { code: 99991400 } },
      { kind: 'rate-limited', retryAfterMs: 7_000 },
    ],
    [
      'a rate limit of an older API',
      { status: 400, headers: { 'x-ogw-ratelimit-reset': '2' }, body: { code: 99991400 } },
      { kind: 'rate-limited', retryAfterMs: 2_000 },
    ],
    [
      'a rate limit of one chat',
      { status: 400, body: { code: 230020 } },
      { kind: 'rate-limited', retryAfterMs: undefined },
    ],
    ['a refusal on HTTP 200', { status: 200, body: { code: 230002 } }, { kind: 'gone' }],
    ['a missing scope', { status: 400, body: { code: 99991672 } }, { kind: 'unauthorized' }],
    ['a code that nobody knows', { status: 400, body: { code: 231999 } }, { kind: 'rejected' }],
    ['an error of Feishu', { status: 500, body: { code: 2200 } }, { kind: 'unavailable' }],
    ['a page of a gateway', { status: 502, body: '<html>502</html>' }, { kind: 'unavailable' }],
    ['a page that pretends success', { status: 200, body: '<html>hello</html>' }, { kind: 'unavailable' }],
    ['a redirection', { status: 302, headers: { location: 'http://127.0.0.1:1/' } }, { kind: 'unavailable' }],
    ['a cut line', 'cut', { kind: 'unavailable' }],
  ])('tells %s by its kind, after one attempt', async (_what, instead, kind) => {
    feishu.failNext(MESSAGES, instead);
    expect(await failureOf(say())).toMatchObject({ platform: 'feishu', ...kind });
    expect(feishu.calls.filter((call) => call === MESSAGES)).toHaveLength(1);
  });

  it('waits no longer than it may', async () => {
    feishu.hold(MESSAGES);
    expect(await failureOf(say(clientOf(APP_SECRET, 100)))).toMatchObject({ kind: 'unavailable' });
  });

  it('does not wait for an answer that comes drop by drop', async () => {
    const slow = createServer((_request, response) => void response.writeHead(200).write('{"code"'));
    await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve));
    const domain = `http://127.0.0.1:${(slow.address() as AddressInfo).port}`;
    const asked = createFeishuClient({ appId: APP_ID, appSecret: APP_SECRET, domain }, 100, log).call(
      'GET',
      'bot/v3/info',
    );
    expect(await failureOf(asked)).toMatchObject({ kind: 'unavailable' });
    slow.closeAllConnections();
    await new Promise((resolve) => slow.close(resolve));
  });

  it('goes to no path that an id leads astray', () => {
    expect(pathOf`im/v1/messages/${'om_1a'}/reply`).toBe('im/v1/messages/om_1a/reply');
    for (const bad of ['om_1/../../chats', 'om_', 'nowhere', '', 'om_1?x=1'])
      expect(() => pathOf`im/v1/messages/${bad}`).toThrow(expect.objectContaining({ kind: 'gone' }));
  });
});

describe('the token', () => {
  it('is asked for once, however many calls begin at once', async () => {
    await Promise.all([say(), say(), say()]);
    await say();
    expect(feishu.tokens).toBe(1);
  });

  it('is renewed once for all when it is no longer taken', async () => {
    await say();
    feishu.expireTokens();
    await Promise.all([say(), say(), say()]);
    expect(feishu.tokens).toBe(2);
    expect(feishu.messages).toHaveLength(4);
  });

  it('that is never taken is told after one more attempt', async () => {
    for (let count = 0; count < 3; count += 1) feishu.failNext(MESSAGES, { status: 400, body: { code: 99991663 } });
    expect(await failureOf(say())).toMatchObject({ kind: 'unauthorized' });
    expect(feishu.calls.filter((call) => call === MESSAGES)).toHaveLength(2);
  });

  it('is refused with a wrong secret, and asked for anew by the next call', async () => {
    const stranger = clientOf('another');
    const refused = await failureOf(say(stranger));
    expect(refused).toMatchObject({ kind: 'unauthorized' });
    expect(codeOf(refused)).toBe(10014);
    await failureOf(say(stranger));
    expect(feishu.calls).toEqual([TOKEN, TOKEN]);
  });
});

describe('the log', () => {
  it('holds no secret, no token and no words, whatever fails', async () => {
    const errors: unknown[] = [];
    for (const instead of [
      'cut',
      { status: 502, body: 'x' },
      { status: 400, body: { code: 230001, msg: WORDS } },
    ] as const) {
      feishu.failNext(TOKEN, instead);
      errors.push(await failureOf(say(clientOf(APP_SECRET))));
      feishu.failNext(MESSAGES, instead);
      errors.push(await failureOf(say()));
    }
    for (const err of errors) log.error({ err }, 'outbox.later');
    const all = lines.join('\n');
    expect(lines.length).toBeGreaterThan(errors.length);
    for (const secret of [APP_SECRET, 'Bearer', 't-1', WORDS]) expect(all).not.toContain(secret);
  });
});
