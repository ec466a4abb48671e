import { createCipheriv, createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createWebhook } from '../../../../src/adapter/feishu/wire/webhook.ts';
import { HOUR, MINUTE, SECOND } from '../../../../src/lib/instant.ts';
import {
  ENCRYPT_KEY,
  encrypt,
  envelopeOf,
  type SignedRequest,
  signBody,
  signDelivery,
  VERIFICATION_TOKEN,
} from '../../../support/feishu-request.ts';
import { APP_ID } from '../../../support/feishu-server.ts';

const EVENT = envelopeOf('im.message.receive_v1', { message: { text: '核心交换机坏了' } });
const CHALLENGE = { type: 'url_verification', token: VERIFICATION_TOKEN, challenge: 'ajls384k' };
const sealed = (text: string) => signBody(JSON.stringify({ encrypt: encrypt(text) }));
const withHeader = (header: object) => signDelivery({ ...EVENT, header: { ...EVENT.header, ...header } });
const ago = (ms: number) => Date.now() - ms;

/** Ciphertext whose padding is only correct in its last byte. */
function looselyPadded(): string {
  const key = createHash('sha256').update(ENCRYPT_KEY).digest();
  const cipher = createCipheriv('aes-256-cbc', key, Buffer.alloc(16)).setAutoPadding(false);
  const plain = Buffer.from(`${JSON.stringify(EVENT)}    `);
  const filled = Buffer.concat([plain, Buffer.alloc(16 - (plain.length % 16), 0x20)]);
  filled[filled.length - 1] = 4;
  return Buffer.concat([Buffer.alloc(16), cipher.update(filled), cipher.final()]).toString('base64');
}

