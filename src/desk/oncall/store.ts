import { columnsOf, type RowOf, type TableRow } from '../../db/columns.ts';
import type { Tx } from '../../db/database.ts';
import { DAY, type Instant } from '../../lib/instant.ts';
import { withNoticesOf } from '../book/calendar-specs.ts';
import { type BookRotation, type TurnRule, turnsOf } from '../book/rotation-rule.ts';
import type { BookSource } from '../book/schema.ts';
import { loadBook } from '../book/store.ts';
import { recordSettings } from '../chain/setting/store.ts';
import { isReachable, listReachable } from '../person/person.ts';
import { type Edition, firstEdition } from './edition.ts';
import { startGroups } from './group/store.ts';
import { type Known, knownOf, movedShifts } from './known.ts';
import type { LayerStart } from './layer-rule.ts';
import { changedEditions } from './next-edition.ts';
import { listSegments, onDutyAt, type Roster, rosterOf } from './oncall.ts';
import { type PastRow, pastSegment, savePast, takeNewBook } from './past-store.ts';
import { nextDutyAt } from './timetable.ts';

/** Who is on duty at `now`; undefined: no one, or the rotation was never started. */
export async function onDuty(tx: Tx, key: string, source: BookSource, now: Instant): Promise<string | undefined> {
  const roster = await findRoster(tx, key, source, now);
  return roster && onDutyAt(roster, now);
}

/**
 * Starts the rotations that do not run yet: the first member has the shift that contains `now`. Rotations that run go
 * on: where the book has changed how they take turns, the turn under way ends as it began, and the new turns count from
 * its handoff. They check at once whom the book says to be away. Duty groups are brought into step.
 */
export async function startRotations(tx: Tx, source: BookSource, now: Instant): Promise<void> {
  await freezePast(tx, source, now);
  for (const [key, rotation] of Object.entries(source.rotations)) {
    const first = firstEdition(rotation, now, source);
    const [begun] = await tx.query<{ key: string }>(
      `insert into duty_rotation (key, anchor_at, book_version)
       values ($1, $2::timestamptz, (select max(id) from book_version)) on conflict do nothing returning key`,
      [key, iso(first.anchorAt)],
    );
    if (begun) await insertEdition(tx, key, first);
    else await takeUpChange(tx, key, rotation, source, now);
    await endSwapsOfGone(tx, key, source, now);
    const roster = await findRoster(tx, key, source, now);
    if (roster) await setNextDue(tx, key, roster, source, now);
  }
  await startGroups(tx, source, now);
}

/** Keeps who had the bell until now, where another service book has come into force. */
async function freezePast(tx: Tx, source: BookSource, now: Instant): Promise<void> {
  for (const { key, version, untilAt } of await takeNewBook(tx, now)) {
    const { source: before } = await loadBook(tx, version);
    const calendars = withNoticesOf(source.calendars, before.calendars);
    const roster = await findRoster(tx, key, { ...before, calendars }, untilAt ?? 0);
    const fromAt = untilAt ?? roster?.editions[0]?.fromAt;
    if (roster && fromAt !== undefined) await savePast(tx, key, listSegments(roster, fromAt, now));
  }
}

/** What has changed for people is due at once: they are told by the tick, which knows how. */
async function setNextDue(tx: Tx, key: string, roster: Roster, source: BookSource, now: Instant): Promise<void> {
  const known = await findKnown(tx, key);
  const next = knownOf(roster, listReachable(source), now);
  if (!known) await saveKnown(tx, key, next);
  const isNews =
    known !== undefined &&
    (known.holder !== next.holder || movedShifts(known, next).length > 0 || goneFrom(known, source).length > 0);
  await saveNextDue(tx, key, isNews ? now : nextDutyAt(roster, now, 'as known now'));
}

/** The people whom the service book had and has no more, or who cannot be reached any more. */
export function goneFrom({ people }: Known, source: Pick<BookSource, 'people' | 'lost'>): string[] {
  return people.filter((key) => !isReachable(source, key));
}

/**
 * Swaps to people who left the book or cannot be reached end: the shift is again that of the one whose turn it is. In SQL, because a start of
 * the desk must not load Prisma's engine for it.
 */
async function endSwapsOfGone(tx: Tx, key: string, source: BookSource, now: Instant): Promise<void> {
  const theirs = 'rotation = $1 and cancelled_at is null and not (person = any ($2::text[]))';
  const at = '$3::timestamptz';
  const params = [key, listReachable(source), iso(now)];
  const ahead = await tx.query<{ id: number }>(
    `update duty_override set cancelled_at = ${at}, cancelled_by = 'clock' where ${theirs} and from_at > ${at} returning id`,
    params,
  );
  const begun = await tx.query<{ id: number }>(
    `update duty_override set until_at = ${at} where ${theirs} and from_at <= ${at} and until_at > ${at} returning id`,
    params,
  );
  const about = [...ahead, ...begun].map(({ id }) => String(id));
  await recordSettings(tx, { setting: 'swap', about, by: 'clock', at: now });
}

