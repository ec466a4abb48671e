import type { Tx } from '../../db/database.ts';
import { createMatterStore } from '../matter/store.ts';
import { type Attendance, type AttendanceEntry, nextAttendanceAt } from './attendance.ts';

/** The duty plans after go-lives in the database. */
export const attendances = createMatterStore<Attendance, AttendanceEntry>('attendance', nextAttendanceAt);

/** Holds a lock until the turn ends, so that processes that start together do not begin a plan twice. */
export async function lockAttendances(tx: Tx): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('attendance'))`, []);
}
