import { watch } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { DatabaseTarget } from '../../src/db/database.ts';
import { MINUTE } from '../../src/lib/instant.ts';
import { type Asked, createBusyPeople } from '../support/busy-people.ts';
import { createPostgresDatabase, seedDatabase } from '../support/database.ts';
import { type DeskProcess, endDesks, startDesk } from '../support/desk-process.ts';
import { checkRecord, countOwed } from '../support/kill-record.ts';
import { openClient } from '../support/playground-client.ts';
import { until } from '../support/until.ts';

const KILLS = 3;
const MOST_SIGNS = 30;
const MOST_LOOPS = 40;
/** Each start may find something due in the half second in which it stops. */
const MOST_STARTS = 5;
/** Eight starts of a desk take 12 s alone, and several times that beside other work. */
const LIMIT_MS = 10 * MINUTE;
const FINISH_MS = 2 * MINUTE;

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'deskbell-kill-'));
});
afterEach(async () => {
  await endDesks();
  await rm(dataDir, { recursive: true });
});

it(
  'on PGlite a desk killed at any instant loses nothing it confirmed and tells everything once',
  async () => {
    await seedDatabase(dataDir);
    await surviveKills({}, { kind: 'pglite', dataDir }, createRandom(2026));
    expect(await readdir(dataDir)).not.toContain('deskbell.lock');
  },
  LIMIT_MS,
);

it(
  'on PostgreSQL a desk killed at any instant loses nothing it confirmed and tells everything once',
  async () => {
    const { url, drop } = await createPostgresDatabase();
    try {
      await surviveKills({ DATABASE_URL: url }, { kind: 'postgres', url }, createRandom(1009));
    } finally {
      await endDesks();
      await drop();
    }
  },
  LIMIT_MS,
);

async function surviveKills(env: Record<string, string>, target: DatabaseTarget, random: () => number): Promise<void> {
  const asked: Asked[] = [];
  const people = createBusyPeople(asked);
  const start = () => startDesk({ env: { ...env, DATA_DIR: dataDir } });
  for (let kill = 0; kill < KILLS; kill += 1) {
    const desk = await start();
    const client = await openClient(desk.url);
    await people.askAgain(client);
    const sign = killAtSign(desk, 1 + Math.floor(random() * MOST_SIGNS), Math.floor(random() * MOST_LOOPS));
    // Every other time it is killed while a request is just written, before it can store or answer it.
    const watcher = kill % 2 === 0 ? watch(journalFile(), sign) : undefined;
    await people.work(client, watcher ? () => {} : sign);
    watcher?.close();
    expect((await desk.end('SIGKILL')).signal).toBe('SIGKILL');
  }
  const desk = await start();
  await people.askAgain(await openClient(desk.url));
  await finish(desk);
  for (let starts = 1; (await countOwed(target)) > 0 && starts < MOST_STARTS; starts += 1) await finish(await start());
  await checkRecord(target, journalFile(), asked);
}

/**
 * Waits until a desk owes nothing more, and stops it. What falls due while it stops is owed by the next start:
 * `countOwed` checks that.
 */
async function finish(desk: DeskProcess): Promise<void> {
  await until('everything is delivered', async () => ((await waiting(desk)) === 0 ? true : undefined), FINISH_MS);
  expect(await desk.end('SIGTERM')).toEqual({ code: 0, signal: null });
}

/** Kills it at the n-th sign of life, some turns of our event loop later: requests and deliveries are under way. */
function killAtSign(desk: DeskProcess, signs: number, loops: number): () => void {
  let left = signs;
  return () => {
    left -= 1;
    if (left === 0) void killAfter(desk, loops);
  };
}

async function killAfter(desk: DeskProcess, loops: number): Promise<void> {
  for (let loop = 0; loop < loops; loop += 1) await setImmediate();
  desk.child.kill('SIGKILL');
}

function journalFile(): string {
  return join(dataDir, 'playground/messages.jsonl');
}

async function waiting(desk: DeskProcess): Promise<number> {
  const state = (await (await fetch(`${desk.url}readyz`)).json()) as { queue: { waiting: number } };
  return state.queue.waiting;
}

/** The same instants in every run: mulberry32. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
