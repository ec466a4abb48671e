/**
 * How long a desk takes from the start of its process to its first answer, and what memory it holds, on PostgreSQL beside
 * the bare app of `bare-app.ts` and on PGlite. Run: `node bench/start.ts`, or with another number of rounds. Each round
 * starts one after the other; the middle of the rounds counts. Ratios count: the machine's other work shows in all, least
 * in the processor's time.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { BLANK } from '../test/support/desk-process.ts';
import { ROOT } from '../test/support/deskbell.ts';
import { startPostgres } from '../test/support/postgres.ts';
import { onSlack } from '../test/support/slack-book.ts';
import { slashOf } from '../test/support/slack-payload.ts';
import { SIGNING_SECRET, signPayload } from '../test/support/slack-request.ts';
import { BOT_TOKEN, openSlackServer } from '../test/support/slack-server.ts';

const IDLE_MS = 10_000;

/** `getconf CLK_TCK` on Linux: in such parts it tells the processor's time. */
const TICK_MS = 10;

/** Milliseconds from the start to the first answer, of the clock and of the processor; megabytes then and after `IDLE_MS` without work. */
interface Measured {
  readonly readyMs: number;
  readonly readyCpuMs: number;
  readonly readyMb: number;
  readonly idleMb: number;
}

/** `args` are Node's own, the script's name among them; gives what it measured. Throws where the process does not start. */
async function measure(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Measured> {
  const begin = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, ...BLANK, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const url = await readyLine(child);
    // A question that is signed wrongly is answered by all of them, and changes nothing.
    const { body, headers } = signPayload(slashOf('/fault', 'down', { user: 'U1', channel: 'C1' }));
    await fetch(`${url}slack/events`, { method: 'POST', body, headers: { ...headers, 'x-slack-signature': 'v0=0' } });
    const readyMs = performance.now() - begin;
    const readyCpuMs = await processorMs(child);
    const readyMb = await residentMb(child);
    await setTimeout(IDLE_MS);
    return { readyMs, readyCpuMs, readyMb, idleMb: await residentMb(child) };
  } finally {
    child.kill('SIGTERM');
    await once(child, 'close');
  }
}

async function readyLine({ stdout }: ChildProcess): Promise<string> {
  let said = '';
  for await (const chunk of stdout ?? []) {
    said += chunk;
    const url = /^Deskbell is ready: (http:\S+)$/m.exec(said)?.[1];
    if (url !== undefined) return url;
  }
  throw new Error(`it did not start: ${said}`);
}

/** Of all threads, in user mode and in the system's. */
async function processorMs({ pid }: ChildProcess): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const [user, system] = stat.slice(stat.lastIndexOf(')')).split(' ').slice(12, 14);
  return (Number(user) + Number(system)) * TICK_MS;
}

/** As Linux tells it of a process. */
async function residentMb({ pid }: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? Number.NaN) / 1024;
}

function middle(rounds: readonly Measured[]): Measured {
  const of = (field: keyof Measured) =>
    rounds.map((round) => round[field]).sort((one, other) => one - other)[Math.floor(rounds.length / 2)] ?? Number.NaN;
  return { readyMs: of('readyMs'), readyCpuMs: of('readyCpuMs'), readyMb: of('readyMb'), idleMb: of('idleMb') };
}

const rounds = Number(process.argv[2] ?? 5);
const folder = await mkdtemp(join(tmpdir(), 'deskbell-start-'));
const postgres = await startPostgres();
const book = onSlack(await readFile(join(ROOT, 'presets/telecom-province.yaml'), 'utf8'));
const channels = [...book.matchAll(/platform: slack,?\s+id: (\w+)/g)].map(([, id]) => id ?? '');
const slack = await openSlackServer({ channels, locales: {} });
try {
  const BOOK = join(folder, 'book.yaml');
  await writeFile(BOOK, book);
  const workspace = { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_SIGNING_SECRET: SIGNING_SECRET, SLACK_API_URL: slack.apiUrl };
  // As `npm start` does: `NODE_COMPILE_CACHE=<folder> exec node <arguments>`.
  const { scripts } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  const [, cache = '', line = ''] = /^NODE_COMPILE_CACHE=(\S+) exec node (.*)$/.exec(scripts.start) ?? [];
  if (line === '') throw new Error(`npm start is not what this bench knows: ${scripts.start}`);
  const start = line.split(' ');
  const desk = { ...workspace, BOOK, DATA_DIR: join(folder, 'data'), NODE_COMPILE_CACHE: cache };
  const subjects = {
    'bare app, PostgreSQL': [['bench/bare-app.ts'], { ...workspace, DATABASE_URL: postgres.url }],
    'desk, PostgreSQL': [start, { ...desk, DATABASE_URL: postgres.url }],
    'desk, PGlite': [start, desk],
  } as const;
  const measured = new Map<string, Measured[]>();
  for (let round = 0; round <= rounds; round += 1)
    for (const [name, [args, env]] of Object.entries(subjects)) {
      const one = await measure(args, env);
      // The first start makes the tables; it is told apart.
      if (round === 0) console.log(`${name}, first: ${text(one)}`);
      else measured.set(name, [...(measured.get(name) ?? []), one]);
    }
  const bare = middle(measured.get('bare app, PostgreSQL') ?? []);
  for (const [name, all] of measured) {
    const it = middle(all);
    const [byClock, byProcessor] = [it.readyMs / bare.readyMs, it.readyCpuMs / bare.readyCpuMs];
    const ratios = `${byClock.toFixed(2)} × the bare app's (processor ${byProcessor.toFixed(2)} ×)`;
    console.log(`${name}: ${text(it)}; start ${ratios}`);
  }
} finally {
  await slack.close();
  await postgres.stop();
  await rm(folder, { recursive: true });
}

function text({ readyMs, readyCpuMs, readyMb, idleMb }: Measured): string {
  const processor = `${(readyCpuMs / 1000).toFixed(2)} s of processor`;
  return `${(readyMs / 1000).toFixed(2)} s to the first answer, ${processor}, ${readyMb.toFixed(0)} MB then, ${idleMb.toFixed(0)} MB idle`;
}
