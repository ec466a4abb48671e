import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DatabaseTarget } from '../../src/db/database.ts';
import { createPostgresDatabase, seedDatabase } from '../support/database.ts';

const DESK = fileURLToPath(new URL('./desk-process.ts', import.meta.url));
let directory: string;
let child: ChildProcess | undefined;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'deskbell-crash-'));
});
afterEach(async () => {
  if (child && child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  await rm(directory, { recursive: true });
});

interface Desk {
  readonly target: DatabaseTarget;
  readonly merge: boolean;
}

function start(desk: Desk, finish: boolean): ChildProcess {
  const orders = { ...desk, platformFile: platformFile(), finish };
  child = spawn(process.execPath, [DESK, JSON.stringify(orders)], { stdio: ['ignore', 'pipe', 'inherit'] });
  return child;
}

function platformFile(): string {
  return join(directory, 'platform');
}

/** Runs a desk until it has confirmed so many turns, kills it there, and returns the numbers that it confirmed. */
async function runAndKill(which: Desk, afterTurns: number): Promise<string[]> {
  const desk = start(which, false);
  const exited = once(desk, 'exit');
  const confirmed: string[] = [];
  if (!desk.stdout) throw new Error('no stdout');
  for await (const line of createInterface({ input: desk.stdout })) {
    confirmed.push(line);
    if (confirmed.length === afterTurns) desk.kill('SIGKILL');
  }
  await exited;
  return confirmed;
}

/** What is on the platform: it keeps one message per key. Lines: key, channel, numbers. */
async function readPlatform(): Promise<{ channel: string; number: string; merged: boolean }[]> {
  const lines = new Set((await readFile(platformFile(), 'utf8')).trim().split('\n'));
  return [...lines].flatMap((line) => {
    const [, channel = '', numbers = ''] = line.split(' ');
    return numbers.split(',').map((number) => ({ channel, number, merged: numbers.includes(',') }));
  });
}

async function surviveKills(desk: Desk): Promise<void> {
  const confirmed: string[] = [];
  for (const afterTurns of [1, 17, 60]) confirmed.push(...(await runAndKill(desk, afterTurns)));
  const [code] = await once(start(desk, true), 'exit');
  expect(code).toBe(0);

  const messages = await readPlatform();
  const numbers = messages.map((message) => message.number);
  expect(messages.some(({ merged }) => merged)).toBe(desk.merge);
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(confirmed.filter((number) => !numbers.includes(number))).toEqual([]);
  for (const channel of ['c0', 'c1', 'c2']) {
    const inChannel = messages.filter((message) => message.channel === channel).map(({ number }) => Number(number));
    expect(inChannel).toEqual(inChannel.toSorted((one, other) => one - other));
  }
}

test('on PGlite nothing confirmed is lost, doubled or reordered by kill -9', async () => {
  await seedDatabase(join(directory, 'data'));
  await surviveKills({ target: { kind: 'pglite', dataDir: join(directory, 'data') }, merge: false });
});

test.each([
  ['message by message', false],
  ['in messages of many', true],
])('on PostgreSQL nothing confirmed is lost, doubled or reordered by kill -9, told %s', async (_how, merge) => {
  const { url, drop } = await createPostgresDatabase();
  try {
    await surviveKills({ target: { kind: 'postgres', url }, merge });
  } finally {
    await drop();
  }
});
