import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** Who holds a data directory. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  /** The operating system's word for when that process started; tells a reused pid. Empty: it does not say. */
  readonly processStart: string;
}

export interface DirectoryLock {
  /** Gives the directory back; doing so twice is harmless. */
  release(): void;
}

const LOCK_NAME = 'deskbell.lock';
const HEARTBEAT_MS = 5_000;
/** A holder on another host (a shared volume) cannot be asked whether it lives: its heartbeat tells. */
const SILENT_AFTER_MS = 6 * HEARTBEAT_MS;

/**
 * Takes a data directory for this process alone, creating it where it is missing. A lock that a dead process left is
 * taken over. Throws, naming the process and the directory, when a live one holds it. Released on the process's normal
 * exit at the latest.
 */
export function lockDirectory(directory: string): DirectoryLock {
  mkdirSync(directory, { recursive: true });
  const path = join(directory, LOCK_NAME);
  const mine = JSON.stringify({ pid: process.pid, host: hostname(), processStart: processStart(process.pid) });
  while (!claim(path, mine)) {
    const left = readIfThere(path);
    if (left === undefined) continue;
    const holder = parseHolder(left);
    if (holder && isAlive(holder, path)) {
      throw new Error(
        `The data directory ${directory} is in use by process ${holder.pid}${holder.host === hostname() ? '' : ` on ${holder.host}`}. ` +
          'One process serves one data directory: stop that one, or set DATA_DIR to another.',
      );
    }
    removeStale(path, left);
  }
  return hold(path, mine);
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

function parseHolder(text: string): Holder | undefined {
  try {
    const value = JSON.parse(text) as Partial<Holder>;
    if (typeof value.pid !== 'number' || typeof value.host !== 'string') return undefined;
    return { pid: value.pid, host: value.host, processStart: value.processStart ?? '' };
  } catch {
    return undefined;
  }
}

function isAlive(holder: Holder, path: string): boolean {
  if (holder.host !== hostname()) return Date.now() - statSync(path).mtimeMs < SILENT_AFTER_MS;
  if (!isRunning(holder.pid)) return false;
  return holder.processStart === '' || holder.processStart === processStart(holder.pid);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** Linux tells it in /proc (clock ticks since this boot), other systems through `ps`; empty where neither does. */
function processStart(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const afterName = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return `${boot}/${afterName[19]}`;
  } catch {
    return psStart(pid);
  }
}

function psStart(pid: number): string {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
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
