import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFeishuAdapter } from '../src/adapter/feishu/feishu.ts';
import { createPlaygroundAdapter } from '../src/adapter/playground/playground.ts';
import { createSlackAdapter } from '../src/adapter/slack/slack.ts';
import { createHttpServer } from '../src/http/server.ts';
import { DIRECTORY, fakeClock } from './adapter/playground/room.ts';
import { openPages, type Pages } from './adapter/web/pages.ts';
import { keepMoves } from './support/channel-moves.ts';
import { ENCRYPT_KEY, VERIFICATION_TOKEN } from './support/feishu-request.ts';
import { openPlainDesk } from './support/front-desk.ts';
import { createKeptLog } from './support/kept-log.ts';
import { askRaw } from './support/raw-request.ts';
import { SIGNING_SECRET } from './support/slack-request.ts';

/** All adapters behind one real server; nothing is started that would call a platform. */
async function openDoors() {
  const { log, take } = createKeptLog();
  const pages: Pages = await openPages();
  const clock = { now: () => Date.now() };
  const fail = () => {};
  const playground = createPlaygroundAdapter({
    dataDir: undefined,
    host: '127.0.0.1',
    workspace: () => DIRECTORY,
    clock: fakeClock(),
    wallClock: clock,
    log,
  });
  await playground.start(openPlainDesk(() => []));
  const slack = createSlackAdapter(
    { botToken: 'none', signingSecret: SIGNING_SECRET, appToken: undefined, apiUrl: 'http://127.0.0.1:1/' },
    { clock, log, moves: keepMoves(), fail },
  );
  const incoming = { encryptKey: ENCRYPT_KEY, verificationToken: VERIFICATION_TOKEN };
  const feishu = createFeishuAdapter(
    { appId: 'a', appSecret: 's', domain: 'http://127.0.0.1:1', incoming },
    { clock, log, fail },
  );
  const adapters = [playground, slack, feishu, pages.adapter];
  const server = createHttpServer({ host: '127.0.0.1', port: 0, adapters, ready: async () => ({ ok: true }), log });
  const port = await server.listen();
  const origin = `http://127.0.0.1:${port}`;
  const page = await (await fetch(`${origin}/playground/`)).text();
  const token = /name="deskbell-token" content="([^"]+)"/.exec(page)?.[1] ?? '';
  return {
    port,
    /** The headers that the playground's page sends with every POST. */
    pageHeaders: { origin, 'x-deskbell-token': token, 'x-deskbell-stamp': String(Date.now()) },
    ticket: new URL(pages.links.ticket(12, 'sample') ?? '').pathname,
    logged: take,
    async close() {
      await server.close();
      await playground.stop();
      await pages.close();
    },
  };
}

let doors: Awaited<ReturnType<typeof openDoors>>;
beforeAll(async () => {
  doors = await openDoors();
});
afterAll(() => doors.close());

const BASES = ['/', '/slack/events', '/feishu/events', '/playground/', '/playground/api/say', '/web/t/x', '/healthz'];
const METHODS = ['GET', 'POST', 'PUT', 'HEAD', 'OPTIONS', 'DELETE', 'PATCH', 'PROPFIND', 'TRACE'];
const ODD = ['//', '/%', '/%00', '/%zz', '/..%2f..', '/?a=%ff', '/#x', '/:0', '/[', '/\\', '?', '/%2e%2e/', '@x:99999'];

/** Sends these bytes. The response must be an ordinary one or a refusal, and no bug may be logged. */
async function expectNoFault(words: string): Promise<void> {
  const answer = await askRaw(doors.port, Buffer.from(words, 'latin1'));
  const log = doors.logged();
  expect([answer.slice(0, 12), log], words.slice(0, 300)).not.toEqual([
    expect.stringMatching(/ 500$/),
    expect.anything(),
  ]);
  expect(log, words.slice(0, 300)).not.toMatch(/"level":50|fault/);
  expect(answer, words.slice(0, 300)).not.toMatch(/\n {4}at |node:internal/);
}

