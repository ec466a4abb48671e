import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPostgresDatabase, seedDatabase } from '../support/database.ts';
import { endDesks, startDesk, startRefused } from '../support/desk-process.ts';
import { ROOT } from '../support/deskbell.ts';

let folder: string;
let DATA_DIR: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskbell-start-'));
  DATA_DIR = join(folder, 'data');
});
afterEach(async () => {
  await endDesks();
  await rm(folder, { recursive: true });
});

const FEISHU_APP = { FEISHU_APP_ID: 'cli_a1b2c3d4e5f60718', FEISHU_APP_SECRET: 'the-secret' };

describe('npm start', () => {
  it('says one line when it is ready; ending npm ends the desk with status 0, frees the port and the data directory', async () => {
    const desk = await startDesk({ env: { DATA_DIR }, via: 'npm' });
    expect((await fetch(desk.url)).status).toBe(200);
    expect(existsSync(join(DATA_DIR, 'deskbell.lock'))).toBe(true);

    expect(await desk.end('SIGTERM')).toEqual({ code: 0, signal: null });
    const lines = desk
      .said()
      .split('\n')
      .filter((line) => line.includes('Deskbell') || line.includes('http'));
    expect(lines).toEqual([`Deskbell is ready: ${desk.url}`]);
    await bindsAgain(Number(new URL(desk.url).port));
    expect(existsSync(join(DATA_DIR, 'deskbell.lock'))).toBe(false);
  });
});

