import type { Urgency } from '../chat/adapter.ts';
import type { Platform } from '../chat/place.ts';
import type { Database } from '../db/database.ts';
import { DAY, type Instant } from '../lib/instant.ts';

/** An urgent way that may be used only so often within 24 hours, by all processes together. */
export interface Quota {
  readonly platform: Platform;
  readonly way: Urgency;
  readonly perDay: number;
}

/**
 * Counts one use for a notice; `false` if none is left. A notice that has a use already keeps it, so that a repeat
 * counts once. The row is locked meanwhile, so replicas never use the last one twice.
 */
export async function takeUse(database: Database, quota: Quota, noticeId: number, now: Instant): Promise<boolean> {
  const { platform, way, perDay } = quota;
  const [row] = await database.query<{ taken: boolean }>(TAKE, [platform, way, noticeId, now, now - DAY, perDay]);
  return row?.taken === true;
}

/** Removes a notice's use, if the platform did not do it. */
export async function giveBackUse(database: Database, { platform, way }: Quota, noticeId: number): Promise<void> {
  await database.query(
    `UPDATE urgent_use SET used = (
       SELECT coalesce(jsonb_agg(each), '[]') FROM jsonb_array_elements(used) AS each
       WHERE (each->>'notice')::bigint <> $3::bigint)
     WHERE platform = $1 AND way = $2`,
    [platform, way, noticeId],
  );
}

/** Whether to raise the alarm that it is used up: once in 24 hours. */
export async function mayAlarmUsedUp(database: Database, { platform, way }: Quota, now: Instant): Promise<boolean> {
  const { count } = await database.prisma.urgentUse.updateMany({
    where: { platform, way, OR: [{ toldAt: null }, { toldAt: { lte: new Date(now - DAY) } }] },
    data: { toldAt: new Date(now) },
  });
  return count > 0;
}

/** A new row holds the first use; an existing row is read again after the wait for its lock. */
const TAKE = `
  INSERT INTO urgent_use AS mine (platform, way, used)
  VALUES ($1, $2, jsonb_build_array(jsonb_build_object('notice', $3::bigint, 'at', $4::bigint)))
  ON CONFLICT (platform, way) DO UPDATE SET used = (
    SELECT CASE
      WHEN coalesce(bool_or((each->>'notice')::bigint = $3::bigint), false) OR count(each) >= $6::int
        THEN coalesce(jsonb_agg(each), '[]')
      ELSE coalesce(jsonb_agg(each), '[]') || excluded.used END
    FROM jsonb_array_elements(mine.used) AS each WHERE (each->>'at')::bigint > $5::bigint)
  RETURNING used @> jsonb_build_array(jsonb_build_object('notice', $3::bigint)) AS taken`;
