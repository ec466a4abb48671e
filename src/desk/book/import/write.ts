import { isDeepStrictEqual } from 'node:util';
import { isCollection, parseDocument, stringify } from 'yaml';
import type { Edit } from './entry.ts';

/** The YAML of a book with the rows of a spreadsheet in it. */

/** As books are read. */
const READING = { merge: true } as const;
/** No line is broken: those of the book's own file stay as long as they are. */
const FORM = { lineWidth: 0, aliasDuplicateObjects: false } as const;

/**
 * The text of the book's own file with `edits` made in it (without a value: what stands there is removed), so that comments and anchors stay; undefined where that is
 * not possible, for example inside an alias.
 */
export function editText(text: string, edits: readonly Edit[], content: unknown): string | undefined {
  const document = parseDocument(text, READING);
  try {
    for (const { path, value } of edits) {
      if (value === undefined) {
        document.deleteIn(path);
        continue;
      }
      const node = document.createNode(value);
      // One line for each entry, as people write lists of devices, and channels.
      if (isCollection(node) && (path.length >= 4 || path[0] === 'channels')) node.flow = true;
      document.setIn(path, node);
    }
  } catch {
    return undefined;
  }
  const written = document.toString(FORM);
  return isDeepStrictEqual(parseDocument(written, READING).toJS({ maxAliasCount: -1 }), content) ? written : undefined;
}

/** The whole book as one new file. */
export function writeText(content: unknown): string {
  return stringify(content, FORM);
}
