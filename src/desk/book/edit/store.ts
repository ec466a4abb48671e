import { z } from 'zod';
import type { Tx } from '../../../db/database.ts';
import { BookSource } from '../schema.ts';
import { loadBook } from '../store.ts';
import { BookEdit, editOver, undoEdits, valueAt } from './edit.ts';
import type { EditedBook } from './merge.ts';

/**
 * A version with its edits, and the book of its file. Both are read as this release reads a file, so that a field which a
 * release gave to the schema is no change of the file. Throws on a version that was never applied.
 */
export async function loadEdited(tx: Tx, version: number): Promise<EditedBook> {
  const { source } = await loadBook(tx, version);
  const [row] = await tx.query<{ edits: unknown }>('select edits from book_version where id = $1', [version]);
  const stored = z.array(BookEdit).parse(row?.edits ?? []);
  if (stored.length === 0) return { source, file: source, edits: [] };
  const file = BookSource.parse(undoEdits(source, stored));
  const edits = stored.map(({ path, by, at }) => editOver(file, { path, by, at, value: valueAt(source, path) }));
  return { source, file, edits };
}

/** Whether a version has edits that its file does not have. */
export async function hasEdits(tx: Tx, version: number): Promise<boolean> {
  const [row] = await tx.query<{ has: boolean }>('select edits is not null as has from book_version where id = $1', [
    version,
  ]);
  return row?.has ?? false;
}
