import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { Prisma, type PrismaClient } from './generated/client.ts';
import type { Query, Tx } from './open.ts';

const ATTEMPTS = 5;
/** Whoever won the conflict finishes first: rerun at once, the loser may take the lock from it again. */
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
 * The driver tells here, in the async context of whoever asked it for a connection, how that connection is reached.
 * Without effect where no transaction of ours is being begun.
 */
export function tellConnection(query: Query): void {
  const beginning = begun.getStore();
  if (beginning) beginning.query = query;
}

/**
 * `Database.transaction` over a client: commits what `work` did, reruns it when the database names a conflict. Prisma
 * begins and ends the transaction; its driver has told (`tellConnection`) which connection that is on.
 */
export async function runTransaction<T>(prisma: PrismaClient, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await runOnce(prisma, work);
    } catch (error) {
      if (attempt === ATTEMPTS || !isConflict(error)) throw error;
      await pause(pauseMs(attempt));
    }
  }
}

function runOnce<T>(prisma: PrismaClient, work: (tx: Tx) => Promise<T>): Promise<T> {
  const beginning: { query: Query | undefined } = { query: undefined };
  return begun.run(beginning, () =>
    prisma.$transaction(async (models) => {
      if (!beginning.query) throw new Error('the driver began a transaction without telling its connection');
      const { query, end } = createLease(beginning.query);
      try {
        return await work({ prisma: models, query });
      } finally {
        end();
      }
    }, LIMITS),
  );
}

/** A connection's statements until `end`, or until Prisma is about to give the transaction up and its connection away. */
function createLease(query: Query): { query: Query; end: () => void } {
  let isOver = false;
  const end = () => {
    isOver = true;
    clearTimeout(ending);
  };
  const ending = setTimeout(end, END_AFTER_MS);
  return {
    end,
    query: async (sql, values) => {
      if (isOver) throw new Error('the transaction is over');
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
