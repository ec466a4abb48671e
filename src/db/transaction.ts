import { Prisma, type PrismaClient } from './generated/client.ts';
import type { Tx } from './open.ts';

const ATTEMPTS = 5;
/** PGlite serialises turns on one connection: waiting is normal there. A turn itself takes milliseconds. */
const LIMITS = { maxWait: 30_000, timeout: 30_000 };
/** serialization_failure, deadlock_detected. */
const CONFLICT_STATES = new Set(['40001', '40P01']);

/** `Database.transaction` over a client: commits what `work` did, reruns it when the database names a conflict. */
export async function runTransaction<T>(prisma: PrismaClient, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await prisma.$transaction(work, LIMITS);
    } catch (error) {
      if (attempt === ATTEMPTS || !isConflict(error)) throw error;
    }
  }
}

function isConflict(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  if (error.code === 'P2034') return true;
  return error.code === 'P2010' && CONFLICT_STATES.has(stateOf(error.meta));
}

/** A raw statement's SQLSTATE: Prisma hands on the driver's error, whose cause names it. */
function stateOf(meta: Record<string, unknown> | undefined): string {
  const driverError = meta?.driverAdapterError as { cause?: { originalCode?: string; code?: string } } | undefined;
  return driverError?.cause?.originalCode ?? driverError?.cause?.code ?? String(meta?.code ?? '');
}
