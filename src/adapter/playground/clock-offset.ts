import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Clock, Instant } from '../../lib/instant.ts';
import type { PlaygroundClock } from './clock.ts';
import { instantOfWall, wallOfInstant } from './zone.ts';

/** A day on which this playground cannot begin. The message says what is allowed. */
export class DateRefused extends Error {
  override readonly name = 'DateRefused';
}

export interface PlaygroundClockParts {
  /** The folder in which the offset is kept. */
  readonly dataDir: string;
  readonly wallClock: Clock;
  /** Runs everything that is due up to `to`, in order, and tells each instant it reaches. */
  readonly stepTo: (to: Instant, tell: (now: Instant) => Promise<void>) => Promise<void>;
  readonly nextWorkingMorning: (now: Instant) => Instant;
  /** A day, which begins at 09:00, or a day and time in `timeZone`; undefined: it goes on where it was, at first now. */
  readonly begins: string | undefined;
  /** An IANA name. */
  readonly timeZone: string;
}

/**
 * Real time plus an offset that only grows. A move is written to disk before its first step: if the process is killed
 * on the way, the next start is at the end of the move and catches up; the clock never goes back.
 * Throws a DateRefused when `begins` is no time, or before what this playground has seen already.
 */
export function createPlaygroundClock({
  dataDir,
  wallClock,
  stepTo,
  nextWorkingMorning,
  begins,
  timeZone,
}: PlaygroundClockParts): PlaygroundClock {
  const file = join(dataDir, 'clock.json');
  if (begins !== undefined) setOut(file, begins, timeZone, wallClock.now());
  let offsetMs = readOffset(file);
  let steppingAt: Instant | undefined;
  const now = () => steppingAt ?? wallClock.now() + offsetMs;

  return {
    now,
    nextWorkingMorning: () => nextWorkingMorning(now()),
    async move(to, reached) {
      const startedAt = wallClock.now();
      steppingAt = now();
      writeOffset(file, to - startedAt);
      try {
        await stepTo(to, async (at) => {
          steppingAt = at;
          reached();
        });
      } finally {
        offsetMs = to - startedAt;
        steppingAt = undefined;
      }
    },
  };
}

/** Sets the clock to `begins` before its first start, or forward. The folder exists from the first start on. */
function setOut(file: string, begins: string, timeZone: string, wallNow: Instant): void {
  const at = instantOfWall(begins.length === 'YYYY-MM-DD'.length ? `${begins}T09:00` : begins, timeZone);
  if (at === undefined) throw new DateRefused(`--date ${begins}: not a date; allowed: 2026-09-28 or 2026-09-28T16:30`);
  const seen = wallNow + readOffset(file);
  if (existsSync(dirname(file)) && at < seen) throw new DateRefused(alreadyAt(begins, wallOfInstant(seen, timeZone)));
  writeOffset(file, at - wallNow);
}

function alreadyAt(begins: string, seen: string): string {
  return `--date ${begins}: this playground is at ${seen} already, and its clock goes forward only; start without --date, or give it a new DATA_DIR`;
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
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify({ offsetMs }));
  renameSync(`${file}.new`, file);
}
