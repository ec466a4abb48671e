import type { Role } from '../../person/person.ts';
import type { FieldPath } from '../problem.ts';
import { BookPolicy, BookSource } from '../schema.ts';
import { comparePeople, emptyRoles, type PersonChange } from './people.ts';
import { comparePlans, type PlanChange } from './plans.ts';
import { comparePromises, type PromiseChange } from './promises.ts';
import { compareTrees, type FieldChange } from './tree.ts';

/** What differs between two service books, as values. Duty, which needs an instant, is `desk/oncall/duty-change.ts`. */

export interface BookDiff {
  readonly people: readonly PersonChange[];
  /** Roles that people had before and no one has after. */
  readonly emptyRoles: readonly Role[];
  /** Customers, sites, devices, policies, rotations, channels, calendars … that came or went, whole. */
  readonly entries: readonly EntryChange[];
  readonly promises: readonly PromiseChange[];
  /** Whose periodic inspections begin, end or come on other dates. */
  readonly plans: readonly PlanChange[];
  /** Every other field, the most important first. */
  readonly fields: readonly FieldChange[];
}

/** What came or went. */
export interface EntryChange extends FieldChange {
  readonly what: EntryKind;
  /** The last word of the path. */
  readonly key: string;
}

export type EntryKind = Exclude<keyof typeof SECTIONS, 'people'> | 'sites' | 'devices';

/** The sections whose entries have keys, the most important first. */
const SECTIONS = {
  policies: 0,
  calendars: 1,
  customers: 2,
  rotations: 3,
  people: 4,
  channels: 5,
  playbooks: 6,
} as const;

/** Compares two checked books. Nothing differs: every list is empty. */
export function compareBooks(before: BookSource, after: BookSource): BookDiff {
  const all = compareTrees(before, after);
  const promises = comparePromises(before, after);
  const entries = all.flatMap((change) => entryOf(change) ?? []);
  const rest = all.filter((change) => !entryOf(change) && !isTold(change, promises));
  return {
    people: comparePeople(before, after),
    emptyRoles: emptyRoles(before, after),
    entries: byImportance(entries),
    promises,
    plans: comparePlans(before, after),
    fields: byImportance(rest),
  };
}

function entryOf(change: FieldChange): EntryChange | undefined {
  const { path, before, after } = change;
  const [section, , list, key] = path.map(String);
  if ((before === undefined) === (after === undefined)) return undefined;
  if (path.length === 2 && section !== undefined && section !== 'people' && Object.hasOwn(SECTIONS, section))
    return { ...change, what: section as EntryKind, key: String(path[1]) };
  const isPart = path.length === 4 && section === 'customers' && (list === 'sites' || list === 'devices');
  return isPart && key !== undefined ? { ...change, what: list, key } : undefined;
}

/** Whether a change is told as a change of people or of promises. */
function isTold({ path }: FieldChange, promises: readonly PromiseChange[]): boolean {
  const [section, key, part, metric, field] = path;
  if (section === 'people') return path.length === 2 || part === 'roles' || part === 'ids';
  const isClock = section === 'policies' && part === 'clocks' && (path.length === 4 || isTerm(field));
  return isClock && promises.some(({ of, ...each }) => 'policy' in of && of.policy === key && each.metric === metric);
}

/** The fields of a clock that its promises are made of. */
function isTerm(field: FieldPath[number] | undefined): boolean {
  return field === 'limits' || field === 'startsAt';
}

/** Sections by what they decide, inside a policy its clocks and ladder first, then as the schema has the fields. */
function byImportance<T extends FieldChange>(changes: readonly T[]): T[] {
  return changes.toSorted((one, other) => {
    const [first, second] = [rankOf(one.path), rankOf(other.path)];
    return first.map((rank, place) => rank - (second[place] ?? 0)).find((difference) => difference !== 0) ?? 0;
  });
}

const TOP = [...Object.keys(SECTIONS), ...Object.keys(BookSource.shape)];
const IN_POLICY = ['clocks', 'levels', 'outage', 'ladder', 'tiers', ...Object.keys(BookPolicy.shape)];

function rankOf([section, , field]: FieldPath): readonly number[] {
  return [TOP.indexOf(String(section)), section === 'policies' ? IN_POLICY.indexOf(String(field)) : 0];
}
