import { createDecipheriv, createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { afterEach, describe, expect, it } from 'vitest';
import { examineFeishu } from '../../../../src/adapter/feishu/examine/examine.ts';
import { DUTY_GROUP_SCOPES, LISTEN_SCOPE, SCOPES } from '../../../../src/adapter/feishu/wire/app-registration.ts';
import type { FeishuConfig } from '../../../../src/adapter/feishu/wire/config.ts';
import { createWebhook } from '../../../../src/adapter/feishu/wire/webhook.ts';
import type { NamedThere } from '../../../../src/chat/check.ts';
import type { GroupTrouble } from '../../../../src/chat/duty-group.ts';
import { hasText } from '../../../../src/i18n/i18n.ts';
import { silentLog } from '../../../../src/lib/log.ts';
import { ENCRYPT_KEY, VERIFICATION_TOKEN } from '../../../support/feishu-request.ts';
import {
  APP_ID,
  APP_SECRET,
  type FeishuServer,
  type FeishuServerOptions,
  openFeishuServer,
} from '../../../support/feishu-server.ts';

const NAMED: NamedThere = {
  channels: [
    { key: 'customer', id: 'oc_theirs', readers: 'customer' },
    { key: 'team', id: 'oc_ours', readers: 'staff' },
  ],
  people: Array.from({ length: 12 }, (_, at) => ({ key: `p${at}`, id: `ou_p${at}` })),
  urgent: [],
};
const PEOPLE = Object.fromEntries(NAMED.people.map(({ key, id }) => [id, key]));
const INCOMING = { encryptKey: ENCRYPT_KEY, verificationToken: VERIFICATION_TOKEN };
const WELL = ['ok app', 'ok scopes', 'ok group-external customer', 'ok group-internal team', 'ok people', 'ok socket'];

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

interface Sickness {
  readonly named?: Partial<NamedThere>;
  readonly server?: Partial<FeishuServerOptions>;
  readonly config?: Partial<FeishuConfig>;
  readonly deskUrl?: string;
  /** Runs before the checks. */
  readonly prepare?: (feishu: FeishuServer) => unknown;
}

async function examine({ named, server, config, deskUrl, prepare }: Sickness = {}): Promise<string[]> {
  const chats = { oc_theirs: { external: true as const }, oc_ours: {} };
  const feishu = await openFeishuServer({ chats, people: PEOPLE, ...server });
  closers.push(feishu.close);
  await prepare?.(feishu);
  const access = { appId: APP_ID, appSecret: APP_SECRET, domain: feishu.domain, incoming: undefined, ...config };
  const said: string[] = [];
  for (const check of examineFeishu(access, { log: silentLog, deskUrl }, async () => ({ ...NAMED, ...named }))) {
    expect(hasText('en', `doctor.check.${check.name}`)).toBe(true);
    for await (const { level, code, params } of check.find()) {
      expect(hasText('zh-CN', code)).toBe(true);
      const about = params.channel ?? params.channels ?? params.person ?? params.scopes ?? '';
      said.push(`${level} ${code.replace('doctor.feishu.', '')} ${about}`.trim());
    }
  }
  return said;
}

/** A desk that accepts what is sealed with these secrets; gives its address. */
async function openDesk(seal: { encryptKey: string; verificationToken: string }): Promise<string> {
  const take = async () => ({});
  const webhook = createWebhook({ appId: APP_ID, ...seal }, { handle: take, clock: { now: () => Date.now() } });
  return listen(getRequestListener(webhook.fetch, { overrideGlobalObjects: false }));
}

async function listen(answer: Parameters<typeof createServer>[1]): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

describe('examining Feishu', () => {
  it('tells that all is well', async () => {
    expect(await examine()).toEqual(WELL);
  });

  it('names a secret that Feishu refuses, and a Feishu that is not there, and asks for nothing else then', async () => {
    const refused = await examine({ config: { appSecret: 'of another' } });
    expect(refused).toEqual(['wrong app-refused', 'wrong socket-refused']);
    const away = await examine({ prepare: (feishu) => feishu.close() });
    expect(away).toEqual(['wrong unreachable', 'wrong socket-silent']);
  });

  it('names scopes that are not granted, and goes on where Feishu does not tell', async () => {
    const told = await examine({ server: { scopes: ['im:message:send_as_bot'] } });
    expect(told[1]).toMatch(/^wrong scopes-missing .*im:resource/);
    expect(told[1]).not.toContain('send_as_bot');
    const untold = await examine({
      prepare: (feishu) => feishu.failNext('GET application/v6/scopes', { status: 400, body: { code: 212100 } }),
    });
    expect(untold).toEqual(WELL.with(1, 'note scopes-untold'));
  });

  it.each([
    ['arrive', [...SCOPES, LISTEN_SCOPE], 'ok listens customer'],
    ['do not arrive without the scope', SCOPES, 'wrong listens-not customer'],
  ])('tells whether messages of a group that the book listens to %s', async (_what, scopes, told) => {
    const [customer, team] = NAMED.channels;
    if (!customer || !team) throw new Error('no channels');
    const channels = [{ ...customer, listens: true as const }, team];
    const said = await examine({ named: { channels }, server: { scopes } });
    expect(said).toEqual([...WELL.slice(0, 2), told, ...WELL.slice(2)]);
  });

  it('names the scopes of urgent calls that the book has and the tenant did not grant', async () => {
    const scopes = [...SCOPES, 'im:message.urgent'];
    const said = await examine({ named: { urgent: ['app', 'phone'] }, server: { scopes } });
    expect(said).toEqual([...WELL.slice(0, 2), 'wrong urgent-not im:message.urgent:phone', ...WELL.slice(2)]);
    const granted = await examine({ named: { urgent: ['app'] }, server: { scopes } });
    expect(granted).toEqual(WELL);
  });

  it.each<[string, NamedThere['channels'][number], string]>([
    ['our group that outsiders read', { key: 'x', id: 'oc_theirs', readers: 'staff' }, 'wrong group-exposed x'],
    ['a group that the bot is not in', { key: 'x', id: 'oc_unknown', readers: 'customer' }, 'wrong group-unknown x'],
    ['a customer’s group without outsiders', { key: 'x', id: 'oc_ours', readers: 'customer' }, 'ok group-own x'],
  ])('names %s', async (_what, channel, told) => {
    expect(await examine({ named: { channels: [channel] } })).toContain(told);
  });

  it.each<
    [string, FeishuServerOptions['chats'][string] | undefined, readonly string[], GroupTrouble | undefined, string]
  >([
    ['is as it should be', {}, DUTY_GROUP_SCOPES, undefined, 'ok duty-group.ok'],
    [
      'belongs to a person, who made the bot an administrator',
      { owner: 'ou_p1' },
      DUTY_GROUP_SCOPES,
      undefined,
      'ok duty-group.ok',
    ],
    ['may not be changed', {}, ['im:chat.members:read'], undefined, 'wrong duty-group.scope'],
    ['is not there', undefined, DUTY_GROUP_SCOPES, undefined, 'wrong duty-group.unknown'],
    ['the bot is not in', { bot: 'outside' }, DUTY_GROUP_SCOPES, undefined, 'wrong duty-group.outside'],
    [
      'the bot may add to and not remove from',
      { bot: 'member', owner: 'ou_p1' },
      DUTY_GROUP_SCOPES,
      undefined,
      'wrong duty-group.forbidden',
    ],
    ['has another organisation in it', { external: true }, DUTY_GROUP_SCOPES, undefined, 'wrong duty-group.forbidden'],
    ['did not take a person at the last try', {}, DUTY_GROUP_SCOPES, 'people', 'wrong duty-group.people'],
  ])('tells of a duty chat that %s', async (_what, chat, scopes, trouble, told) => {
    const chats = { oc_theirs: { external: true as const }, oc_ours: {}, ...(chat ? { oc_duty: chat } : {}) };
    const server = { chats, scopes: [...SCOPES, ...scopes] };
    const said = await examine({ named: { dutyGroups: [{ name: 'oc_duty', trouble }] }, server });
    expect(
      said.filter((line) => line.includes('duty-group')).map((line) => line.split(' ').slice(0, 2).join(' ')),
    ).toEqual([told]);
  });

  it('names whoever is not in the tenant, and counts the others', async () => {
    const told = await examine({ server: { outsiders: ['ou_p11'] } });
    expect(told.slice(-3)).toEqual(['wrong person-unknown p11', 'ok people', 'ok socket']);
    const unseen = await examine({
      prepare: (feishu) =>
        feishu.failNext('POST contact/v3/users/basic_batch', { status: 400, body: { code: 99991672 } }),
    });
    expect(unseen.slice(-3)).toEqual(['wrong people-unseen', 'ok people', 'ok socket']);
  });

  it('knows a desk that takes what Feishu encrypts, and one that was started with other secrets', async () => {
    const last = async (sickness: Sickness) => (await examine({ config: { incoming: INCOMING }, ...sickness })).at(-1);
    expect(await last({ deskUrl: await openDesk(INCOMING) })).toBe('ok webhook');
    expect(await last({ deskUrl: await openDesk({ ...INCOMING, encryptKey: 'another' }) })).toBe(
      'wrong secret-differs',
    );
    const otherToken = await openDesk({ ...INCOMING, verificationToken: 'another' });
    expect(await last({ deskUrl: otherToken })).toBe('wrong secret-differs');
    expect(await last({})).toBe('warning desk-unknown');
    const ended = await openDesk(INCOMING);
    await closers.pop()?.();
    expect(await last({ deskUrl: ended })).toBe('warning desk-down');
    const other = await listen((_request, response) => void response.writeHead(404).end('nothing'));
    expect(await last({ deskUrl: other })).toBe('wrong desk-other');
  });

  it('warns of a desk that would take a forgery', async () => {
    let challenge = '';
    const credulous = await listen((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        challenge = decryptedChallenge(Buffer.concat(chunks).toString()) ?? challenge;
        response.writeHead(200).end(JSON.stringify({ challenge }));
      });
    });
    const told = await examine({ config: { incoming: INCOMING }, deskUrl: credulous });
    expect(told.at(-1)).toBe('wrong forgery-taken');
  });
});

/** Reads the challenge with the test's key; undefined if it was encrypted with another. */
function decryptedChallenge(body: string): string | undefined {
  const { encrypt } = JSON.parse(body) as { encrypt?: string };
  if (encrypt === undefined) return undefined;
  const bytes = Buffer.from(encrypt, 'base64');
  const key = createHash('sha256').update(ENCRYPT_KEY).digest();
  try {
    const cipher = createDecipheriv('aes-256-cbc', key, bytes.subarray(0, 16));
    const plain = Buffer.concat([cipher.update(bytes.subarray(16)), cipher.final()]).toString();
    return (JSON.parse(plain) as { challenge: string }).challenge;
  } catch {
    return undefined;
  }
}