const escaped = (body: object) =>
  JSON.stringify(body).replace(/[A-Z]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`);
const without = ({ body, headers }: SignedRequest, name: string) => ({
  body,
  headers: Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name)),
});
const good = () => signDelivery(EVENT);

const DELIVERIES: readonly [string, () => SignedRequest, number][] = [
  ['a signed event', good, 200],
  ['a pretty-printed one', () => signDelivery(EVENT, { write: (body) => JSON.stringify(body, null, 2) }), 200],
  ['one whose JSON is escaped', () => signDelivery(EVENT, { write: escaped }), 200],
  ['one as old as the last time Feishu tries', () => withHeader({ create_time: String(ago(6.2 * HOUR)) }), 200],
  ['a press, stamped in microseconds', () => withHeader({ create_time: String(Date.now() * 1000) }), 200],
  ['one without a time of its own', () => withHeader({ create_time: undefined }), 200],

  ['one that is not signed', () => signDelivery(EVENT, { signed: false }), 401],
  [
    'one signed by somebody else',
    () => ({ ...good(), headers: signDelivery(EVENT, { encryptKey: 'x' }).headers }),
    401,
  ],
  ['one with another body', () => ({ ...good(), headers: good().headers }), 401],
  ['one without its nonce', () => without(good(), 'x-lark-request-nonce'), 401],
  ['one without its stamp', () => without(good(), 'x-lark-request-timestamp'), 401],
  ['one without its signature', () => without(good(), 'x-lark-signature'), 401],
  [
    'a stamp that is none',
    () => ({ ...good(), headers: { ...good().headers, 'x-lark-request-timestamp': '1e9' } }),
    401,
  ],
  [
    'a signature of another length',
    () => ({ ...good(), headers: { ...good().headers, 'x-lark-signature': 'ab' } }),
    401,
  ],
  ['one for another app', () => withHeader({ app_id: 'cli_ffffffffffffffff' }), 401],
  ['one with another token', () => withHeader({ token: 'another' }), 401],
  ['one without a token', () => withHeader({ token: undefined }), 401],
  ['one without a header', () => signDelivery({ schema: '2.0', event: {} }), 401],
  ['one replayed the next day', () => withHeader({ create_time: String(ago(25 * HOUR)) }), 401],
  ['a press of the next day, in microseconds', () => withHeader({ create_time: String(ago(25 * HOUR) * 1000) }), 401],
  ['one of the future', () => withHeader({ create_time: String(ago(-6 * MINUTE)) }), 401],
  ['a time that is none', () => withHeader({ create_time: 'yesterday' }), 401],
  ['an old signature', () => signDelivery(EVENT, { stampOffset: (-7 * HOUR) / SECOND - 5 }), 401],
  ['a signature of the future', () => signDelivery(EVENT, { stampOffset: (6 * MINUTE) / SECOND }), 401],

  ['the check of the address, unsigned', () => signDelivery(CHALLENGE, { signed: false }), 200],
  ['the check of the address, signed', () => signDelivery(CHALLENGE), 200],
  ['the check, signed wrongly', () => ({ ...signDelivery(CHALLENGE), headers: good().headers }), 401],
  ['the check with another token', () => signDelivery({ ...CHALLENGE, token: 'x' }, { signed: false }), 401],
  ['the check in plain text', () => signBody(JSON.stringify(CHALLENGE), { signed: false }), 400],
  ['the check without a challenge', () => signDelivery({ ...CHALLENGE, challenge: 1 }), 401],

  ['a plain event, even signed', () => signBody(JSON.stringify(EVENT)), 400],
  ['plain words beside what is encrypted', () => signBody(JSON.stringify({ encrypt: encrypt('{}'), event: {} })), 400],
  ['no JSON', () => signBody('encrypt=AAAA'), 400],
  ['nothing', () => signBody(''), 400],
  ['null', () => signBody('null'), 400],
  ['a list', () => signBody('[{"encrypt":"AAAA"}]'), 400],
  ['a number to decrypt', () => signBody('{"encrypt":1}'), 400],
  ['too little to decrypt, unsigned', () => signBody('{"encrypt":"AAAA"}', { signed: false }), 400],
  ['too little to decrypt', () => signBody('{"encrypt":"AAAA"}'), 400],
  ['garbage', () => signBody(JSON.stringify({ encrypt: Buffer.alloc(64, 7).toString('base64') })), 400],
  ['no base64', () => signBody(JSON.stringify({ encrypt: '!'.repeat(64) })), 400],
  ['loose padding', () => signBody(JSON.stringify({ encrypt: looselyPadded() })), 400],
  ['another key’s secret', () => signBody(JSON.stringify({ encrypt: encrypt('{}', 'another key') })), 400],
  ['encrypted null', () => sealed('null'), 400],
  ['an encrypted list', () => sealed('[1]'), 400],
  ['encrypted words', () => sealed('fault'), 400],
  ['an encrypted empty object', () => sealed('{}'), 401],
  ['a deep nest', () => signBody('['.repeat(200_000)), 400],
  ['an encrypted deep nest', () => sealed(`${'['.repeat(100_000)}${']'.repeat(100_000)}`), 400],
  [
    'a deep nest in an event',
    () =>
      sealed(
        JSON.stringify(EVENT)
          .replace('{}', '')
          .replace('"event":', `"x":${'['.repeat(50_000)}${']'.repeat(50_000)},"event":`),
      ),
    200,
  ],
  ['more than a megabyte', () => signBody(JSON.stringify({ encrypt: 'A'.repeat(1_100_000) })), 413],
  [
    'a form',
    () => ({ ...good(), headers: { ...good().headers, 'content-type': 'application/x-www-form-urlencoded' } }),
    415,
  ],
  ['no type at all', () => without(good(), 'content-type'), 415],
];

describe('the way in by HTTP', () => {
  let server: Server;
  let address: string;
  let taken: object[];
  let answer: object | undefined;

  beforeAll(async () => {
    const seal = { appId: APP_ID, encryptKey: ENCRYPT_KEY, verificationToken: VERIFICATION_TOKEN };
    const take = async (body: object) => {
      taken.push(body);
      return answer;
    };
    const webhook = createWebhook(seal, { handle: take, clock: { now: () => Date.now() } });
    server = createServer(getRequestListener(webhook.fetch, { overrideGlobalObjects: false }));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/feishu/events`;
  });
  afterAll(() => void server.close());
  beforeEach(() => {
    taken = [];
    answer = {};
  });

  const post = ({ body, headers }: SignedRequest, path = '') =>
    fetch(`${address}${path}`, { method: 'POST', body: Buffer.from(body), headers });

  it.each(DELIVERIES)('judges %s', async (_what, request, status) => {
    const response = await post(request());
    expect(response.status).toBe(status);
    const said = await response.text();
    const isChallenge = said.includes('challenge');
    expect(taken).toHaveLength(status === 200 && !isChallenge ? 1 : 0);
  });

  it('hands on what was encrypted, and answers with what comes of it', async () => {
    answer = { toast: { type: 'info', content: '好' } };
    const response = await post(good(), '?from=feishu');
    expect(await response.json()).toEqual(answer);
    expect(taken).toEqual([EVENT]);
  });

  it('echoes the check of the address', async () => {
    const response = await post(signDelivery(CHALLENGE, { signed: false }));
    expect(await response.json()).toEqual({ challenge: 'ajls384k' });
  });

  it('asks Feishu to come again when nobody took it', async () => {
    answer = undefined;
    expect((await post(good())).status).toBe(503);
  });

  it.each(['GET', 'PUT', 'DELETE'])('takes no %s', async (method) => {
    expect((await fetch(address, { method })).status).toBe(405);
  });

  it('leaves other addresses alone', async () => {
    expect((await post(good(), '/x')).status).toBe(404);
  });
});
