import type { Tx } from '../../db/database.ts';
import { createMatterStore } from '../matter/store.ts';
import type { Morning, MorningEntry } from './morning.ts';

/** The mornings in the database, one for every office calendar. */
export const mornings = createMatterStore<Morning, MorningEntry>('morning', ({ nextAt }) => nextAt);

/** Holds a lock until the turn ends, so that processes that start at the same time do not begin a morning twice. */
export async function lockMornings(tx: Tx): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('morning'))`, []);
}
