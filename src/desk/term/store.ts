import type { Tx } from '../../db/database.ts';
import { createMatterStore } from '../matter/store.ts';
import type { ServiceTerms, TermEntry } from './term.ts';

/** The service terms in the database, one row for each customer. */
export const serviceTerms = createMatterStore<ServiceTerms, TermEntry>('term', ({ nextAt }) => nextAt);

/** Holds a lock until the turn ends, so that processes that start together do not enter a customer twice. */
export async function lockTerms(tx: Tx): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('term'))`, []);
}
