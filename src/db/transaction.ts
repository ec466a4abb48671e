import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { Query, Tx } from './database.ts';
import { Prisma, type PrismaClient } from './generated/client.ts';

/** Runs `work` in one transaction: committed after it, rolled back when it throws. */
export type Begin = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

const ATTEMPTS = 5;
/** Lets the winner of the conflict finish: a rerun at once might take the lock from it again. */
const pauseMs = (attempt: number) => 10 * 2 ** attempt * Math.random();
/** PGlite serialises turns on one connection: waiting is normal there. A turn itself takes milliseconds. */
const LIMITS = { maxWait: 30_000, timeout: 30_000 };
/** Before Prisma's `timeout`. */
const END_AFTER_MS = 29_000;
/** serialization_failure, deadlock_detected. */
const CONFLICT_STATES = new Set(['40001', '40P01']);

/** The transaction that is being begun in this async context, and how its connection is reached once it has one. */
const begun = new AsyncLocalStorage<{ query: Query | undefined }>();

/**
 * The driver tells here, in the async context of the caller that asked it for a connection, how that connection is reached.
 * Without effect where no transaction of ours is being begun.
 */
export function tellConnection(query: Query): void {
  const beginning = begun.getStore();
  if (beginning) beginning.query = query;
}

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

/** Prisma begins and ends the transaction; its driver tells (`tellConnection`) which connection that is on. */
export function beginByPrisma(prisma: PrismaClient): Begin {
  return (work) => {
    const beginning: { query: Query | undefined } = { query: undefined };
    return begun.run(beginning, () =>
      prisma.$transaction(async (models) => {
        if (!beginning.query) throw new Error('the driver began a transaction without telling its connection');
        const lease = createLease(beginning.query);
        try {
          return await work({ prisma: models, query: lease.query });
        } finally {
          lease.end();
        }
      }, LIMITS),
    );
  };
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
