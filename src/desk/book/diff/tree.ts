import { isDeepStrictEqual } from 'node:util';
import type { FieldPath } from '../problem.ts';

/**
 * One field that two books say differently. An entry that only one of them has is one change, whole; `undefined`: not
 * there. An entry of a list is named by its key in `path`, where the list's entries have keys.
 */
export interface FieldChange {
  readonly path: FieldPath;
  readonly before: unknown;
  readonly after: unknown;
}

type Plain = Readonly<Record<string, unknown>>;

/** What differs between two values that are plain data; empty if nothing does. In the order of the fields. */
export function compareTrees(before: unknown, after: unknown, path: FieldPath = []): FieldChange[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (isMap(before) && isMap(after) && !isText(before) && !isText(after)) return compareMaps(before, after, path);
  if (Array.isArray(before) && Array.isArray(after)) return compareLists(before, after, path);
  return [{ path, before, after }];
}

function compareMaps(before: Plain, after: Plain, path: FieldPath): FieldChange[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return fields.flatMap((field) => compareTrees(before[field], after[field], [...path, field]));
}

/** Lists of maps are compared entry by entry; others are a value of their own, for their order and length say something. */
function compareLists(before: readonly unknown[], after: readonly unknown[], path: FieldPath): FieldChange[] {
  if (![...before, ...after].every(isMap)) return [{ path, before, after }];
  const field = IDENTITIES.find((each) => [before, after].every((list) => isIdentity(list as readonly Plain[], each)));
  if (field !== undefined) return compareKeyed(before as readonly Plain[], after as readonly Plain[], field, path);
  if (before.length === after.length)
    return before.flatMap((each, place) => compareTrees(each, after[place], [...path, place]));
  return comparePlaces(before, after, path);
}

/** The fields by which an entry of a list is known. */
const IDENTITIES = ['key', 'paper', 'form', 'tier', 'level'];

function isIdentity(list: readonly Plain[], field: string): boolean {
  const names = list.map((each) => each[field]);
  const isNamed = names.every((name) => typeof name === 'string' || typeof name === 'number');
  return isNamed && new Set(names).size === names.length;
}

function compareKeyed(
  before: readonly Plain[],
  after: readonly Plain[],
  field: string,
  path: FieldPath,
): FieldChange[] {
  const [old, fresh] = [before, after].map((list) => new Map(list.map((each) => [String(each[field]), each])));
  const keys = [...new Set([...(old?.keys() ?? []), ...(fresh?.keys() ?? [])])];
  const changes = keys.flatMap((key) => compareTrees(old?.get(key), fresh?.get(key), [...path, key]));
  // Where the entries stand in another order, that is a change of its own.
  const [was, is] = [before, after].map((list) =>
    list.map((each) => String(each[field])).filter((key) => old?.has(key) && fresh?.has(key)),
  );
  return isDeepStrictEqual(was, is) ? changes : [...changes, { path, before: was, after: is }];
}

/** Entries without a name, more of them in one list than in the other: those that are equal are left out. */
function comparePlaces(before: readonly unknown[], after: readonly unknown[], path: FieldPath): FieldChange[] {
  const isIn = (list: readonly unknown[], each: unknown) => list.some((other) => isDeepStrictEqual(each, other));
  const gone = before.flatMap((each, place) =>
    isIn(after, each) ? [] : [{ path: [...path, place], before: each, after: undefined }],
  );
  const added = after.flatMap((each, place) =>
    isIn(before, each) ? [] : [{ path: [...path, place], before: undefined, after: each }],
  );
  const changes = [...gone, ...added];
  return changes.length > 0 ? changes : [{ path, before, after }];
}

function isMap(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text in both languages is one value. */
function isText(value: Plain): boolean {
  return typeof value.zh === 'string' && typeof value.en === 'string' && Object.keys(value).length === 2;
}
