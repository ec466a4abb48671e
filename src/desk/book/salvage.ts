import type { z } from 'zod';
import type { FieldPath } from './problem.ts';
import { BookSource } from './schema.ts';

/** Each round removes what the round before exposed; no book is nested more deeply than this. */
const MAX_ROUNDS = 12;

/**
 * The sound part of a book that the schema refused, so that its references are checked in the same run and all mistakes
 * are reported at once. undefined if a whole section is missing or not a map.
 */
export function salvage(content: unknown): BookSource | undefined {
  const rest: unknown = structuredClone(content);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const parsed = BookSource.safeParse(rest);
    if (parsed.success) return parsed.data;
    for (const path of parsed.error.issues.flatMap(brokenPaths)) {
      if (path.length < 2 && path[0] !== undefined && path[0] in BookSource.shape) return undefined;
      drop(rest, path);
    }
  }
  return undefined;
}

/**
 * What to remove: an unknown field itself, the parent of a missing one, the whole list of a broken item (indexes must
 * not shift).
 */
function brokenPaths(issue: z.core.$ZodIssue): FieldPath[] {
  const path = issue.path as FieldPath;
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => [...path, key]).map(upToList);
  return [upToList(issue.code === 'invalid_type' && issue.input === undefined ? path.slice(0, -1) : path)];
}

function upToList(path: FieldPath): FieldPath {
  const item = path.findIndex((part) => typeof part === 'number');
  return item < 0 ? path : path.slice(0, item);
}

function drop(content: unknown, path: FieldPath): void {
  const owner = path.slice(0, -1).reduce<unknown>((at, part) => (isRecord(at) ? at[part] : undefined), content);
  const key = path.at(-1);
  if (isRecord(owner) && key !== undefined) delete owner[key];
}

function isRecord(value: unknown): value is Record<string | number, unknown> {
  return typeof value === 'object' && value !== null;
}
