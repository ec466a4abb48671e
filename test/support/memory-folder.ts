import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Linux has it everywhere; other systems have none. */
const FOLDER = '/dev/shm';
/** What all tests of a run need at once, and as much again. A container has 64 MB, unless it was given more. */
const LEAST_BYTES = 4 * 1024 ** 3;

/**
 * A folder in memory for the files that tests make and remove, tens of thousands of them: a third less work for the
 * kernel. undefined where there is none, where it is small, or where no program may be run in it (PostgreSQL is copied
 * to such a folder). Tests then use the system's temporary folder.
 */
export function memoryFolder(): string | undefined {
  try {
    const { bavail, bsize } = statfsSync(FOLDER);
    return bavail * bsize >= LEAST_BYTES && canRunPrograms() ? FOLDER : undefined;
  } catch {
    return undefined;
  }
}

function canRunPrograms(): boolean {
  const folder = mkdtempSync(join(FOLDER, 'deskbell-probe-'));
  try {
    const program = join(folder, 'program');
    writeFileSync(program, '#!/bin/sh\n');
    chmodSync(program, 0o700);
    return spawnSync(program).status === 0;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
