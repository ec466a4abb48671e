import type { ChatPlace } from '../../chat/place.ts';
import { columnsOf, type RowOf } from '../../db/columns.ts';
import type { Tx } from '../../db/database.ts';
import type { Instant } from '../../lib/instant.ts';
import { createMatterStore } from '../matter/store.ts';
import type { Inspection, InspectionEntry, Photo } from './inspection.ts';
import { nextDue } from './lapse.ts';
import { inspectionOfSubject } from './names.ts';
import type { PlanEntry, SitePlan } from './plan.ts';

/** The inspections in the database. */
export const inspections = createMatterStore<Inspection, InspectionEntry>('inspection', (state) => nextDue(state)?.at);

/** The periodic plans in the database, one for each site. */
export const sitePlans = createMatterStore<SitePlan, PlanEntry>('inspection-plan', ({ nextAt }) => nextAt);

const STATE = columnsOf('Matter', 'state');
type InspectionRow = RowOf<typeof STATE, { state: Inspection }> & { readonly id: number };

/** When the site was inspected last; undefined: never. */
export async function lastFinishedAt(tx: Tx, customer: string, site: string): Promise<Instant | undefined> {
  const [row] = await tx.query<{ at: string | null }>(
    `select max((state->'finished'->>'at')::bigint)::text as at from matter
      where feature = 'inspection' and customer = $1 and state->>'site' = $2`,
    [customer, site],
  );
  return row?.at ? Number(row.at) : undefined;
}

/** Makes all plans due at `at`. Holds a lock until the turn ends, so that two processes do not start the same plan. */
export async function lockAndWakePlans(tx: Tx, at: Instant): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('inspection-plan'))`, []);
  await tx.query(`update matter set next_due_at = $1::timestamptz where feature = 'inspection-plan'`, [
    new Date(at).toISOString(),
  ]);
}

/**
 * Inspections that are to come, or whose report or feedback is owed, by date. `customer` undefined: of all customers.
 */
export async function listOpenInspections(
  tx: Tx,
  customer: string | undefined,
  limit: number,
): Promise<readonly InspectionRow[]> {
  return tx.query<InspectionRow>(
    `select number as id, ${STATE} from matter
      where feature = 'inspection' and status = 'open' and ($1::text is null or customer = $1)
      order by state->>'date', id limit $2`,
    [customer, limit],
  );
}

/** Finished inspections whose report was not delivered, the oldest first. */
export async function listMissingReports(tx: Tx, limit: number): Promise<readonly InspectionRow[]> {
  return tx.query<InspectionRow>(
    `select number as id, ${STATE} from matter
      where feature = 'inspection' and status = 'open' and state ? 'missingAt' order by state->>'date', id limit $1`,
    [limit],
  );
}

/** The number of the inspection whose card is in a thread or begins it; undefined: none, or several. */
export async function findInspectionInThread(tx: Tx, { platform, channelId, threadId }: ChatPlace) {
  if (threadId === '') return undefined;
  const cards = await tx.prisma.postedCard.findMany({
    where: { platform, channel: channelId, threadId },
    select: { subject: true },
  });
  const [id, ...others] = new Set(cards.flatMap(({ subject }) => inspectionOfSubject(subject) ?? []));
  return others.length > 0 ? undefined : id;
}

/** Stores the metadata of photos that were uploaded on our page. Photos that are in a platform's chat are left out. */
export async function insertPhotos(
  tx: Tx,
  inspection: number,
  photos: readonly Pick<Photo, 'file'>[],
  now: Instant,
): Promise<void> {
  const ours = photos.flatMap(({ file: { name, kept } }) => (kept ? [{ ...kept, name }] : []));
  if (ours.length === 0) return;
  await tx.query(
    `insert into attachment (id, matter_id, name, media_type, bytes, sha256, at)
     select file.id, (select id from matter where feature = 'inspection' and number = $1::int), file.name, file."mediaType", file.bytes, file.sha256, $2::timestamptz
       from jsonb_to_recordset($3::jsonb) as file (id text, name text, "mediaType" text, bytes int, sha256 text)`,
    [inspection, new Date(now).toISOString(), JSON.stringify(ours)],
  );
}
