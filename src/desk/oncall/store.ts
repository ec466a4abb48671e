import type { Tx } from '../../db/open.ts';
import type { Instant } from '../../lib/instant.ts';
import type { BookRotation } from '../contract/schema.ts';
import { anchorOf, type Handoff, nextHandoff, shiftAt } from './oncall.ts';

/** Who has the bell at `now`; undefined for a rotation that was never started. */
export async function onDuty(tx: Tx, key: string, rotation: BookRotation, now: Instant): Promise<string | undefined> {
  const anchorAt = await findAnchor(tx, key);
  return anchorAt === undefined ? undefined : shiftAt(rotation, anchorAt, now).member;
}

/** Starts the rotations that do not run yet: the first member has the shift that holds `now`. Running ones stay. */
export async function startRotations(
  tx: Tx,
  rotations: Readonly<Record<string, BookRotation>>,
  now: Instant,
): Promise<void> {
  for (const [key, rotation] of Object.entries(rotations)) {
    const anchorAt = anchorOf(rotation, now);
    await tx.query(
      `insert into duty_rotation (key, anchor_at, next_due_at) values ($1, $2::timestamptz, $3::timestamptz) on conflict (key) do nothing`,
      [key, iso(anchorAt), isoOrNull(nextHandoff(rotation, anchorAt, now)?.at)],
    );
  }
}

export interface StoredRotation {
  readonly key: string;
  readonly anchorAt: Instant;
  readonly dueAt: Instant;
}

/** The rotation whose handoff is due first at or before `until` and that nobody else holds. */
export async function takeDueRotation(
  tx: Tx,
  until: Instant,
  skip: readonly string[],
): Promise<StoredRotation | undefined> {
  const [row] = await tx.query<{ key: string; anchor_at: Date; next_due_at: Date }>(
    `select key, anchor_at, next_due_at from duty_rotation
      where next_due_at is not null and next_due_at <= $1::timestamptz and key <> all ($2::text[])
      order by next_due_at, key limit 1 for update skip locked`,
    [iso(until), skip],
  );
  return row && { key: row.key, anchorAt: row.anchor_at.getTime(), dueAt: row.next_due_at.getTime() };
}

export async function saveNextHandoff(tx: Tx, key: string, next: Handoff | undefined): Promise<void> {
  await tx.query('update duty_rotation set next_due_at = $2::timestamptz where key = $1', [key, isoOrNull(next?.at)]);
}

/** The first instant of the rotation; undefined when it was never started. */
export async function findAnchor(tx: Tx, key: string): Promise<Instant | undefined> {
  const [row] = await tx.query<{ anchor_at: Date }>('select anchor_at from duty_rotation where key = $1', [key]);
  return row?.anchor_at.getTime();
}

function iso(at: Instant): string {
  return new Date(at).toISOString();
}

function isoOrNull(at: Instant | undefined): string | null {
  return at === undefined ? null : iso(at);
}

/** The first instant of every rotation that runs. */
export async function listAnchors(tx: Tx): Promise<Map<string, Instant>> {
  const rows = await tx.query<{ key: string; anchor_at: Date }>('select key, anchor_at from duty_rotation');
  return new Map(rows.map(({ key, anchor_at }) => [key, anchor_at.getTime()]));
}
