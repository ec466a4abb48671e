import type { Database } from '../db/database.ts';
import { type Instant, SECOND } from '../lib/instant.ts';
import type { ClockStep } from './steps.ts';

export interface Pulse {
  /**
   * Proves that the database takes a write; throws the database's error when it does not. At most one write a second,
   * however often it is asked: callers in between get the latest result.
   */
  beat(): Promise<void>;
  /** Remembers a step of the wall clock for `doctor`. */
  noteStep(step: ClockStep): Promise<void>;
}

export interface PulseParts {
  readonly database: Pick<Database, 'prisma' | 'query'>;
  readonly wall: () => Instant;
  readonly monotonic: () => number;
}

const BEAT = `insert into pulse (id, newest_at) values (1, $1)
  on conflict (id) do update set newest_at = greatest(pulse.newest_at, excluded.newest_at)`;

/** Keeps the one row of `pulse`. */
export function createPulse({ database, wall, monotonic }: PulseParts): Pulse {
  let latest: { readonly atMs: number; readonly result: Promise<unknown> } | undefined;
  return {
    async beat() {
      if (!latest || monotonic() - latest.atMs >= SECOND)
        latest = { atMs: monotonic(), result: database.query(BEAT, [new Date(wall())]) };
      await latest.result;
    },
    async noteStep({ at, steppedMs }) {
      // A clock set back was wrong before: what it had shown by then is forgotten.
      const seen = { newestAt: new Date(at), steppedAt: new Date(at), steppedMs };
      await database.prisma.pulse.upsert({ where: { id: 1 }, create: seen, update: seen });
    },
  };
}

/** What `pulse` says of the clock; `newestAt` is undefined before the first beat. */
export interface PulseSeen {
  readonly newestAt: Instant | undefined;
  readonly step: ClockStep | undefined;
  /** The database's own clock. */
  readonly databaseAt: Instant;
}

/** Reads the row and the database's clock; writes nothing. The table must exist. */
export async function findPulse({ prisma, query }: Pick<Database, 'prisma' | 'query'>): Promise<PulseSeen> {
  const [clock] = await query<{ now: Date }>('select clock_timestamp() as now');
  if (!clock) throw new Error('the database gave no row for its own clock');
  const row = await prisma.pulse.findFirst();
  const step =
    row?.steppedAt && row.steppedMs !== null
      ? { at: row.steppedAt.getTime(), steppedMs: Number(row.steppedMs) }
      : undefined;
  return { newestAt: row?.newestAt.getTime(), step, databaseAt: clock.now.getTime() };
}
