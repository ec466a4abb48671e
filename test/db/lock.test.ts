import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockDirectory } from '../../src/db/lock.ts';

const HOLDER = fileURLToPath(new URL('./lock-holder.ts', import.meta.url));
let directory: string;
let children: ChildProcess[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'deskbell-lock-'));
});
afterEach(async () => {
  for (const child of children) await end(child, 'SIGKILL');
  children = [];
  await rm(directory, { recursive: true });
});

/** Another process that takes the lock, says what came of it, and holds on until it is told to end. */
async function startHolder(): Promise<{ child: ChildProcess; said: string }> {
  const child = spawn(process.execPath, [HOLDER, directory], { stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  const [said] = await once(child.stdout, 'data');
  return { child, said: String(said).trim() };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}

test('a second process is refused, told who has the directory', async () => {
  const first = await startHolder();
  const second = await startHolder();
  expect(first.said).toBe('locked');
  expect(second.said).toContain(`${directory} is in use by process ${first.child.pid}.`);
});

test('the same process is refused the second time, and may lock again after the release', () => {
  const lock = lockDirectory(directory);
  expect(() => lockDirectory(directory)).toThrow(`in use by process ${process.pid}`);
  lock.release();
  lock.release();
  lockDirectory(directory).release();
});

test('the lock of a killed process is taken over', async () => {
  const first = await startHolder();
  await end(first.child, 'SIGKILL');
  expect(await readdir(directory)).toEqual(['deskbell.lock']);
  const second = await startHolder();
  expect(second.said).toBe('locked');
});

test('a process that ends by itself leaves no lock', async () => {
  const { child } = await startHolder();
  const exited = once(child, 'exit');
  child.stdin?.end();
  await exited;
  expect(await readdir(directory)).toEqual([]);
});

test('a reused process id is not mistaken for the holder', async () => {
  const lock = lockDirectory(directory);
  const path = join(directory, 'deskbell.lock');
  const holder = JSON.parse(await readFile(path, 'utf8'));
  lock.release();
  await writeFile(path, JSON.stringify({ ...holder, processStart: 'another time' }));
  lockDirectory(directory).release();
});

test('a holder on another host lives as long as its heart beats', async () => {
  const path = join(directory, 'deskbell.lock');
  await writeFile(path, JSON.stringify({ pid: 1, host: 'elsewhere.example', processStart: '' }));
  expect(() => lockDirectory(directory)).toThrow('process 1 on elsewhere.example');
  const longAgo = Date.now() / 1000 - 60;
  await utimes(path, longAgo, longAgo);
  lockDirectory(directory).release();
});

test('an unreadable lock file does not keep everybody out', async () => {
  await writeFile(join(directory, 'deskbell.lock'), 'not ours');
  lockDirectory(directory).release();
});

test('of many processes that find a dead one lock, one gets it', async () => {
  const first = await startHolder();
  await end(first.child, 'SIGKILL');
  const holders = await Promise.all(Array.from({ length: 4 }, startHolder));
  expect(holders.filter((holder) => holder.said === 'locked')).toHaveLength(1);
});
