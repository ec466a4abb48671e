import type { Query } from '../db/database.ts';
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
  readonly database: { readonly query: Query };
  readonly wall: () => Instant;
  readonly monotonic: () => number;
}

const BEAT = `insert into pulse (id, newest_at) values (1, $1)
  on conflict (id) do update set newest_at = greatest(pulse.newest_at, excluded.newest_at)`;
/** A clock set back was wrong before: what it had shown by then is forgotten. */
const STEP = `insert into pulse (id, newest_at, stepped_at, stepped_ms) values (1, $1, $1, $2)
  on conflict (id) do update
  set newest_at = excluded.newest_at, stepped_at = excluded.stepped_at, stepped_ms = excluded.stepped_ms`;

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
      await database.query(STEP, [new Date(at), steppedMs]);
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
export async function findPulse(query: Query): Promise<PulseSeen> {
  const [row] = await query<{ now: Date; newest: Date | null; stepped: Date | null; ms: number | null }>(
    `select clock_timestamp() as now, newest_at as newest, stepped_at as stepped, stepped_ms::float8 as ms
     from (select) as always left join pulse on true`,
  );
  if (!row) throw new Error('the database gave no row for its own clock');
  const step = row.stepped && row.ms !== null ? { at: row.stepped.getTime(), steppedMs: row.ms } : undefined;
  return { newestAt: row.newest?.getTime(), step, databaseAt: row.now.getTime() };
}
