import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seedDatabase } from '../support/database.ts';
import { endDesks, startDesk, startRefused } from '../support/desk-process.ts';
import { ROOT } from '../support/deskbell.ts';
import { onSlack, slackId } from '../support/slack-book.ts';
import { slashOf } from '../support/slack-payload.ts';
import { SIGNING_SECRET, signPayload } from '../support/slack-request.ts';
import { APP_TOKEN, BOT_TOKEN, openSlackServer, type SlackServer } from '../support/slack-server.ts';
import { until } from '../support/until.ts';

const CUSTOMER = slackId('C', 'customer-sample');
const TEAM = slackId('C', 'team');
/** Instead of the signing secret. */
const BY_SOCKET = { SLACK_SIGNING_SECRET: '', SLACK_APP_TOKEN: APP_TOKEN };

describe('start with a Slack workspace', () => {
  let folder: string;
  let slack: SlackServer;
  let env: Record<string, string>;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deskbell-slack-'));
    slack = await openSlackServer({ channels: [CUSTOMER, TEAM], locales: {} });
    const BOOK = join(folder, 'book.yaml');
    await writeFile(BOOK, onSlack(await readFile(join(ROOT, 'presets/telecom-province.yaml'), 'utf8')));
    await seedDatabase(join(folder, 'data'));
    env = {
      DATA_DIR: join(folder, 'data'),
      BOOK,
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_API_URL: slack.apiUrl,
    };
  });
  afterEach(async () => {
    await endDesks();
    await slack.close();
    await rm(folder, { recursive: true, force: true });
  });

  const report = slashOf('/fault', 'core switch down', { user: 'UCUSTOMER', channel: CUSTOMER });
  async function seeCards(): Promise<void> {
    for (const channel of [CUSTOMER, TEAM]) {
      const card = await until('the card', async () =>
        slack.messages.find(({ channel: there, text }) => there === channel && text.includes('T-1')),
      );
      expect(card.text).toMatch(/T-1 (· )?core switch down/);
    }
  }

  it('serves it: a reported fault stands as a card in the channels of both sides', async () => {
    const desk = await startDesk({ env });
    const response = await fetch(`${desk.url}slack/events`, { method: 'POST', ...signPayload(report) });
    expect(response.status).toBe(200);
    await seeCards();
    expect((await fetch(`${desk.url}playground/`)).status).toBe(404);
    expect((await desk.end('SIGTERM')).code).toBe(0);
  });

  it('stops within 10 s while Slack does not answer; what Slack takes later than that stands there once', async () => {
    // From the first message on: the card that a channel keeps pinned may be on its way before the ready line.
    const answer = slack.hold('chat.postMessage');
    const desk = await startDesk({ env });
    const response = await fetch(`${desk.url}slack/events`, { method: 'POST', ...signPayload(report) });
    expect(response.status).toBe(200);
    const posts = () => slack.calls.filter((method) => method === 'chat.postMessage').length;
    await until('a message to each channel', async () => posts() >= 2 || undefined);
    const begunAt = performance.now();
    expect(await desk.end('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(performance.now() - begunAt).toBeLessThan(10_000);
    expect(slack.messages).toEqual([]);
    answer();
    await until('all that was asked', async () => slack.messages.length === posts() || undefined);
    const again = await startDesk({ env });
    await until('nothing to wait', async () => {
      const { queue } = (await (await fetch(`${again.url}readyz`)).json()) as { queue: { waiting: number } };
      return queue.waiting === 0 || undefined;
    });
    expect(slack.calls).toContain('conversations.history');
    expect((await again.end('SIGTERM')).code).toBe(0);
    const keys = slack.messages.map(({ metadata }) => JSON.stringify(metadata));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('serves it over a socket, without an address of its own', async () => {
    const desk = await startDesk({ env: { ...env, ...BY_SOCKET } });
    await slack.socket.deliver(report);
    await seeCards();
    expect((await fetch(`${desk.url}slack/events`, { method: 'POST', ...signPayload(report) })).status).toBe(404);
    expect((await desk.end('SIGTERM')).code).toBe(0);
    expect(desk.said() + desk.warned()).not.toMatch(/x(oxb|app)-/);
    await until('the end of the socket', async () => slack.socket.standing === 0 || undefined);
  });

  it('stops when its app token is revoked, naming the token without showing it', async () => {
    const desk = await startDesk({ env: { ...env, ...BY_SOCKET } });
    await slack.socket.deliver(report);
    slack.failNext('apps.connections.open', { status: 200, body: { ok: false, error: 'token_revoked' } });
    slack.socket.drop();
    expect(await once(desk.child, 'close')).toEqual([1, null]);
    expect(desk.warned()).toMatch(/^Slack refuses SLACK_APP_TOKEN \(token_revoked\)/m);
    expect(desk.warned()).not.toContain(APP_TOKEN);
  });

  it('refuses to start with an app token that Slack refuses, and does not show it', async () => {
    const { code, stdout, stderr } = await startRefused({
      env: { ...env, ...BY_SOCKET, SLACK_APP_TOKEN: 'xapp-revoked' },
    });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('SLACK_APP_TOKEN');
    expect(stderr).not.toContain('xapp-revoked');
  });

  it('refuses to start with a token that Slack refuses, and does not show it', async () => {
    const { code, stdout, stderr } = await startRefused({ env: { ...env, SLACK_BOT_TOKEN: 'xoxb-revoked' } });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('SLACK_BOT_TOKEN');
    expect(stderr).not.toContain('xoxb-revoked');
  });
});
