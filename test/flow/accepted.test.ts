import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DatabaseTarget } from '../../src/db/database.ts';
import { openDatabase } from '../../src/db/open.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createPostgresDatabase, seedDatabase } from '../support/database.ts';
import { type DeskProcess, endDesks, startDesk } from '../support/desk-process.ts';
import { ROOT } from '../support/deskbell.ts';
import { feishuId, onFeishu } from '../support/feishu-book.ts';
import * as feishuPayload from '../support/feishu-payload.ts';
import { ENCRYPT_KEY, signDelivery, VERIFICATION_TOKEN } from '../support/feishu-request.ts';
import { APP_ID, APP_SECRET, openFeishuServer } from '../support/feishu-server.ts';
import { startPostgres } from '../support/postgres.ts';
import { onSlack, slackId } from '../support/slack-book.ts';
import { messageOf, slashOf } from '../support/slack-payload.ts';
import { SIGNING_SECRET, type SlackPayload, signPayload } from '../support/slack-request.ts';
import { APP_TOKEN, BOT_TOKEN, openSlackServer, type SlackServer } from '../support/slack-server.ts';
import { until } from '../support/until.ts';

type Env = Readonly<Record<string, string>>;

const CUSTOMER = slackId('C', 'customer-sample');
const BY = { user: 'UCUSTOMER', channel: CUSTOMER };
const COMMAND = (title: string) => slashOf('/fault', title, BY);
const MENTION = (title: string) => messageOf({ text: `<@UDESKBELL> fault ${title}` }, BY);
/** The process is killed so many milliseconds after the first answer. */
const KILLS_MS = { PGlite: [0, 5], PostgreSQL: [0, 3] } as const;
/** The limit of a graceful stop, even with waiting work. */
const STOP_MS = 10_000;

let folder: string;
let slack: SlackServer;
const closing: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskbell-accepted-'));
  slack = await openSlackServer({ channels: [CUSTOMER, slackId('C', 'team')], locales: {} });
});
afterEach(async () => {
  await endDesks();
  for (const close of closing.splice(0).reverse()) await close();
  await slack.close();
  await rm(folder, { recursive: true, force: true });
});

async function slackEnv(more: Env): Promise<Env> {
  const BOOK = join(folder, 'book.yaml');
  await writeFile(BOOK, onSlack(await readFile(join(ROOT, 'presets/telecom-province.yaml'), 'utf8')));
  const tokens = { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_SIGNING_SECRET: SIGNING_SECRET, SLACK_API_URL: slack.apiUrl };
  return { DATA_DIR: join(folder, 'data'), BOOK, ...tokens, ...more };
}

async function newPostgres(): Promise<string> {
  const { url, drop } = await createPostgresDatabase();
  closing.push(drop);
  return url;
}

/** The status of the answer; undefined: there was none. */
async function post(url: string, signed: { body: string; headers: Env }): Promise<number | undefined> {
  try {
    const response = await fetch(url, { method: 'POST', ...signed });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return undefined;
  }
}

const report = (desk: DeskProcess, payload: SlackPayload) => post(`${desk.url}slack/events`, signPayload(payload));

/**
 * Sends that many reports, some at a time, and adds the titles of those that were answered with 200 to `answered`; no more
 * of them once one was answered with `until`.
 */
async function storm(
  desk: DeskProcess,
  titles: readonly string[],
  answered: Set<string>,
  onAnswer: () => void,
  until?: number,
): Promise<(number | undefined)[]> {
  const left = [...titles];
  const statuses: (number | undefined)[] = [];
  const sender = async () => {
    for (let title = left.shift(); title !== undefined; title = left.shift()) {
      const status = await report(desk, COMMAND(title));
      statuses.push(status);
      if (status === until) left.length = 0;
      if (status !== 200) continue;
      answered.add(title);
      onAnswer();
    }
  };
  await Promise.all(Array.from({ length: 32 }, sender));
  return statuses;
}

const titlesOf = (what: string, count: number) => Array.from({ length: count }, (_, index) => `${what} ${index} down`);

async function untilWorked({ url }: DeskProcess): Promise<void> {
  await until('everything accepted is worked', async () => {
    const response = await fetch(`${url}readyz`);
    const { intake } = (await response.json()) as { intake?: { waiting: number; dead: number } };
    expect(intake?.dead ?? 0).toBe(0);
    return intake?.waiting === 0 || undefined;
  });
}

async function titlesIn(target: DatabaseTarget): Promise<string[]> {
  const database = await openDatabase(target, silentLog);
  try {
    return (await database.query<{ title: string }>('select title from ticket')).map(({ title }) => title);
  } finally {
    await database.close();
  }
}

/** Each answered report is one ticket. A report that was not answered may be one, but never two. */
function expectOnce(titles: readonly string[], answered: ReadonlySet<string>): void {
  expect(titles.length).toBe(new Set(titles).size);
  expect([...answered].filter((title) => !titles.includes(title))).toEqual([]);
  expect(answered.size).toBeGreaterThan(0);
}

