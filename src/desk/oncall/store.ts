import { columnsOf, type RowOf, type TableRow } from '../../db/columns.ts';
import type { Tx } from '../../db/database.ts';
import { DAY, type Instant } from '../../lib/instant.ts';
import type { BookSource } from '../book/schema.ts';
import { anchorOf, type Override, onDutyAt, type Roster, rosterOf } from './oncall.ts';
import { nextDutyAt } from './timetable.ts';

/** Who is on duty at `now`; undefined: no one, or the rotation was never started. */
export async function onDuty(tx: Tx, key: string, source: BookSource, now: Instant): Promise<string | undefined> {
  const roster = await findRoster(tx, key, source, now);
  return roster && onDutyAt(roster, now);
}

/**
 * Starts the rotations that do not run yet: the first member has the shift that contains `now`. Rotations that run go
 * on, and check at once whom the book says to be away.
 */
export async function startRotations(tx: Tx, source: BookSource, now: Instant): Promise<void> {
  for (const [key, rotation] of Object.entries(source.rotations)) {
    await tx.query('insert into duty_rotation (key, anchor_at) values ($1, $2::timestamptz) on conflict do nothing', [
      key,
      iso(anchorOf(rotation, now)),
    ]);
    const roster = await findRoster(tx, key, source, now);
    if (roster) await saveNextDue(tx, key, nextDutyAt(roster, now, 'as known now'));
  }
}

const ROTATION = columnsOf('DutyRotation', 'key', 'next_due_at');

export interface DueRotation {
  readonly key: string;
  readonly dueAt: Instant;
}

/** Locks the rotation with the earliest due work at or before `until`, unless another transaction holds it. */
export async function lockDueRotation(
  tx: Tx,
  until: Instant,
  skip: readonly string[],
): Promise<DueRotation | undefined> {
  const [row] = await tx.query<RowOf<typeof ROTATION>>(
    `select ${ROTATION} from duty_rotation
      where next_due_at is not null and next_due_at <= $1::timestamptz and key <> all ($2::text[])
      order by next_due_at, key limit 1 for update skip locked`,
    [iso(until), skip],
  );
  return row?.next_due_at ? { key: row.key, dueAt: row.next_due_at.getTime() } : undefined;
}

export async function saveNextDue(tx: Tx, key: string, dueAt: Instant | undefined): Promise<void> {
  await tx.query('update duty_rotation set next_due_at = $2::timestamptz where key = $1', [
    key,
    dueAt === undefined ? null : iso(dueAt),
  ]);
}

/** Locks a rotation until the turn ends and returns what is due next; undefined if it was never started. */
export async function lockRotation(tx: Tx, key: string): Promise<{ dueAt: Instant | undefined } | undefined> {
  const sql = `select ${ROTATION} from duty_rotation where key = $1 for update`;
  const [row] = await tx.query<RowOf<typeof ROTATION>>(sql, [key]);
  return row && { dueAt: row.next_due_at?.getTime() };
}

export async function insertOverride(tx: Tx, key: string, override: Override, by: string, now: Instant): Promise<void> {
  const { fromAt, untilAt, person } = override;
  await tx.prisma.dutyOverride.create({
    data: { rotation: key, fromAt: new Date(fromAt), untilAt: new Date(untilAt), person, by, at: new Date(now) },
  });
}

const ANCHOR = columnsOf('DutyRotation', 'anchor_at');

interface RosterRow extends RowOf<typeof ANCHOR> {
  /** Out of `json_agg`, which writes instants as ISO text. */
  readonly overrides:
    | readonly (Pick<TableRow<'DutyOverride'>, 'person'> & { readonly from_at: string; readonly until_at: string })[]
    | null;
}

/**
 * The schedule from a day before `now` on; undefined for a rotation that was never started or that the book no longer
 * has.
 */
export async function findRoster(tx: Tx, key: string, source: BookSource, now: Instant): Promise<Roster | undefined> {
  const rotation = source.rotations[key];
  const [row] = await tx.query<RosterRow>(
    `select ${ANCHOR}, (select json_agg(swap order by swap.id) from duty_override swap
        where swap.rotation = key and swap.until_at >= $2::timestamptz) as overrides
       from duty_rotation where key = $1`,
    [key, iso(now - DAY)],
  );
  if (!row || !rotation) return undefined;
  const overrides = (row.overrides ?? []).map(({ from_at, until_at, person }) => ({
    fromAt: Date.parse(from_at),
    untilAt: Date.parse(until_at),
    person,
  }));
  return rosterOf(rotation, source, row.anchor_at.getTime(), overrides);
}

/** The schedules of all running rotations. */
export async function listRosters(tx: Tx, source: BookSource, now: Instant): Promise<Map<string, Roster>> {
  const rosters = new Map<string, Roster>();
  for (const key of Object.keys(source.rotations)) {
    const roster = await findRoster(tx, key, source, now);
    if (roster) rosters.set(key, roster);
  }
  return rosters;
}

function iso(at: Instant): string {
  return new Date(at).toISOString();
}
