import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describeSelf, HEARTBEAT_MS, type Holder, isAlive, parseHolder } from './holder.ts';

export interface DirectoryLock {
  /** Gives the directory back; doing so twice is harmless. */
  release(): void;
}

const LOCK_NAME = 'deskbell.lock';

/**
 * Takes a data directory for this process alone, creating it where it is missing. A lock that a dead process left is
 * taken over. Throws, naming the process and the directory, when a live one holds it. Released on the process's normal
 * exit at the latest.
 */
export function lockDirectory(directory: string): DirectoryLock {
  mkdirSync(directory, { recursive: true });
  const path = join(directory, LOCK_NAME);
  const mine = JSON.stringify(describeSelf());
  while (!claim(path, mine)) {
    const left = readIfThere(path);
    if (left === undefined) continue;
    const holder = livingHolder(path, left);
    if (holder) throw new Error(refusal(directory, holder));
    removeStale(path, left);
  }
  return hold(path, mine);
}

/** The live process that holds a data directory; undefined: none does. Changes nothing. */
export function findHolder(directory: string): Holder | undefined {
  const path = join(directory, LOCK_NAME);
  const left = readIfThere(path);
  return left === undefined ? undefined : livingHolder(path, left);
}

function livingHolder(path: string, content: string): Holder | undefined {
  const holder = parseHolder(content);
  const beatAt = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return holder && isAlive(holder, beatAt) ? holder : undefined;
}

function refusal(directory: string, { pid, host }: Holder): string {
  const where = host === hostname() ? '' : ` on ${host}`;
  return (
    `The data directory ${directory} is in use by process ${pid}${where}. ` +
    'One process serves one data directory: stop that one, or set DATA_DIR to another.'
  );
}

function hold(path: string, mine: string): DirectoryLock {
  const heartbeat = setInterval(() => touch(path), HEARTBEAT_MS).unref();
  function release(): void {
    clearInterval(heartbeat);
    process.off('exit', release);
    if (readIfThere(path) === mine) rmSync(path, { force: true });
  }
  process.on('exit', release);
  return { release };
}

/** Links a finished file into place: the lock appears whole or not at all, and for one claimant only. */
function claim(path: string, content: string): boolean {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, content);
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Moves the dead process's file aside; where another claimant was faster, its fresh lock is put back. */
function removeStale(path: string, stale: string): void {
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  if (readIfThere(aside) !== stale) linkSync(aside, path);
  rmSync(aside, { force: true });
}

function touch(path: string): void {
  const now = Date.now() / 1000;
  try {
    utimesSync(path, now, now);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