describe('what a platform was told is received becomes a ticket, once', () => {
  it.each(['PGlite', 'PostgreSQL'] as const)(
    'though the process is killed right after the answer, on %s',
    async (kind) => {
      const url = kind === 'PGlite' ? undefined : await newPostgres();
      const env = await slackEnv({ SLACK_APP_TOKEN: APP_TOKEN, ...(url === undefined ? {} : { DATABASE_URL: url }) });
      if (url === undefined) await seedDatabase(join(folder, 'data'));
      const answered = new Set<string>();
      for (const [round, ms] of KILLS_MS[kind].entries()) {
        const desk = await startDesk({ env });
        const killed = Promise.withResolvers<unknown>();
        const kill = () => void wait(ms).then(() => killed.resolve(desk.end('SIGKILL')));
        if (round === 1) {
          const title = 'over the socket down';
          await slack.socket.deliver(MENTION(title));
          answered.add(title);
          kill();
        } else {
          const made = [COMMAND, MENTION];
          const sent = titlesOf(`round ${round}`, 6).map(async (title, index) => {
            if ((await report(desk, (made[index % 2] ?? COMMAND)(title))) !== 200) return;
            answered.add(title);
            kill();
          });
          await Promise.all(sent);
        }
        await killed.promise;
      }
      const desk = await startDesk({ env });
      await untilWorked(desk);
      expect((await desk.end('SIGTERM')).code).toBe(0);
      const target: DatabaseTarget =
        url === undefined ? { kind: 'pglite', dataDir: join(folder, 'data') } : { kind: 'postgres', url };
      expectOnce(await titlesIn(target), answered);
    },
  );

  it('even if the process is killed right after it answered Feishu', async () => {
    const chat = feishuId('oc', 'customer-sample');
    const feishu = await openFeishuServer({
      chats: { [chat]: { external: true }, [feishuId('oc', 'team')]: {} },
      people: { ou_reporter: 'Liu' },
      outsiders: ['ou_reporter'],
    });
    closing.push(() => feishu.close());
    const [BOOK, url] = [join(folder, 'feishu.yaml'), await newPostgres()];
    await writeFile(BOOK, onFeishu(await readFile(join(ROOT, 'presets/telecom-province.yaml'), 'utf8')));
    const app = { FEISHU_APP_ID: APP_ID, FEISHU_APP_SECRET: APP_SECRET, FEISHU_ENCRYPT_KEY: ENCRYPT_KEY };
    const env = {
      ...{ DATA_DIR: join(folder, 'data'), BOOK, DATABASE_URL: url, ...app },
      ...{ FEISHU_VERIFICATION_TOKEN: VERIFICATION_TOKEN, FEISHU_DOMAIN: `${feishu.domain}/` },
    };
    const answered = new Set<string>();
    const desk = await startDesk({ env });
    await Promise.all(
      titlesOf('feishu', 6).map(async (title) => {
        const said = feishuPayload.messageOf(
          { text: `/fault ${title}` },
          { user: 'ou_reporter', tenant: 'theirs', chat },
        );
        if ((await post(`${desk.url}feishu/events`, signDelivery(said))) !== 200) return;
        answered.add(title);
        desk.child.kill('SIGKILL');
      }),
    );
    await desk.end('SIGKILL');
    const next = await startDesk({ env });
    await untilWorked(next);
    expectOnce(await titlesIn({ kind: 'postgres', url }), answered);
  });

  it('even if the desk is stopped in a burst, and the stop takes no longer than allowed', async () => {
    const url = await newPostgres();
    const env = await slackEnv({ DATABASE_URL: url });
    const desk = await startDesk({ env });
    const answered = new Set<string>();
    let stopped: { ended: ReturnType<DeskProcess['end']>; since: number } | undefined;
    await storm(desk, titlesOf('burst', 500), answered, () => {
      if (answered.size >= 200) stopped ??= { ended: desk.end('SIGTERM'), since: performance.now() };
    });
    expect(await stopped?.ended).toEqual({ code: 0, signal: null });
    expect(performance.now() - (stopped?.since ?? 0)).toBeLessThan(STOP_MS);
    await untilWorked(await startDesk({ env }));
    expectOnce(await titlesIn({ kind: 'postgres', url }), answered);
  });

  it('even if PostgreSQL is away for a while; what could not be stored is refused', async () => {
    const server = await startPostgres();
    closing.push(() => server.stop());
    const desk = await startDesk({ env: await slackEnv({ DATABASE_URL: server.url }) });
    const answered = new Set<string>();
    let halted: Promise<void> | undefined;
    const halt = () => {
      if (answered.size >= 60) halted ??= server.halt();
    };
    const before = await storm(desk, titlesOf('before', 5_000), answered, halt, 503);
    await halted;
    const during = await storm(desk, titlesOf('during', 40), answered, () => {});
    // Where it does not answer at all, its own last words tell why.
    expect(new Set(during), `${desk.child.exitCode} ${desk.warned().slice(-4000)}`).toEqual(new Set([503]));
    expect(new Set(before)).toEqual(new Set([200, 503]));
    await server.resume();
    await until('it is taken again', async () =>
      (await report(desk, COMMAND('after it down'))) === 200 ? true : undefined,
    );
    answered.add('after it down');
    await untilWorked(desk);
    expectOnce(await titlesIn({ kind: 'postgres', url: server.url }), answered);
    expect((await desk.end('SIGTERM')).code).toBe(0);
  });

  it('even if the replica that accepted it dies: the other one works it', async () => {
    const url = await newPostgres();
    const env = await slackEnv({ DATABASE_URL: url });
    const dying = await startDesk({ env });
    const staying = await startDesk({ env: { ...env, DATA_DIR: join(folder, 'other') } });
    const answered = new Set<string>();
    await storm(dying, titlesOf('replica', 300), answered, () => {
      if (answered.size >= 150) dying.child.kill('SIGKILL');
    });
    await dying.end('SIGKILL');
    await untilWorked(staying);
    expectOnce(await titlesIn({ kind: 'postgres', url }), answered);
    expect((await staying.end('SIGTERM')).code).toBe(0);
  });
});
