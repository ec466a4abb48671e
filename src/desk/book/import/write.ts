import { isDeepStrictEqual } from 'node:util';
import { isCollection, parseDocument, stringify } from 'yaml';
import type { Edit } from './place.ts';

/** The YAML of a book with the rows of a spreadsheet in it. */

/** No line is broken: those of the book's own file stay as long as they are. */
const FORM = { lineWidth: 0, aliasDuplicateObjects: false } as const;

/**
 * The text of the book's own file with `edits` made in it (without a value: what stands there is removed), so that comments and anchors stay; undefined where that is
 * not possible, for example inside an alias.
 */
export function editText(text: string, edits: readonly Edit[], content: unknown): string | undefined {
  const document = parseDocument(text);
  try {
    for (const { path, value } of edits) {
      if (value === undefined) {
        document.deleteIn(path);
        continue;
      }
      const node = document.createNode(value);
      // One line for each entry, as people write lists of devices.
      if (isCollection(node) && path.length >= 4) node.flow = true;
      document.setIn(path, node);
    }
  } catch {
    return undefined;
  }
  const written = document.toString(FORM);
  return isDeepStrictEqual(parseDocument(written).toJS({ maxAliasCount: -1 }), content) ? written : undefined;
}

/** The whole book as one new file. */
export function writeText(content: unknown): string {
  return stringify(content, FORM);
}