/** What people know of their next shifts; undefined: the rotation was started before that was kept. */
export async function findKnown(tx: Tx, key: string): Promise<Known | undefined> {
  const [row] = await tx.query<{ known: Known | null }>('select known from duty_rotation where key = $1', [key]);
  return row?.known ?? undefined;
}

export async function saveKnown(tx: Tx, key: string, known: Known): Promise<void> {
  await tx.query('update duty_rotation set known = $2::jsonb where key = $1', [key, JSON.stringify(known)]);
}

/** Adds editions where the book takes turns in another way than now; what has not begun yet gives way. */
async function takeUpChange(tx: Tx, key: string, rotation: BookRotation, source: BookSource, now: Instant) {
  await keepOldTurns(tx, key, rotation);
  const roster = await findRoster(tx, key, source, now);
  if (!roster) return;
  const { kept, added } = changedEditions(roster.editions, rotation, source, now);
  if (kept.length < roster.editions.length)
    await tx.query(
      `delete from duty_edition where rotation = $1 and from_at > $2::timestamptz
          and id <> (select min(id) from duty_edition where rotation = $1)`,
      [key, iso(now)],
    );
  for (const each of added) await insertEdition(tx, key, each);
}

/** A rotation that was started before there were editions gets its first one, so that a later change leaves the past. */
async function keepOldTurns(tx: Tx, key: string, rotation: BookRotation): Promise<void> {
  await tx.query(
    `insert into duty_edition (rotation, from_at, anchor_at, lead, turns)
     select key, anchor_at, anchor_at, 0, $2::jsonb from duty_rotation
      where key = $1 and not exists (select from duty_edition where rotation = $1)`,
    [key, JSON.stringify(turnsOf(rotation))],
  );
}

async function insertEdition(
  tx: Tx,
  rotation: string,
  { fromAt, anchorAt, lead, turns, starts }: Edition,
): Promise<void> {
  await tx.query(
    `insert into duty_edition (rotation, from_at, anchor_at, lead, turns, starts)
     values ($1, $2::timestamptz, $3::timestamptz, $4, $5::jsonb, $6::jsonb)`,
    [rotation, iso(fromAt), iso(anchorAt), lead, JSON.stringify(turns), JSON.stringify(starts)],
  );
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

const ANCHOR = columnsOf('DutyRotation', 'anchor_at');

interface RosterRow extends RowOf<typeof ANCHOR> {
  readonly past: readonly PastRow[] | null;
  /** Out of `json_agg`, which writes instants as ISO text. */
  readonly overrides:
    | readonly (Pick<TableRow<'DutyOverride'>, 'person'> & { readonly from_at: string; readonly until_at: string })[]
    | null;
  readonly editions:
    | readonly (Pick<TableRow<'DutyEdition'>, 'lead'> & {
        readonly from_at: string;
        readonly anchor_at: string;
        readonly turns: TurnRule;
        readonly starts: readonly LayerStart[] | null;
      })[]
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
        where swap.rotation = key and swap.until_at >= $2::timestamptz and swap.cancelled_at is null) as overrides,
      (select json_agg(edition order by edition.from_at, edition.id) from duty_edition edition
        where edition.rotation = key) as editions,
      (select json_agg(past order by past.from_at) from duty_past past
        where past.rotation = key and past.until_at >= $2::timestamptz) as past
       from duty_rotation where key = $1`,
    [key, iso(now - DAY)],
  );
  if (!row || !rotation) return undefined;
  const overrides = (row.overrides ?? []).map(({ from_at, until_at, person }) => ({
    fromAt: Date.parse(from_at),
    untilAt: Date.parse(until_at),
    person,
  }));
  return rosterOf(rotation, source, editionsOf(row, rotation), overrides, (row.past ?? []).map(pastSegment));
}

/** A rotation that was started before there were editions takes its turns as the book says. */
function editionsOf({ editions, anchor_at }: RosterRow, rotation: BookRotation): Edition[] {
  const anchorAt = anchor_at.getTime();
  if (!editions) return [{ fromAt: anchorAt, anchorAt, lead: 0, turns: turnsOf(rotation) }];
  return editions.map((each) => ({
    fromAt: Date.parse(each.from_at),
    anchorAt: Date.parse(each.anchor_at),
    lead: each.lead,
    turns: each.turns,
    ...(each.starts ? { starts: each.starts } : {}),
  }));
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
