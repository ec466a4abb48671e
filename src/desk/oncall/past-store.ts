import type { Instant } from '../../lib/instant.ts';
import type { DeskTurn } from '../desk.ts';
import type { Segment } from './schedule/schedule.ts';

/** Who had the bell by service books that were changed since, in the database: no change rewrites the past. */

type Tx = DeskTurn['tx'];

/** By which version of the book a rotation ran until now. */
export interface Frozen {
  readonly key: string;
  readonly version: number;
  /** Until when the past is kept already; undefined: none of it is. */
  readonly untilAt: Instant | undefined;
}

/**
 * Locks the rotations that ran by another version of the service book than the one in force, and notes that they run by
 * this one from now on.
 */
export async function takeNewBook(tx: Tx, now: Instant): Promise<Frozen[]> {
  const rows = await tx.query<{ key: string; book_version: number | null; frozen_until: Date | null }>(
    `select key, book_version, frozen_until from duty_rotation
      where book_version is distinct from (select max(id) from book_version) order by key for update`,
  );
  if (rows.length === 0) return [];
  // A rotation of before versions were kept has nothing to compute its past by.
  await tx.query(
    `update duty_rotation
        set frozen_until = case when book_version is null then frozen_until else $2::timestamptz end,
            book_version = (select max(id) from book_version)
      where key = any ($1::text[])`,
    [rows.map(({ key }) => key), new Date(now).toISOString()],
  );
  return rows.flatMap(({ key, book_version: version, frozen_until: until }) =>
    version === null ? [] : [{ key, version, untilAt: until?.getTime() }],
  );
}

export async function savePast(tx: Tx, rotation: string, segments: readonly Segment[]): Promise<void> {
  await tx.query(
    `insert into duty_past (rotation, from_at, until_at, person, scheduled, by, layer)
     select $1, each.from_at, each.until_at, each.person, each.scheduled, each.by, each.layer
       from jsonb_to_recordset($2::jsonb)
         as each(from_at timestamptz, until_at timestamptz, person text, scheduled text, by text, layer int)`,
    [
      rotation,
      JSON.stringify(
        segments.map(({ fromAt, toAt, ...who }) => ({
          ...who,
          from_at: new Date(fromAt).toISOString(),
          until_at: new Date(toAt).toISOString(),
        })),
      ),
    ],
  );
}

/** A kept segment as `json_agg` writes it. */
export interface PastRow {
  readonly from_at: string;
  readonly until_at: string;
  readonly person: string | null;
  readonly scheduled: string | null;
  readonly by: Segment['by'];
  readonly layer: number | null;
}

export function pastSegment({ from_at, until_at, person, scheduled, by, layer }: PastRow): Segment {
  return {
    fromAt: Date.parse(from_at),
    toAt: Date.parse(until_at),
    person: person ?? undefined,
    scheduled: scheduled ?? undefined,
    by,
    layer: layer ?? undefined,
  };
}
