import { setTimeout as pause } from 'node:timers/promises';
import type { Query, Tx } from './database.ts';
import { Prisma } from './generated/client.ts';

/** Runs `work` in one transaction: committed after it, rolled back when it throws. */
export type Begin = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

const ATTEMPTS = 5;
/** Lets the winner of the conflict finish: a rerun at once might take the lock from it again. */
const pauseMs = (attempt: number) => 10 * 2 ** attempt * Math.random();
/** A turn takes milliseconds; what takes so long is ended, and its connection goes to others. */
const END_AFTER_MS = 29_000;
/** serialization_failure, deadlock_detected. */
const CONFLICT_STATES = new Set(['40001', '40P01']);

/** `Database.transaction`: commits what `work` did, reruns it when the database names a conflict. */
export async function runTransaction<T>(begin: Begin, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await begin(work);
    } catch (error) {
      if (attempt === ATTEMPTS || !isConflict(error)) throw error;
      await pause(pauseMs(attempt));
    }
  }
}

/** Thrown by queries after the transaction ended. */
export const OVER = 'the transaction is over';

/** What one transaction may still ask of its connection. */
export interface Lease {
  readonly query: Query;
  /** Throws once the transaction is over. */
  check(): void;
  /** Nothing is asked any more. */
  end(): void;
}

/** A connection's statements until `end`, or until the time is up, which `onTimeUp` hears of. */
export function createLease(query: Query, onTimeUp: () => void = () => {}): Lease {
  let isOver = false;
  const end = () => {
    isOver = true;
    clearTimeout(ending);
  };
  const ending = setTimeout(() => {
    end();
    onTimeUp();
  }, END_AFTER_MS);
  const check = () => {
    if (isOver) throw new Error(OVER);
  };
  return {
    end,
    check,
    query: async (sql, values) => {
      check();
      return query(sql, values);
    },
  };
}

function isConflict(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) {
    return error instanceof Error && CONFLICT_STATES.has(String((error as { code?: unknown }).code));
  }
  if (error.code === 'P2034') return true;
  return error.code === 'P2010' && CONFLICT_STATES.has(stateOf(error.meta));
}

/** A raw statement's SQLSTATE: Prisma hands on the driver's error, whose cause names it. */
function stateOf(meta: Record<string, unknown> | undefined): string {
  const driverError = meta?.driverAdapterError as { cause?: { originalCode?: string; code?: string } } | undefined;
  return driverError?.cause?.originalCode ?? driverError?.cause?.code ?? String(meta?.code ?? '');
}
