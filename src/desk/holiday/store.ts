import type { Tx } from '../../db/database.ts';
import type { Prisma } from '../../db/generated/client.ts';
import { DAY, type Instant } from '../../lib/instant.ts';
import { recordSettings } from '../chain/setting/store.ts';
import type { HolidayNotice } from '../sla/calendar-spec.ts';

/** Notices of public holidays in the database: shown to a person, then applied or not. */

/** A notice that was applied, and who did it when. */
export interface AppliedNotice {
  readonly id: number;
  readonly notice: HolidayNotice;
  /** A key of the book's people, or `operator`. */
  readonly by: string;
  readonly at: Instant;
}

/** How long a notice that was only shown is kept. */
const KEEP_SHOWN_MS = 90 * DAY;

/** Stores a notice that is shown to a person, with the words it was read from, and gives its id. */
export async function insertShown(
  { prisma }: Tx,
  given: { readonly notice: HolidayNotice; readonly words: string; readonly by: string; readonly now: Instant },
): Promise<number> {
  const { notice, words, by, now } = given;
  await prisma.holidayLoad.deleteMany({ where: { state: 'shown', shownAt: { lt: new Date(now - KEEP_SHOWN_MS) } } });
  const json = notice as unknown as Prisma.InputJsonObject;
  const data = { year: notice.year, state: 'shown', notice: json, words, shownBy: by, shownAt: new Date(now) };
  return (await prisma.holidayLoad.create({ data })).id;
}

/** The notice of an id that was shown and neither applied nor replaced since; undefined: there is none. */
export async function findShown({ prisma }: Tx, id: number): Promise<HolidayNotice | undefined> {
  const row = await prisma.holidayLoad.findFirst({ where: { id, state: 'shown' } });
  return row ? (row.notice as unknown as HolidayNotice) : undefined;
}

/** Applies a shown notice in place of the one of its year. */
export async function markApplied(tx: Tx, id: number, year: number, by: string, now: Instant): Promise<void> {
  const { prisma } = tx;
  await prisma.holidayLoad.updateMany({ where: { year, state: 'applied' }, data: { state: 'replaced' } });
  await prisma.holidayLoad.update({ where: { id }, data: { state: 'applied', by, at: new Date(now) } });
  await recordSettings(tx, { setting: 'holidays', about: [String(year)], by, at: now });
}

/** Takes back the notice of a year; `false` if none is applied. */
export async function markTakenBack(tx: Tx, year: number, by: string, now: Instant): Promise<boolean> {
  const data = { state: 'taken-back', by, at: new Date(now) };
  const { count } = await tx.prisma.holidayLoad.updateMany({ where: { year, state: 'applied' }, data });
  if (count > 0) await recordSettings(tx, { setting: 'holidays', about: [String(year)], by, at: now });
  return count > 0;
}

/** The notices that are applied, by year. */
export async function listApplied({ prisma }: Tx): Promise<AppliedNotice[]> {
  const rows = await prisma.holidayLoad.findMany({ where: { state: 'applied' }, orderBy: { year: 'asc' } });
  return rows.map(({ id, notice, by, at, shownBy, shownAt }) => ({
    id,
    notice: notice as unknown as HolidayNotice,
    by: by ?? shownBy,
    at: (at ?? shownAt).getTime(),
  }));
}

/** Holds a lock until the turn ends, so that two people do not apply at once. */
export async function lockHolidays(tx: Tx): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('holidays'))`, []);
}
