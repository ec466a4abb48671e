import type { Named } from '../../../lib/language.ts';
import type { Role } from '../../person/person.ts';
import type { BookSource } from '../schema.ts';
import { type Hold, holdsOf } from './holds.ts';

/** Someone of the provider who came, left, or has other roles or accounts. */
export interface PersonChange {
  readonly person: string;
  readonly name: Named;
  readonly kind: 'came' | 'left' | 'changed';
  readonly rolesAdded: readonly Role[];
  readonly rolesLost: readonly Role[];
  /** Platforms on which they have an account that they had not, another one, or no longer any. */
  readonly chatAdded: readonly string[];
  readonly chatChanged: readonly string[];
  readonly chatLost: readonly string[];
  /** Whether the new book has no account of theirs on any platform: Deskbell cannot reach them. */
  readonly isUnreachable: boolean;
  /** What the new book gives them to do; of people who left, what the old one did. */
  readonly holds: readonly Hold[];
}

/** Who came, left or changed; in the order of the keys. */
export function comparePeople(before: BookSource, after: BookSource): PersonChange[] {
  const keys = [...new Set([...Object.keys(before.people), ...Object.keys(after.people)])].sort();
  return keys.flatMap((person) => {
    const [was, is] = [before.people[person], after.people[person]];
    const { name } = is ?? was ?? {};
    if (!name) return [];
    const [had, has] = [was, is].map((each) => each?.roles ?? []) as [Role[], Role[]];
    const [old, fresh] = [was, is].map((each) => accounts(each?.ids ?? {})) as [Accounts, Accounts];
    const change: PersonChange = {
      ...{ person, name, kind: !was ? 'came' : !is ? 'left' : 'changed' },
      rolesAdded: has.filter((role) => !had.includes(role)),
      rolesLost: had.filter((role) => !has.includes(role)),
      chatAdded: [...fresh.keys()].filter((platform) => !old.has(platform)),
      chatChanged: [...fresh].flatMap(([platform, id]) =>
        old.has(platform) && old.get(platform) !== id ? platform : [],
      ),
      chatLost: [...old.keys()].filter((platform) => !fresh.has(platform)),
      isUnreachable: is !== undefined && fresh.size === 0,
      holds: holdsOf(is ? after : before, person),
    };
    const { rolesAdded, rolesLost, chatAdded, chatChanged, chatLost } = change;
    const parts = [rolesAdded, rolesLost, chatAdded, chatChanged, chatLost];
    return change.kind === 'changed' && parts.every(({ length }) => length === 0) ? [] : [change];
  });
}

/** Roles that people had before and no one has after, in the order in which people have them. */
export function emptyRoles(before: BookSource, after: BookSource): Role[] {
  const [had, has] = [before, after].map(({ people }) => Object.values(people).flatMap(({ roles }) => roles));
  return [...new Set(had)].filter((role) => !has?.includes(role));
}

type Accounts = ReadonlyMap<string, string>;

function accounts(ids: Readonly<Partial<Record<string, string>>>): Accounts {
  return new Map(Object.entries(ids).flatMap(([platform, id]) => (id === undefined ? [] : [[platform, id] as const])));
}