const request = (method: string, target: string, headers: readonly string[] = [], body = '') =>
  `${[`${method} ${target} HTTP/1.1`, 'host: 127.0.0.1', 'connection: close', ...headers].join('\r\n')}\r\n\r\n${body}`;

describe('every door', () => {
  it.each([
    ['two slashes', 'GET', '//'],
    ['two slashes and the name of a door', 'GET', '//web/t/x'],
    ['a host of its own', 'GET', 'http://evil.example//'],
    ['a port that is none', 'GET', '//x:99999999/'],
    ['no path at all', 'OPTIONS', '*'],
    ['another scheme', 'GET', 'file:///etc/passwd'],
  ])('refuses %s', async (_what, method, target) => {
    const answer = await askRaw(doors.port, request(method, target));
    expect(answer).toMatch(/^HTTP\/1\.1 40[04] /);
    expect(doors.logged()).not.toContain('http.fault');
  });

  it('reads a target that names its host as the path of it', async () => {
    expect(await askRaw(doors.port, request('GET', 'http://127.0.0.1/healthz'))).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('takes the name of a property of all objects for no action of the playground', async () => {
    const headers = Object.entries(doors.pageHeaders).map(([name, value]) => `${name}: ${value}`);
    const host = new URL(doors.pageHeaders.origin).host;
    for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
      const words = request('POST', `/playground/api/${name}`, [...headers, 'content-length: 2'], '{}');
      const answer = await askRaw(doors.port, words.replace('host: 127.0.0.1', `host: ${host}`));
      expect(answer, name).toMatch(/^HTTP\/1\.1 404 /);
    }
  });

  it('answers odd paths, methods and queries without a fault', async () => {
    const target = fc.tuple(
      fc.constantFrom('', 'http://x', 'http://', 'https://x:1', '//'),
      fc.constantFrom(...BASES, doors.ticket),
      fc.array(fc.oneof(fc.constantFrom(...ODD), fc.string({ unit: 'binary-ascii', maxLength: 8 })), { maxLength: 4 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...METHODS), target, (method, [host, base, odd]) =>
        expectNoFault(request(method, `${host}${base}${odd.join('')}`)),
      ),
      { numRuns: 300 },
    );
  });

  it('answers odd, doubled and missing headers without a fault', async () => {
    const name = fc.constantFrom(
      ...['host', 'content-type', 'content-length', 'transfer-encoding', 'accept-language', 'expect', 'upgrade'],
      ...['x-slack-signature', 'x-slack-request-timestamp', 'x-lark-signature', 'x-lark-request-timestamp'],
      ...['last-event-id', 'origin', 'x-deskbell-token', 'x-deskbell-stamp', 'cookie', 'range'],
    );
    const value = fc.oneof(
      fc.constantFrom(
        '',
        '0',
        '-1',
        '1e15',
        '99999999999999999999',
        'chunked',
        'multipart/form-data',
        'en;q=;;,zh;q=a',
      ),
      fc.constantFrom(
        'application/json',
        'application/x-www-form-urlencoded',
        'multipart/form-data; boundary=',
        '[::1',
      ),
      fc.string({ unit: 'binary-ascii', maxLength: 20 }),
      fc.constant('x'.repeat(9_000)),
    );
    const header = fc.tuple(name, value).map(([key, text]) => `${key}: ${text}`);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'POST'),
        fc.constantFrom(...BASES, '/playground/api/stream-not', '/playground/api/earlier?before=x', doors.ticket),
        fc.array(header, { maxLength: 6 }),
        fc.string({ unit: 'binary-ascii', maxLength: 40 }),
        (method, path, headers, body) => expectNoFault(request(method, path, headers, body)),
      ),
      { numRuns: 300 },
    );
  });

  it('answers a query without end, and a head without end', async () => {
    for (const base of BASES) await expectNoFault(request('GET', `${base}?${'a=%00&'.repeat(2_000)}`));
    await expectNoFault(request('GET', `/?${'x'.repeat(100_000)}`));
  });
});
