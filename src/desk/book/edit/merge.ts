import { isDeepStrictEqual } from 'node:util';
import { checkContent } from '../load.ts';
import type { FieldPath, Finding } from '../problem.ts';
import type { BookSource } from '../schema.ts';
import { type BookEdit, type EditPath, editOver, idsOf, isBlank, isWithin, makeEdits, valueAt } from './edit.ts';

/** What becomes of the edits when another file of the book is applied: the newer word about a field counts. */

/** A book, and out of what it was made. */
export interface EditedBook {
  /** What counts: the file with the edits made in it. */
  readonly source: BookSource;
  readonly file: BookSource;
  readonly edits: readonly BookEdit[];
}

/** An edit that the new file does not leave in force. */
export interface Overruled {
  readonly edit: BookEdit;
  /** `changed`: the file says something else there than before. `gone`: it has no such entry. `unfit`: it does not fit it. */
  readonly why: 'changed' | 'gone' | 'unfit';
  /** What the file says there; undefined: nothing. */
  readonly now: unknown;
}

export interface Merged extends EditedBook {
  readonly overruled: readonly Overruled[];
  /** Those that the file says itself now. */
  readonly taken: readonly BookEdit[];
}

/**
 * Puts a new file under the edits of the book in force. A field about which the file says the same as before keeps its edit;
 * one that the file changed has the newer word from the file. The result is checked as a whole: an edit that cannot stand
 * beside the new file, such as a device at a site that is gone, is overruled, too.
 */
export function mergeFile(file: BookSource, { edits }: Pick<EditedBook, 'edits'>): Merged {
  const kept: BookEdit[] = [];
  const taken: BookEdit[] = [];
  const overruled: Overruled[] = [];
  for (const edit of edits) {
    const { path, base, value } = edit;
    const now = valueAt(file, path);
    const hasOwner = valueAt(file, path.slice(0, -1)) !== undefined;
    if (isDeepStrictEqual(now, value) || (base === undefined && saysAll(now, value))) taken.push(edit);
    else if (!hasOwner) overruled.push({ edit, why: 'gone', now });
    else if (isDeepStrictEqual(now, base)) kept.push(editOver(file, edit));
    else overruled.push({ edit, why: now === undefined ? 'gone' : 'changed', now });
  }
  return fitted({ source: file, file, edits: kept, overruled, taken });
}

/** Whether the file's entry says all that an entry from chat says: it may say more. */
function saysAll(now: unknown, value: unknown): boolean {
  if (!isEntry(now) || !isEntry(value)) return false;
  return Object.entries(value).every(([field, each]) => isBlank(field, each) || isDeepStrictEqual(now[field], each));
}

function isEntry(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Gives up the edits because of which the book has mistakes. */
function fitted(merged: Merged): Merged {
  const { file, edits, overruled } = merged;
  if (edits.length === 0) return { ...merged, source: file };
  const source = makeEdits(file, edits);
  const findings = findNewMistakes(source, file);
  if (findings.length === 0) return { ...merged, source };
  const places = findings.map(({ path }) => namedPath(source, path));
  const isToBlame = ({ path }: BookEdit) => places.some((place) => isSameEntry(path, place));
  const blamed = edits.some(isToBlame) ? edits.filter(isToBlame) : edits;
  return fitted({
    ...merged,
    edits: edits.filter((each) => !blamed.includes(each)),
    overruled: [
      ...overruled,
      ...blamed.map((edit) => ({ edit, why: 'unfit', now: valueAt(file, edit.path) }) as const),
    ],
  });
}

/** The mistakes of a book that another one does not have: a release may be stricter than the one that applied it. */
export function findNewMistakes(source: BookSource, other: BookSource): readonly Finding[] {
  const findings = findMistakes(source);
  const known =
    findings.length === 0 ? [] : findMistakes(other).map(({ path, message }) => `${path.join('.')} ${message}`);
  return findings.filter(({ path, message }) => !known.includes(`${path.join('.')} ${message}`));
}

/** Every mistake of a book, found as those of a file are; empty: it is sound. */
function findMistakes(source: BookSource): readonly Finding[] {
  const sections = Object.entries(source).filter(([, section]) => typeof section === 'object');
  const keys = Object.fromEntries(sections.map(([name, section]) => [name, new Set(Object.keys(section as object))]));
  return checkContent(source, keys).findings;
}

/** A path with the ids of entries in place of their numbers. */
function namedPath(source: BookSource, path: FieldPath): EditPath {
  const named: string[] = [];
  for (const part of path) {
    const list = valueAt(source, named);
    named.push(typeof part === 'number' && Array.isArray(list) ? (idsOf(list)[part] ?? `${part}`) : `${part}`);
  }
  return named;
}

const ENTRY_OF_CUSTOMER = 4;
const ENTRY_OF_PEOPLE = 2;

/** Whether two paths are about one device, contact or person. */
function isSameEntry(one: EditPath, other: EditPath): boolean {
  const parts = one[0] === 'customers' ? ENTRY_OF_CUSTOMER : ENTRY_OF_PEOPLE;
  const [first, second] = [one.slice(0, parts), other.slice(0, parts)];
  return isWithin(first, second) || isWithin(second, first);
}
