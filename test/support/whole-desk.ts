import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp } from '../../src/app.ts';
import type { Config } from '../../src/config.ts';
import { readAddress } from '../../src/control/address.ts';
import { openDatabase, targetOf } from '../../src/db/open.ts';
import { openSecret } from '../../src/db/secret.ts';
import { presetPath } from '../../src/desk/book/load.ts';
import { feishuId } from './feishu-book.ts';
import { ENCRYPT_KEY, VERIFICATION_TOKEN } from './feishu-request.ts';
import { APP_ID, APP_SECRET, type FeishuServer, openFeishuServer } from './feishu-server.ts';
import { createKeptLog } from './kept-log.ts';
import { openClient, type PlaygroundClient } from './playground-client.ts';
import { slackId } from './slack-book.ts';
import { SIGNING_SECRET } from './slack-request.ts';
import { BOT_TOKEN, openSlackServer, type SlackServer, TEAM } from './slack-server.ts';

/** A desk as `deskbell start` runs it, with every door at once: Slack, Feishu, playground, pages, API, hooks, control. */
export interface WholeDesk {
  /** Without a slash at its end. */
  readonly origin: string;
  readonly port: number;
  /** The door of this machine, and its secret. */
  readonly control: { readonly url: string; readonly secret: string };
  readonly playground: PlaygroundClient;
  readonly slack: SlackServer;
  readonly feishu: FeishuServer;
  readonly dataDir: string;
  /** Signs the links to pages. */
  readonly linkKey: Buffer;
  /** What the desk logged since the last call, at every level. */
  logged(): string;
  /** Asks the control door, as the command line does. */
  command(name: string, asked: object): Promise<{ readonly status: number; readonly text: string }>;
  /** Makes a token of the API. */
  token(scopes: readonly string[]): Promise<string>;
  /** The path of a page that chat hands out a link to: `words` are said by a person in a channel. */
  pageOf(as: string, channelId: string, words: string): Promise<string>;
  /** Stops the desk; its data stay until `close`. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

/** `change`: settings that differ. */
export async function openWholeDesk(change: Partial<Config> = {}): Promise<WholeDesk> {
  const dataDir = await mkdtemp(join(tmpdir(), 'deskbell-whole-'));
  const book = join(dataDir, 'book.yaml');
  const preset = await readFile(presetPath('telecom-province') ?? '', 'utf8');
  await writeFile(book, onAllPlatforms(preset));
  const staff = [...preset.matchAll(/^ {2}(\w+): \{ name/gm)].map(([, key]) => String(key));
  const people = Object.fromEntries(staff.map((key) => [slackId('U', key), { team_id: TEAM }]));
  const slack = await openSlackServer({ channels: ['CSAMPLE'], locales: { UENGLISH: 'en-US' }, people });
  const feishu = await openFeishuServer({ chats: { oc_sample: { external: true } }, people: {}, outsiders: [] });
  const { log, take } = createKeptLog();
  const database = await openDatabase(targetOf({ databaseUrl: change.databaseUrl, dataDir }), log);
  const linkKey = await openSecret(database, 'link');
  await database.close();
  const app = await startApp(
    {
      port: 0,
      host: '127.0.0.1',
      publicUrl: 'https://desk.example',
      dataDir,
      given: { SLACK_BOT_TOKEN: BOT_TOKEN },
      databaseUrl: undefined,
      book,
      logLevel: 'debug',
      keep: {},
      slack: { botToken: BOT_TOKEN, signingSecret: SIGNING_SECRET, appToken: undefined, apiUrl: slack.apiUrl },
      feishu: {
        appId: APP_ID,
        appSecret: APP_SECRET,
        domain: feishu.domain,
        incoming: { encryptKey: ENCRYPT_KEY, verificationToken: VERIFICATION_TOKEN },
        urgentPerDay: { sms: 0, phone: 0 },
      },
      requestsPerMinute: { perPerson: 0, perChannel: 0 },
      playground: true,
      mail: undefined,
      oidc: undefined,
      bucket: undefined,
      webhooks: { secret: undefined, allowsPrivate: true },
      heartbeatUrl: undefined,
      traces: false,
      ...change,
    },
    log,
  );
  const origin = app.url.slice(0, -1);
  const control = await readAddress(dataDir);
  if (!control) throw new Error('the control door is closed');
  const playground = await openClient(app.url);
  let running = true;
  let said = 0;

  async function command(name: string, asked: object) {
    const response = await fetch(`${control?.url}${name}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${control?.secret}`, 'content-type': 'application/json' },
      body: JSON.stringify(asked),
    });
    return { status: response.status, text: await response.text() };
  }

  async function stop() {
    if (running) await app.stop();
    running = false;
  }

  return {
    origin,
    port: Number(new URL(app.url).port),
    control,
    playground,
    slack,
    feishu,
    dataDir,
    logged: take,
    linkKey,
    command,
    async token(scopes) {
      const asked = { do: 'create', name: 'Grafana', scopes, customers: [], days: 30, account: 'root@desk' };
      const { text } = await command('tokens', asked);
      const secret = /\bdb_[\w-]+|[\w-]{40,}/.exec(text)?.[0];
      if (secret === undefined) throw new Error(`no token: ${text}`);
      return secret;
    },
    async pageOf(as, channelId, words) {
      said += 1;
      const eventId = `page-of-${String(said).padStart(8, '0')}`;
      await playground.ask('say', { as, eventId, channelId, threadId: '', text: words });
      const url = /https:\/\/desk\.example(\/web\/[^"\\)\s]+)/.exec(JSON.stringify(await playground.state(as)));
      if (!url?.[1]) throw new Error(`no link after ${words}`);
      return url[1];
    },
    stop,
    async close() {
      await stop();
      await slack.close();
      await feishu.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The preset whose people have an account on Slack and on Feishu too, with a hook for alerts. */
function onAllPlatforms(preset: string): string {
  const people = preset.replace(
    /\{ playground: ([\w-]+) \}/g,
    (_all, key: string) => `{ playground: ${key}, slack: ${slackId('U', key)}, feishu: ${feishuId('ou', key)} }`,
  );
  return `${people}\nhooks: { monitor: { shape: alertmanager, customer: sample }, ours: { shape: json, customer: sample } }\n`;
}