/** Node prints a line for every file of Prisma's engine that it loads. */
const TELL_ENGINE = `--import=data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  registerHooks({ load(url, context, next) {
    if (url.includes('query_compiler')) process.stderr.write('loads query_compiler\\n');
    return next(url, context);
  } });`)}`;

describe('start', () => {
  it("loads Prisma's engine for a book that it stores, else neither to open nor to say how it is", async () => {
    await seedDatabase(DATA_DIR);
    const env = { DATA_DIR, NODE_OPTIONS: TELL_ENGINE };
    const first = await startDesk({ env });
    expect(first.warned()).toContain('loads query_compiler');
    await first.end('SIGTERM');

    const second = await startDesk({ env });
    expect((await fetch(`${second.url}readyz`)).status).toBe(200);
    await second.end('SIGTERM');
    expect(second.warned()).not.toContain('loads query_compiler');
  });

  it('is refused, in one readable line, while another process has the data directory, which works on', async () => {
    await seedDatabase(DATA_DIR);
    const first = await startDesk({ env: { DATA_DIR } });
    const { code, stdout, stderr } = await startRefused({ env: { DATA_DIR } });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(`${DATA_DIR} is in use by process ${first.child.pid}`);
    expect((await fetch(`${first.url}readyz`)).status).toBe(200);
    expect(await first.end('SIGINT')).toEqual({ code: 0, signal: null });
  });

  it("is refused on PostgreSQL as well: the playground's messages are in the data directory", async () => {
    const { url: DATABASE_URL, drop } = await createPostgresDatabase();
    try {
      const first = await startDesk({ env: { DATA_DIR, DATABASE_URL } });
      const { code, stderr } = await startRefused({ env: { DATA_DIR, DATABASE_URL } });
      expect(code).toBe(1);
      expect(stderr).toContain(`${DATA_DIR} is in use by process ${first.child.pid}`);
      expect(await first.end('SIGTERM')).toEqual({ code: 0, signal: null });
      expect(existsSync(join(DATA_DIR, 'deskbell.lock'))).toBe(false);
    } finally {
      await endDesks();
      await drop();
    }
  });

  it('is refused if the port is taken, by name, and leaves no lock behind', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    try {
      await new Promise((resolve) => taken.once('listening', resolve));
      const port = String((taken.address() as { port: number }).port);
      await seedDatabase(DATA_DIR);
      const { code, stderr } = await startRefused({ env: { DATA_DIR, PORT: port } });
      expect(code).toBe(1);
      expect(stderr).toContain(`127.0.0.1:${port}`);
      expect(stderr).toContain('PORT');
      expect(existsSync(join(DATA_DIR, 'deskbell.lock'))).toBe(false);
    } finally {
      taken.close();
    }
  });

  it('names every bad variable at once, shows no value, and touches nothing', async () => {
    const bad = {
      PORT: 'seventy-seven',
      LOG_LEVEL: 'chatty',
      DATABASE_URL: 'mysql://root:hunter2@db',
      HOST: '0.0.0.0',
      PUBLIC_URL: 'ftp://desk.example',
    };
    const { code, stdout, stderr } = await startRefused({ env: { DATA_DIR, ...bad } });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    for (const [name, value] of Object.entries(bad)) {
      expect(stderr).toMatch(new RegExp(`^\\s+${name}: `, 'm'));
      expect(stderr).not.toContain(value);
    }
    expect(stderr).not.toContain('hunter2');
    expect(existsSync(DATA_DIR)).toBe(false);
  });

  it('refuses to open the playground to other machines', async () => {
    const { code, stderr } = await startRefused({ env: { DATA_DIR, HOST: '0.0.0.0' } });
    expect(code).toBe(2);
    expect(stderr).toMatch(/HOST: .*127\.0\.0\.1/);
  });

  it('with a platform token has no playground, and still tells its health, never the token', async () => {
    const SLACK = { SLACK_BOT_TOKEN: 'xoxb-secret', SLACK_SIGNING_SECRET: 'signing-secret' };
    // No server listens there: the desk still starts, and says that it cannot reach the platform.
    const SLACK_API_URL = 'http://127.0.0.1:9/api';
    await seedDatabase(DATA_DIR);
    const desk = await startDesk({ env: { DATA_DIR, ...SLACK, SLACK_API_URL, LOG_LEVEL: 'info' } });
    for (const path of ['', 'playground/', 'playground/api/state?as=engineer1'])
      expect((await fetch(desk.url + path)).status).toBe(404);
    expect((await fetch(`${desk.url}playground/api/clock`, { method: 'POST', body: '{}' })).status).toBe(404);
    expect(await (await fetch(`${desk.url}healthz`)).json()).toEqual({ ok: true });
    expect((await desk.end('SIGTERM')).code).toBe(0);
    expect(desk.warned()).toContain('slack.unreachable');
    expect(desk.said() + desk.warned()).not.toMatch(/xoxb|signing-secret/);
  });

  it.each([
    ['SLACK_SIGNING_SECRET (HTTP) or SLACK_APP_TOKEN (Socket Mode)', { SLACK_BOT_TOKEN: 'xoxb-secret' }],
    ['SLACK_BOT_TOKEN', { SLACK_SIGNING_SECRET: 'a-secret' }],
    ['SLACK_BOT_TOKEN', { SLACK_APP_TOKEN: 'xapp-secret' }],
    ['SLACK_BOT_TOKEN', { SLACK_SIGNING_SECRET: 'a-secret', SLACK_APP_TOKEN: 'xapp-secret' }],
  ])('refuses a Slack workspace that is set up by half, naming %s', async (name, env) => {
    const { code, stderr } = await startRefused({ env: { DATA_DIR, ...env } });
    expect(code).toBe(2);
    expect(stderr).toContain(`\n  ${name}: `);
    expect(stderr).not.toContain('-secret');
  });

  it.each([
    ['FEISHU_APP_SECRET', { FEISHU_APP_ID: 'cli_a1b2c3d4e5f60718' }],
    ['FEISHU_APP_ID', { FEISHU_APP_SECRET: 'a-secret' }],
    ['FEISHU_APP_ID', { FEISHU_APP_SECRET: 'a-secret', FEISHU_APP_ID: 'cli_secret' }],
    ['FEISHU_APP_ID', { FEISHU_ENCRYPT_KEY: 'a-secret', FEISHU_VERIFICATION_TOKEN: 'b-secret' }],
    ['FEISHU_VERIFICATION_TOKEN', { ...FEISHU_APP, FEISHU_ENCRYPT_KEY: 'a-secret' }],
    ['FEISHU_ENCRYPT_KEY', { ...FEISHU_APP, FEISHU_VERIFICATION_TOKEN: 'a-secret' }],
    ['FEISHU_DOMAIN', { ...FEISHU_APP, FEISHU_DOMAIN: 'open.feishu.cn' }],
  ])('refuses a Feishu app that is set up by half, naming %s', async (name, env) => {
    const { code, stderr } = await startRefused({ env: { DATA_DIR, ...env } });
    expect(code).toBe(2);
    expect(stderr).toContain(`\n  ${name}: `);
    expect(stderr).not.toContain('-secret');
  });

  it('shows on /readyz whether it can work and what waits to be delivered', async () => {
    await seedDatabase(DATA_DIR);
    const desk = await startDesk({ env: { DATA_DIR } });
    const response = await fetch(`${desk.url}readyz`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ ok: true, queue: { waiting: 0, dead: 0, oldestAgeMs: 0 } });
    expect((await desk.end('SIGTERM')).code).toBe(0);
  });

  it('with a wrong service book names file, line and field of every mistake, and applies nothing', async () => {
    const BOOK = join(folder, 'book.yaml');
    const preset = await readFile(join(ROOT, 'presets/telecom-province.yaml'), 'utf8');
    const wrong = preset
      .replace('warnAtPercent: 75', 'warnAtPercent: 750')
      .replace('timeZone: Asia/Shanghai', 'timeZone: Asia/Shangri-La');
    await writeFile(BOOK, wrong);
    const { code, stdout, stderr } = await startRefused({ env: { DATA_DIR, BOOK } });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    for (const [words, field] of [
      ['warnAtPercent: 750', 'policies.standard.warnAtPercent'],
      ['timeZone: Asia/Shangri-La', 'provider.timeZone'],
    ] as const) {
      const line = wrong.slice(0, wrong.indexOf(words)).split('\n').length;
      expect(stderr).toMatch(new RegExp(`book\\.yaml:${line}: .*${field.replaceAll('.', '\\.')}`));
    }
    expect(existsSync(DATA_DIR)).toBe(false);
  });

  it('takes a service book by its path', async () => {
    const BOOK = join(folder, 'book.yaml');
    await cp(join(ROOT, 'presets/bureau-system.yaml'), BOOK);
    await seedDatabase(DATA_DIR);
    const desk = await startDesk({ env: { DATA_DIR, BOOK } });
    const state = (await (await fetch(`${desk.url}playground/api/state?as=engineer1`)).json()) as {
      channels: object[];
    };
    expect(state.channels.length).toBeGreaterThan(3);
    expect((await desk.end('SIGTERM')).code).toBe(0);
  });
});

/** Fails with the address in use while another process still listens there. */
async function bindsAgain(port: number): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject);
    probe.listen(port, '127.0.0.1', resolve);
  });
  await new Promise((resolve) => probe.close(resolve));
}
