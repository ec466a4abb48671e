import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock, Instant } from '../../lib/instant.ts';
import type { PlaygroundClock } from './clock.ts';

export interface PlaygroundClockParts {
  /** Where the offset is kept over a restart. */
  readonly dataDir: string;
  readonly wallClock: Clock;
  /** Steps through everything that falls due up to `to`; tells each instant as it comes. */
  readonly stepTo: (to: Instant, tell: (now: Instant) => Promise<void>) => Promise<void>;
  readonly nextWorkingMorning: (now: Instant) => Instant;
}

/**
 * Real time plus an offset that only grows. A move is written down before its first step, so a process killed on the
 * way comes back at the end of the move and catches up, never back in time.
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
