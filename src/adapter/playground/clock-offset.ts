import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock, Instant } from '../../lib/instant.ts';
import type { PlaygroundClock } from './clock.ts';

export interface PlaygroundClockParts {
  /** The folder in which the offset is kept. */
  readonly dataDir: string;
  readonly wallClock: Clock;
  /** Runs everything that is due up to `to`, in order, and tells each instant it reaches. */
  readonly stepTo: (to: Instant, tell: (now: Instant) => Promise<void>) => Promise<void>;
  readonly nextWorkingMorning: (now: Instant) => Instant;
}

/**
 * Real time plus an offset that only grows. A move is written to disk before its first step: if the process is killed
 * on the way, the next start is at the end of the move and catches up; the clock never goes back.
 */
export function createPlaygroundClock({
  dataDir,
  wallClock,
  stepTo,
  nextWorkingMorning,
}: PlaygroundClockParts): PlaygroundClock {
  const file = join(dataDir, 'clock.json');
  let offsetMs = readOffset(file);
  let steppingAt: Instant | undefined;
  const now = () => steppingAt ?? wallClock.now() + offsetMs;

  return {
    now,
    nextWorkingMorning: () => nextWorkingMorning(now()),
    async move(to) {
      const startedAt = wallClock.now();
      steppingAt = now();
      writeOffset(file, to - startedAt);
      try {
        await stepTo(to, async (at) => {
          steppingAt = at;
        });
      } finally {
        offsetMs = to - startedAt;
        steppingAt = undefined;
      }
    },
  };
}

function readOffset(file: string): number {
  try {
    const { offsetMs } = JSON.parse(readFileSync(file, 'utf8')) as { offsetMs: unknown };
    return typeof offsetMs === 'number' ? offsetMs : 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw new Error(`the playground's clock cannot be read from ${file}`, { cause: error });
  }
}

function writeOffset(file: string, offsetMs: number): void {
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify({ offsetMs }));
  renameSync(`${file}.new`, file);
}
