import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seedDatabase } from '../support/database.ts';
import { endDesks, startDesk, startRefused } from '../support/desk-process.ts';
import { ROOT } from '../support/deskbell.ts';
import { feishuId, onFeishu } from '../support/feishu-book.ts';
import { messageOf } from '../support/feishu-payload.ts';
import { ENCRYPT_KEY, signDelivery, VERIFICATION_TOKEN } from '../support/feishu-request.ts';
import { APP_ID, APP_SECRET, type FeishuServer, openFeishuServer } from '../support/feishu-server.ts';
import { slashOf } from '../support/slack-payload.ts';
import { SIGNING_SECRET, signPayload } from '../support/slack-request.ts';
import { BOT_TOKEN, openSlackServer } from '../support/slack-server.ts';
import { until } from '../support/until.ts';

const CUSTOMER = feishuId('oc', 'customer-sample');
const TEAM = feishuId('oc', 'team');
/** Instead of encrypted requests. */
const BY_SOCKET = { FEISHU_ENCRYPT_KEY: '', FEISHU_VERIFICATION_TOKEN: '' };

describe('start with a Feishu tenant', () => {
  let folder: string;
  let feishu: FeishuServer;
  let env: Record<string, string>;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deskbell-feishu-'));
    feishu = await openFeishuServer({
      chats: { [CUSTOMER]: { external: true }, [TEAM]: {} },
      people: { ou_reporter: 'Liu' },
      outsiders: ['ou_reporter'],
    });
    const BOOK = join(folder, 'book.yaml');
    await writeFile(BOOK, onFeishu(await readFile(join(ROOT, 'presets/telecom-province.yaml'), 'utf8')));
    await seedDatabase(join(folder, 'data'));
    env = {
      DATA_DIR: join(folder, 'data'),
      BOOK,
      FEISHU_APP_ID: APP_ID,
      FEISHU_APP_SECRET: APP_SECRET,
      FEISHU_ENCRYPT_KEY: ENCRYPT_KEY,
      FEISHU_VERIFICATION_TOKEN: VERIFICATION_TOKEN,
      FEISHU_DOMAIN: `${feishu.domain}/`,
    };
  });
  afterEach(async () => {
    await endDesks();
    await feishu.close();
    await rm(folder, { recursive: true, force: true });
  });

  const by = { user: 'ou_reporter', tenant: 'their-tenant', chat: CUSTOMER };
  const report = () => messageOf({ text: '/fault core switch down' }, by);
  async function seeCards(): Promise<void> {
    for (const chat of [CUSTOMER, TEAM])
      await until('the card', async () =>
        feishu.messages.find((message) => message.chat === chat && JSON.stringify(message.content).includes('T-1')),
      );
  }

  it('serves it: a reported fault stands as a card in the groups of both sides', async () => {
    const desk = await startDesk({ env });
    const response = await fetch(`${desk.url}feishu/events`, { method: 'POST', ...signDelivery(report()) });
    expect(response.status).toBe(200);
    await seeCards();
    expect((await fetch(`${desk.url}playground/`)).status).toBe(404);
    const forged = await fetch(`${desk.url}feishu/events`, {
      method: 'POST',
      ...signDelivery(report(), { forged: true }),
    });
    expect(forged.status).toBe(401);
    expect((await desk.end('SIGTERM')).code).toBe(0);
    for (const secret of [APP_SECRET, ENCRYPT_KEY, VERIFICATION_TOKEN])
      expect(desk.said() + desk.warned()).not.toContain(secret);
  });

  it('serves it over a long connection, without an address of its own', async () => {
    const desk = await startDesk({ env: { ...env, ...BY_SOCKET } });
    expect((await feishu.socket.deliver(report())).code).toBe(200);
    await seeCards();
    expect((await fetch(`${desk.url}feishu/events`, { method: 'POST', ...signDelivery(report()) })).status).toBe(404);
    expect((await desk.end('SIGTERM')).code).toBe(0);
    await until('the end of the line', async () => feishu.socket.standing === 0 || undefined);
  });

  it('serves a Slack workspace beside it', async () => {
    const slack = await openSlackServer({ channels: ['CX'], locales: {} });
    try {
      const tokens = { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_SIGNING_SECRET: SIGNING_SECRET, SLACK_API_URL: slack.apiUrl };
      const desk = await startDesk({ env: { ...env, ...tokens } });
      const [ours, theirs] = [`${desk.url}feishu/events`, `${desk.url}slack/events`];
      expect((await fetch(ours, { method: 'POST', ...signDelivery(report()) })).status).toBe(200);
      const help = signPayload(slashOf('/desk', 'help', { user: 'UX', channel: 'CX' }));
      expect((await fetch(theirs, { method: 'POST', ...help })).status).toBe(200);
      await seeCards();
      await until('the help', async () => (slack.whispers.length > 0 ? true : undefined));
      expect((await desk.end('SIGTERM')).code).toBe(0);
    } finally {
      await slack.close();
    }
  });

  it('stops when Feishu takes the app back, naming the settings without showing them', async () => {
    const desk = await startDesk({ env: { ...env, ...BY_SOCKET } });
    await feishu.socket.deliver(report());
    feishu.failNext('POST callback/ws/endpoint', { status: 200, body: { code: 514, msg: 'auth failed' } });
    feishu.socket.drop();
    expect(await once(desk.child, 'close')).toEqual([1, null]);
    expect(desk.warned()).toMatch(/^Feishu refuses FEISHU_APP_ID and FEISHU_APP_SECRET \(514\)/m);
    expect(desk.warned()).not.toContain(APP_SECRET);
  });

  it.each([
    ['by requests', {}],
    ['over a long connection', BY_SOCKET],
  ])('refuses to start %s with an app that Feishu refuses, and does not show it', async (_way, way) => {
    const { code, stdout, stderr } = await startRefused({ env: { ...env, ...way, FEISHU_APP_SECRET: 'wrong-secret' } });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('FEISHU_APP_SECRET');
    expect(stderr).not.toContain('wrong-secret');
  });
});
