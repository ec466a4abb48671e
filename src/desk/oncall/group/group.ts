import type { Instant } from '../../../lib/instant.ts';
import { membersOf } from '../../book/rotation-rule.ts';
import type { BookSource } from '../../book/schema.ts';
import { onDutyAt, type Roster } from '../oncall.ts';

/** Who must be in a duty group, by the schedule of its rotations. */
export interface Wanted {
  /** User ids on the group's platform, in the order of their keys; empty: no one is on duty, or none has an account. */
  readonly members: readonly string[];
  /** User ids of people of the rotations who do not have the bell. */
  readonly leaving: readonly string[];
  /** Keys of those who have the bell and have no account on that platform. */
  readonly missing: readonly string[];
}

/**
 * Who has the bell at `now` in any of the rotations: in a gap that is who stands in. `placed`: user ids that the schedule
 * ever put in, so that a person who left the service book leaves the group as well.
 */
export function wantedIn(
  rosters: readonly Roster[],
  people: BookSource['people'],
  platform: string,
  placed: readonly string[],
  now: Instant,
): Wanted {
  const idOf = (person: string): string | undefined => {
    const ids = Object.hasOwn(people, person) ? people[person]?.ids : undefined;
    return ids?.[platform as keyof typeof ids];
  };
  const holders = [...new Set(rosters.flatMap((roster) => onDutyAt(roster, now) ?? []))].sort();
  const members = holders.flatMap((person) => idOf(person) ?? []);
  const others = rosters.flatMap((roster) => takersOf(roster)).flatMap((person) => idOf(person) ?? []);
  const leaving = [...new Set([...others, ...placed])].filter((id) => !members.includes(id)).sort();
  return { members, leaving, missing: holders.filter((person) => idOf(person) === undefined) };
}

/** Everyone who takes turns in a rotation or stands in for others, by the book of now and by earlier ones. */
function takersOf({ rotation, editions, schedule }: Roster): string[] {
  const members = [...membersOf(rotation), ...editions.flatMap(({ turns }) => membersOf(turns))];
  return [...members, ...schedule.swaps.map(({ person }) => person), ...(rotation.fallback ? [rotation.fallback] : [])];
}
