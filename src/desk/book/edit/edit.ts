import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { BookSource } from '../schema.ts';

/** Small edits that people make in chat, beside the file of the service book (decision 35). Pure functions. */

/**
 * One thing that was changed in chat. `path` leads to a field, or to a whole entry of a list, which is named by its id:
 * `customers, acme, devices, fw1, serial`. `base`: what the file says there, `value`: what counts; left out: nothing.
 */
export const BookEdit = z.strictObject({
  path: z.array(z.string()).min(3).max(5),
  base: z.unknown().optional(),
  value: z.unknown().optional(),
  /** Where a removed entry stands in the file's list. */
  place: z.int().min(0).optional(),
  /** A key of the book's people. */
  by: z.string(),
  at: z.number(),
});
export type BookEdit = Readonly<z.infer<typeof BookEdit>>;
export type EditPath = BookEdit['path'];

/** A change that is to be made, before it is known what the file says. */
export type NewEdit = Pick<BookEdit, 'path' | 'value' | 'by' | 'at'>;

type Plain = Record<string, unknown>;

/** By what each entry of a list is known: its key, its days, or its name. A second one of the same name gets a number. */
export function idsOf(list: readonly unknown[]): string[] {
  const seen = new Map<string, number>();
  return list.map((entry) => {
    const id = idOf(entry as Plain);
    const count = (seen.get(id) ?? 0) + 1;
    seen.set(id, count);
    return count === 1 ? id : `${id}#${count}`;
  });
}

function idOf({ key, from, until, name }: Plain): string {
  if (typeof key === 'string') return key;
  if (typeof from === 'string') return `${from}/${String(until)}`;
  const { zh, en } = name as { zh: string; en: string };
  return zh === en ? zh : `${zh} / ${en}`;
}

/** What a book says at a path; undefined: nothing, or the way there is missing. */
export function valueAt(source: BookSource, path: EditPath): unknown {
  return path.reduce<unknown>(stepInto, source);
}

function stepInto(node: unknown, part: string): unknown {
  if (Array.isArray(node)) return node[idsOf(node).indexOf(part)];
  return typeof node === 'object' && node !== null && Object.hasOwn(node, part) ? (node as Plain)[part] : undefined;
}

/** Writes `value` (undefined: nothing) at a path of `source`, which is changed. An entry that is new goes to the end. */
function write(source: unknown, path: EditPath, value: unknown): void {
  const owner = path.slice(0, -1).reduce(stepInto, source);
  const last = path.at(-1) ?? '';
  if (Array.isArray(owner)) {
    const place = idsOf(owner).indexOf(last);
    if (value !== undefined) owner.splice(place < 0 ? owner.length : place, place < 0 ? 0 : 1, value);
    else if (place >= 0) owner.splice(place, 1);
  } else if (typeof owner === 'object' && owner !== null) {
    if (value === undefined) delete (owner as Plain)[last];
    else (owner as Plain)[last] = value;
  }
}

/** The book of the file with the edits made in it. */
export function makeEdits(file: BookSource, edits: readonly BookEdit[]): BookSource {
  if (edits.length === 0) return file;
  const source = structuredClone(file);
  for (const { path, value } of edits) write(source, path, structuredClone(value));
  return source;
}

/** The book of the file again, out of one with the edits made in it. */
export function undoEdits(source: BookSource, edits: readonly BookEdit[]): BookSource {
  if (edits.length === 0) return source;
  const file = structuredClone(source);
  for (const edit of edits) if (!isRemoval(edit)) write(file, edit.path, structuredClone(edit.base));
  // The first of a list comes first, so that each stands where it stood.
  for (const { path, base, place = 0 } of edits
    .filter(isRemoval)
    .toSorted((one, other) => (one.place ?? 0) - (other.place ?? 0))) {
    const list = path.slice(0, -1).reduce<unknown>(stepInto, file);
    if (Array.isArray(list)) list.splice(place, 0, structuredClone(base));
    else write(file, path, structuredClone(base));
  }
  return file;
}

function isRemoval({ base, value }: BookEdit): boolean {
  return base !== undefined && value === undefined;
}

/**
 * The edits with one more. One about the same field takes the earlier one's place, one about a whole entry those about its
 * fields; what says the same as the file is no edit.
 */
export function addEdit(file: BookSource, edits: readonly BookEdit[], { path, value, by, at }: NewEdit): BookEdit[] {
  const whole = edits.find((each) => each.path.length < path.length && isWithin(path, each.path));
  if (whole) {
    const entry = structuredClone(whole.value);
    write(entry, path.slice(whole.path.length), value);
    return addEdit(file, edits, { path: whole.path, value: entry, by, at });
  }
  const edit = editOver(file, { path, value, by, at });
  const place = edits.findIndex((each) => isDeepStrictEqual(each.path, path));
  const kept = edits.filter((each, index) => index === place || !isWithin(each.path, path));
  const settled = isDeepStrictEqual(edit.base, value) ? [] : [edit];
  return place < 0
    ? [...kept, ...settled]
    : kept.flatMap((each) => (isDeepStrictEqual(each.path, path) ? settled : [each]));
}

/** An edit as it stands over a file: with what that file says, and where. */
export function editOver(file: BookSource, { path, value, by, at }: NewEdit): BookEdit {
  const base = valueAt(file, path);
  const list = path.slice(0, -1).reduce<unknown>(stepInto, file);
  const isGone = value === undefined && Array.isArray(list);
  return {
    ...{ path, by, at },
    ...(base === undefined ? {} : { base }),
    ...(value === undefined ? {} : { value }),
    ...(isGone ? { place: idsOf(list).indexOf(path.at(-1) ?? '') } : {}),
  };
}

/** Whether a field of an entry says nothing, or what it says anyway where it is left out. */
export function isBlank(field: string, value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
  return value === undefined || value === '' || (field === 'count' && value === 1);
}

/** Whether a path leads to another one, or further into it. */
export function isWithin(path: EditPath, other: EditPath): boolean {
  return other.every((part, index) => path[index] === part);
}
