import type { Edit } from '../import/entry.ts';
import type { FieldPath } from '../problem.ts';
import type { BookSource } from '../schema.ts';
import { type BookEdit, type EditPath, idsOf, isBlank, makeEdits, valueAt } from './edit.ts';

/** The edits in a book as it is written, so that the owner of its file can take them over. */

type Plain = Record<string, unknown>;

/**
 * `content`: what is written in the file; `file`: the checked book of it. Gives the content with the edits in it, and the
 * single changes, in order, with the numbers of entries in place of their ids; without a value: it is removed.
 */
export function writeEdits(
  content: unknown,
  file: BookSource,
  edits: readonly BookEdit[],
): { readonly content: unknown; readonly changes: readonly Edit[] } {
  const written = structuredClone(content);
  const changes: Edit[] = [];
  let state = file;
  for (const edit of edits) {
    const change = changeOf(written, state, edit);
    changes.push(change);
    make(written, change);
    state = makeEdits(state, [edit]);
  }
  return { content: written, changes };
}

function changeOf(written: unknown, state: BookSource, { path, value }: BookEdit): Edit {
  const place = placesIn(state, path);
  const list = valueAt(state, path.slice(0, -1));
  if (!Array.isArray(list)) return { path: place, value: asWritten(value) };
  const owner = place.slice(0, -1);
  const index = idsOf(list).indexOf(path.at(-1) ?? '');
  // A list that the file leaves out is written whole.
  if (index < 0 && !Array.isArray(at(written, owner))) return { path: owner, value: [asWritten(value)] };
  return { path: [...owner, index < 0 ? list.length : index], value: asWritten(value) };
}

/** The path with numbers for the entries of lists. */
function placesIn(state: BookSource, path: EditPath): FieldPath {
  return path.map((part, depth) => {
    const list = valueAt(state, path.slice(0, depth));
    return Array.isArray(list) ? idsOf(list).indexOf(part) : part;
  });
}

/** As people write an entry: without what is the default anyway, a name that is the same in both languages once. */
function asWritten(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const { zh, en } = value as Plain;
  if (typeof zh === 'string' && zh === en) return zh;
  const said = Object.entries(value).filter(([field, each]) => !isBlank(field, each) || field === 'ids');
  return Object.fromEntries(said.map(([field, each]) => [field, asWritten(each)]));
}

function make(written: unknown, { path, value }: Edit): void {
  const owner = at(written, path.slice(0, -1));
  const last = path.at(-1) ?? '';
  if (Array.isArray(owner)) owner.splice(Number(last), 1, ...(value === undefined ? [] : [value]));
  else if (value === undefined) delete (owner as Plain)[last];
  else (owner as Plain)[last] = value;
}

function at(node: unknown, path: FieldPath): unknown {
  return path.reduce<unknown>((each, part) => (each as Plain | undefined)?.[part], node);
}
