import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seedDatabase } from '../support/database.ts';
import { BLANK, endDesks, startDesk } from '../support/desk-process.ts';
import { type CommandRun, ROOT, runDeskbell } from '../support/deskbell.ts';
import { slackBook, slackId } from '../support/slack-book.ts';
import { slashOf } from '../support/slack-payload.ts';
import { SIGNING_SECRET, signPayload } from '../support/slack-request.ts';
import { BOT_TOKEN, openSlackServer, type SlackServer, type SlackServerOptions } from '../support/slack-server.ts';
import { until } from '../support/until.ts';

const [CUSTOMER, TEAM] = [slackId('C', 'customer-sample'), slackId('C', 'team')];
const [ESCALATION, MANAGERS] = [slackId('C', 'escalation'), slackId('C', 'managers')];
const WRONG_SECRET = 'another signing secret';
const DATABASE_PASSWORD = 'hunter2';
const SECRETS = [BOT_TOKEN, SIGNING_SECRET, WRONG_SECRET, DATABASE_PASSWORD, 'xoxb-'];

describe('deskbell doctor', () => {
  let folder: string;
  let slack: SlackServer | undefined;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deskbell-doctor-'));
  });
  afterEach(async () => {
    await endDesks();
    await slack?.close();
    slack = undefined;
    await rm(folder, { recursive: true, force: true });
  });

  /** Settings for a workspace in miniature, and a book that is on it. */
  async function settings(options: Partial<SlackServerOptions> = {}): Promise<Record<string, string>> {
    slack = await openSlackServer({ channels: [CUSTOMER, TEAM, ESCALATION, MANAGERS], locales: {}, ...options });
    const BOOK = join(folder, 'book.yaml');
    await writeFile(BOOK, JSON.stringify(await slackBook('en')));
    const DATA_DIR = join(folder, 'data');
    return {
      BOOK,
      DATA_DIR,
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_API_URL: slack.apiUrl,
    };
  }

  /** Runs it, and sees to it that no run shows a secret. */
  async function examine(env: Readonly<Record<string, string>>, ...args: string[]): Promise<CommandRun> {
    const run = await runDeskbell(['doctor', ...args], ROOT, { ...process.env, ...BLANK, ...env });
    for (const secret of SECRETS) expect(`${run.stdout}${run.stderr}`).not.toContain(secret);
    expect(run.stderr).toBe('');
    return run;
  }

  it('finds a running desk well, one started with another secret not, and knows afterwards when Slack was heard', async () => {
    const env = await settings();
    await seedDatabase(join(folder, 'data'));
    const desk = await startDesk({ env });
    const here = { ...env, PORT: new URL(desk.url).port };
    const report = slashOf('/fault', 'core switch down', { user: 'UCUSTOMER', channel: CUSTOMER });
    await fetch(`${desk.url}slack/events`, { method: 'POST', ...signPayload(report) });
    await until('the card', async () => slack?.messages.find(({ channel }) => channel === TEAM));

    const well = await examine(here);
    expect(well.stdout).toContain(`✓ The desk at ${desk.url}slack/events takes what Slack signs`);
    expect(well.stdout).toContain(`in use by process ${desk.child.pid}`);
    expect(well.stdout).toContain('✓ 12 of 12 people');
    expect(well.stdout).toMatch(/^0 wrong, \d to look at$/m);
    expect(well.status).toBe(0);

    const differs = await examine({ ...here, SLACK_SIGNING_SECRET: WRONG_SECRET });
    expect(differs.stdout).toContain(`✗ The desk at ${desk.url}slack/events refuses what is signed`);
    expect(differs.status).toBe(1);

    await desk.end('SIGTERM');
    const alone = await examine(here);
    expect(alone.stdout).toContain(`! No desk is running at ${desk.url}slack/events`);
    expect(alone.stdout).toMatch(/^✓ slack was last heard at \d{4}-\d\d-\d\dT/m);
    expect(alone.status).toBe(0);
  });

  it('names every sickness of a workspace, in Chinese too', async () => {
    const env = await settings({
      channels: [CUSTOMER, TEAM, ESCALATION],
      scopes: ['commands'],
      now: () => Date.now() + 250_000,
      about: {
        [CUSTOMER]: { is_archived: true },
        [TEAM]: { is_member: false },
        [ESCALATION]: { is_ext_shared: true },
        [slackId('U', 'engineer1')]: { deleted: true },
      },
    });
    const { status, stdout } = await examine(env, '--lang', 'zh-CN');
    const wrong = stdout.split('\n').filter((line) => line.startsWith('✗'));
    expect(wrong).toEqual([
      expect.stringMatching(/^✗ 缺少权限：.*chat:write.*重新安装/),
      `✗ 频道 customer-sample（${CUSTOMER}）已归档，什么也收不到。请恢复，或在手册中换一个`,
      `✗ 机器人不在频道 team（${TEAM}）中。请在该频道里 /invite 它`,
      expect.stringContaining(`✗ 内部频道 escalation（${ESCALATION}）与外部组织共享`),
      expect.stringContaining(`✗ Slack 没有频道 managers（${MANAGERS}）`),
      '✗ engineer1（UENGINEER1）的 Slack 账号已停用，提醒无人收到。请在手册中更换',
      expect.stringMatching(/^✗ 本机时钟比 Slack 慢 2\d\d 秒/),
    ]);
    expect(stdout).toContain('! 还没有收到过 slack 的任何消息');
    expect(status).toBe(1);
    expect(await readdir(folder)).toEqual(['book.yaml']);
  });

  it('gives one object a line with --json, and goes on past a refused token and an unreachable database', async () => {
    const env = await settings();
    const DATABASE_URL = `postgresql://deskbell:${DATABASE_PASSWORD}@127.0.0.1:9/deskbell`;
    const { status, stdout } = await examine({ ...env, SLACK_BOT_TOKEN: 'xoxb-revoked', DATABASE_URL }, '--json');
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.filter(({ level }) => level === 'wrong')).toEqual([
      {
        level: 'wrong',
        code: 'doctor.database.unreachable',
        params: { where: '127.0.0.1:9/deskbell', error: 'ECONNREFUSED' },
        text: expect.stringContaining('PostgreSQL cannot be reached at 127.0.0.1:9/deskbell'),
      },
      {
        level: 'wrong',
        code: 'doctor.slack.token-refused',
        params: { error: 'invalid_auth' },
        text: expect.stringContaining('Slack refuses SLACK_BOT_TOKEN'),
      },
    ]);
    expect(lines.map(({ code }) => code)).toContain('doctor.slack.clock');
    expect(status).toBe(1);
  });

  it('ends with 2 where the book or the settings cannot be read, and looks at what it can', async () => {
    const env = await settings();
    const noBook = await examine({ ...env, BOOK: '/nowhere.yaml' });
    expect(noBook.stdout).toContain('✗ The service book is wrong: /nowhere.yaml:1: no such file');
    expect(noBook.stdout).toContain('✓ The Slack token works: workspace Home (THOME), bot deskbell');
    expect(noBook.status).toBe(2);

    const halfSet = await examine({ ...env, SLACK_SIGNING_SECRET: '', PORT: 'x' });
    expect(halfSet.stdout).toContain('✗ A setting cannot be used: PORT: ');
    expect(halfSet.stdout).toContain('✗ A setting cannot be used: SLACK_SIGNING_SECRET');
    expect(halfSet.status).toBe(2);
  });

  it('has nothing against the playground, and makes no data directory for looking', async () => {
    const { status, stdout } = await examine({ DATA_DIR: join(folder, 'data') });
    expect(stdout).toContain('✓ Settings can be used: no platform token is set');
    expect(stdout).toContain('✓ There is no database in');
    expect(stdout).toMatch(/^. Calendar office: /m);
    expect(status).toBe(0);
    expect(await readdir(folder)).toEqual([]);
  });
});
