import type { Tx } from '../../db/database.ts';
import { createMatterStore } from '../matter/store.ts';
import type { AssuranceYear, AssuranceYearEntry } from './year.ts';

/** The counts of promised assurances in the database, one row for each customer. */
export const assuranceYears = createMatterStore<AssuranceYear, AssuranceYearEntry>(
  'assurance-year',
  ({ nextAt }) => nextAt,
);

/** Holds a lock until the turn ends, so that processes that start together do not enter a customer twice. */
export async function lockAssuranceYears(tx: Tx): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('assurance-year'))`, []);
}
