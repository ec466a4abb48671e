/**
 * How fast reports are taken in and worked, beside a plain app of Bolt and Prisma on the same PostgreSQL (`plain-app.ts`).
 * Counts rows, not answers. Run: `node bench/intake.ts [seconds] [connections]`; the server comes from npm.
 * Every process is one of its own, and the load comes from another: on two cores they share what there is, so only the
 * ratios say something.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { stringify } from 'yaml';
import { openDatabase } from '../src/db/open.ts';
import { silentLog } from '../src/lib/log.ts';
import { startPostgres } from '../test/support/postgres.ts';
import { slackBook, slackId } from '../test/support/slack-book.ts';
import { SIGNING_SECRET } from '../test/support/slack-request.ts';

const [seconds = '20', connections = '64', kinds = 'plain,postgres,pglite'] = process.argv.slice(2);
const folder = await mkdtemp(join(tmpdir(), 'deskbell-bench-'));
const postgres = await startPostgres();
const slack = await openSlack();
try {
  const plain = kinds.includes('plain') ? await measurePlain() : undefined;
  if (kinds.includes('postgres')) report('deskbell on PostgreSQL', await measureDeskbell('postgres'), plain);
  if (kinds.includes('pglite')) report('deskbell on PGlite', await measureDeskbell('pglite'), plain);
} finally {
  slack.close();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}

interface Measured {
  readonly accepted: number;
  readonly worked: number;
  readonly p50: number;
  readonly p99: number;
  readonly posted: number;
  readonly statuses: object;
}

async function measurePlain(): Promise<Measured> {
  const url = await createDatabase();
  const app = await start(['bench/plain-app.ts'], { DATABASE_URL: url });
  const load = await sendLoad(app.url);
  const stored = await count(url, 'select count(*)::int as n from ticket');
  await app.end();
  const measured = { ...load, accepted: stored / Number(seconds), worked: stored / Number(seconds), posted: 0 };
  report('Bolt + Prisma', measured, undefined);
  return measured;
}

async function measureDeskbell(kind: 'postgres' | 'pglite'): Promise<Measured> {
  const book = join(folder, 'book.yaml');
  await writeFile(book, stringify(await slackBook('en')));
  const url = kind === 'postgres' ? await createDatabase() : '';
  const app = await start(['src/main.ts', 'start'], {
    ...(kind === 'postgres' ? { DATABASE_URL: url } : {}),
    DATA_DIR: join(folder, kind),
    BOOK: book,
    PORT: '0',
    LOG_LEVEL: 'warn',
    SLACK_BOT_TOKEN: 'xoxb-bench',
    SLACK_API_URL: slack.url,
  });
  const before = slack.posted();
  const load = await sendLoad(app.url);
  const posted = slack.posted() - before;
  const { intake } = (await (await fetch(`${app.url}readyz`)).json()) as { intake: { waiting: number } };
  const accepted = load.ok;
  const worked = accepted - intake.waiting;
  await app.end();
  return { ...load, accepted: accepted / Number(seconds), worked: worked / Number(seconds), posted };
}

async function sendLoad(url: string) {
  const channels = slackId('C', 'customer-sample');
  const child = spawn(process.execPath, ['bench/load.ts', url, connections, seconds, channels]);
  child.stderr.pipe(process.stderr);
  const text = await read(child);
  const result = JSON.parse(text) as { statuses: Record<string, number>; p50: number; p99: number };
  return { ...result, ok: result.statuses['200'] ?? 0 };
}

function report(name: string, { accepted, worked, p50, p99, posted, statuses }: Measured, beside?: Measured): void {
  const rate = (value: number, other: number | undefined) =>
    `${value.toFixed(0)}/s${other === undefined ? '' : ` (${(value / other).toFixed(2)}×)`}`;
  const parts = [
    `accepted ${rate(accepted, beside?.accepted)}`,
    `worked ${rate(worked, beside?.worked)}`,
    `p50 ${p50} ms`,
    `p99 ${p99} ms${beside ? ` (${(p99 / beside.p99).toFixed(2)}×)` : ''}`,
    `posted ${posted}`,
    JSON.stringify(statuses),
  ];
  console.log(`${name}: ${parts.join(', ')}`);
}

async function createDatabase(): Promise<string> {
  const name = `bench_${Date.now()}`;
  await count(postgres.url, `create database ${name}`);
  const url = new URL(postgres.url);
  url.pathname = `/${name}`;
  const database = await openDatabase({ kind: 'postgres', url: url.href }, silentLog);
  await database.close();
  return url.href;
}

async function count(url: string, sql: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ n: number }>(sql);
  await client.end();
  return rows[0]?.n ?? 0;
}

async function start(args: readonly string[], env: Readonly<Record<string, string>>) {
  const profile = process.env.BENCH_PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${process.env.BENCH_PROFILE}`] : [];
  const child = spawn(process.execPath, [...profile, ...args], {
    env: { ...process.env, SLACK_SIGNING_SECRET: SIGNING_SECRET, ...env },
    stdio: ['ignore', 'pipe', process.env.BENCH_LOG ? 'inherit' : 'ignore'],
  });
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    const url = /http:\/\/[^\s]+\//.exec(said)?.[0];
    if (url) resolve(url);
  });
  child.once('exit', () => reject(new Error(`it ended: ${said}`)));
  const url = await promise;
  await wait(500);
  return {
    url,
    async end() {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}

async function read(child: ChildProcess): Promise<string> {
  let text = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  await once(child, 'close');
  return text;
}

/** As much of Slack's Web API as the load needs: it takes everything. */
async function openSlack() {
  let posted = 0;
  let ts = 1_700_000_000;
  const answers: Record<string, () => object> = {
    'auth.test': () => ({ user_id: 'UBOT', team_id: 'THOME' }),
    'conversations.info': () => ({ channel: { is_ext_shared: false } }),
    'users.info': () => ({ user: { team_id: 'THOME', name: 'bench', locale: 'en-US' } }),
    'chat.postMessage': () => {
      posted += 1;
      ts += 1;
      return { ts: `${ts}.000100` };
    },
  };
  const server = createServer((request, response) => {
    request.resume();
    const method = (request.url ?? '').split('/').at(-1) ?? '';
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ ok: true, ...(answers[method]?.() ?? {}) }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    posted: () => posted,
    close: () => server.close(),
  };
}
