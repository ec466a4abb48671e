import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** Who holds a data directory. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  /** The operating system's word for when that process started; tells a reused pid. Empty: it does not say. */
  readonly processStart: string;
}

export const HEARTBEAT_MS = 5_000;
/** A holder on another host (a shared volume) cannot be asked whether it lives: its heartbeat tells. */
const SILENT_AFTER_MS = 6 * HEARTBEAT_MS;

/** This process as a holder. */
export function describeSelf(): Holder {
  return { pid: process.pid, host: hostname(), processStart: processStart(process.pid) };
}

/** Reads a holder back; undefined when the text is none. */
export function parseHolder(text: string): Holder | undefined {
  try {
    const value = JSON.parse(text) as Partial<Holder>;
    if (typeof value.pid !== 'number' || typeof value.host !== 'string') return undefined;
    return { pid: value.pid, host: value.host, processStart: value.processStart ?? '' };
  } catch {
    return undefined;
  }
}

/** Whether the holder still runs; `beatAt` is its last heartbeat in epoch milliseconds. */
export function isAlive(holder: Holder, beatAt: number): boolean {
  if (holder.host !== hostname()) return Date.now() - beatAt < SILENT_AFTER_MS;
  if (!isRunning(holder.pid)) return false;
  return holder.processStart === '' || holder.processStart === processStart(holder.pid);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
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
