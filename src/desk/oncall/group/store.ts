import { GROUP_TROUBLES, type GroupTrouble } from '../../../chat/duty-group.ts';
import { columnsOf, type RowOf } from '../../../db/columns.ts';
import type { Tx } from '../../../db/database.ts';
import { type Instant, isoOf } from '../../../lib/instant.ts';
import { dutyGroupsOf, listDutyGroups } from '../../book/duty-group-rule.ts';
import type { BookSource } from '../../book/schema.ts';

/** Duty groups in the database. */

/** A duty group that is looked at. */
export interface StoredGroup {
  readonly platform: string;
  readonly name: string;
  /** User ids that the platform was last asked to have in it; undefined: not asked since the desk started. */
  readonly asked: readonly string[] | undefined;
  /** User ids that the schedule ever put in. */
  readonly placed: readonly string[];
  readonly trouble: GroupTrouble | undefined;
  /** What people were last told of its troubles. */
  readonly told: string | undefined;
  readonly dueAt: Instant;
}

/**
 * Keeps the groups that the book names, all due at once: a group may have been changed by hand while no desk ran. Groups
 * that the book no longer names are left as they are.
 */
export async function startGroups(tx: Tx, source: BookSource, now: Instant): Promise<void> {
  const groups = listDutyGroups(source);
  const names = [groups.map(({ platform }) => platform), groups.map(({ name }) => name)];
  await tx.query(
    'delete from duty_group where (platform, name) not in (select * from unnest($1::text[], $2::text[]))',
    names,
  );
  if (groups.length === 0) return;
  await tx.query(
    `insert into duty_group (platform, name, next_due_at)
     select platform, name, $3::timestamptz from unnest($1::text[], $2::text[]) as wanted(platform, name)
     on conflict (platform, name) do update set asked = null, next_due_at = excluded.next_due_at`,
    [...names, isoOf(now)],
  );
}

/** Looks at the groups of a rotation at `now`, because another person may have the bell. */
export async function touchGroups(tx: Tx, source: BookSource, rotation: string, now: Instant): Promise<void> {
  const groups = dutyGroupsOf(source.rotations[rotation] ?? {});
  if (groups.length === 0) return;
  await tx.query(
    `update duty_group set next_due_at = least(next_due_at, $3::timestamptz)
      where (platform, name) in (select * from unnest($1::text[], $2::text[]))`,
    [groups.map(({ platform }) => platform), groups.map(({ name }) => name), isoOf(now)],
  );
}

const GROUP = columnsOf('DutyGroup', 'platform', 'name', 'asked', 'placed', 'trouble', 'told', 'next_due_at');
type GroupRow = RowOf<typeof GROUP, { asked: readonly string[] | null; placed: readonly string[] }>;

/** Locks the group with the earliest due work at or before `until`, unless another transaction holds it. */
export async function lockDueGroup(tx: Tx, until: Instant, skip: readonly string[]): Promise<StoredGroup | undefined> {
  const [row] = await tx.query<GroupRow>(
    `select ${GROUP} from duty_group
      where next_due_at is not null and next_due_at <= $1::timestamptz and platform || '/' || name <> all ($2::text[])
      order by next_due_at, platform, name limit 1 for update skip locked`,
    [isoOf(until), skip],
  );
  if (!row?.next_due_at) return undefined;
  const { platform, name, asked, placed, trouble, told, next_due_at } = row;
  return {
    ...{ platform, name, placed },
    asked: asked ?? undefined,
    trouble: GROUP_TROUBLES.find((each) => each === trouble),
    told: told ?? undefined,
    dueAt: next_due_at.getTime(),
  };
}

/** Saves what was asked of the platform and told to people, and when the group is looked at again. */
export async function saveGroup(
  tx: Tx,
  { platform, name, asked, placed, told }: Omit<StoredGroup, 'dueAt' | 'trouble'>,
  nextAt: Instant | undefined,
): Promise<void> {
  await tx.query(
    `update duty_group set asked = $3::jsonb, placed = $4::jsonb, told = $5, next_due_at = $6::timestamptz
      where platform = $1 and name = $2`,
    [
      ...[platform, name, asked === undefined ? null : JSON.stringify(asked), JSON.stringify(placed), told ?? null],
      nextAt === undefined ? null : isoOf(nextAt),
    ],
  );
}
