import type { Tx } from '../../db/database.ts';
import { createMatterStore } from '../matter/store.ts';
import type { Morning, MorningEntry } from './morning.ts';

/** The mornings as they stand in the database: one for every office calendar. */
export const mornings = createMatterStore<Morning, MorningEntry>('morning', ({ nextAt }) => nextAt);

/** Locks the mornings until the turn ends: replicas that start together begin each of them once. */
export async function lockMornings(tx: Tx): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('morning'))`, []);
}
