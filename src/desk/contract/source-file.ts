import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml';
import type { BookProblem, FieldPath } from './problem.ts';

/** A parsed YAML file that still knows on which line everything stands. */
export interface SourceFile {
  readonly file: string;
  /** The file's content as plain data; undefined when it could not be read as YAML. */
  readonly content: unknown;
  /** YAML mistakes: syntax, duplicate keys, tabs, unknown tags and aliases. */
  readonly problems: readonly BookProblem[];
  /** How many parts of the path exist in this file, and the line of the deepest one. */
  locate(path: FieldPath): { readonly depth: number; readonly line: number };
}

/** More aliases than this, expanded, are an attack and not a book. */
const MAX_ALIASES = 100;

/** Parses one file of a service book. Never throws: what is wrong with the text is in `problems`. */
export function parseSourceFile(file: string, text: string): SourceFile {
  const lines = new LineCounter();
  const problem = (offset: number, message: string): BookProblem => {
    return { file, line: Math.max(1, lines.linePos(offset).line), field: '', message };
  };
  try {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
    const problems = [...document.errors, ...document.warnings].map((e) => problem(e.pos[0], e.message));
    for (const alias of unknownAliases(document)) {
      problems.push(problem(alias.offset, `*${alias.name} repeats an anchor that is not set above`));
    }
    const content = problems.length > 0 ? undefined : (document.toJS({ maxAliasCount: MAX_ALIASES }) as unknown);
    return { file, content, problems, locate: (path) => locate(document, lines, path) };
  } catch (error) {
    // Too many aliases or too deep a nesting: the library throws instead of listing it.
    const problems = [problem(0, `not readable as YAML: ${error instanceof Error ? error.message : String(error)}`)];
    return { file, content: undefined, problems, locate: () => ({ depth: 0, line: 1 }) };
  }
}

function unknownAliases(document: Document): { name: string; offset: number }[] {
  const found: { name: string; offset: number }[] = [];
  visit(document, {
    Alias(_, alias) {
      if (!alias.resolve(document)) found.push({ name: alias.source, offset: alias.range?.[0] ?? 0 });
    },
  });
  return found;
}

/** Walks down as far as the path exists; an entry of a map stands where its key stands. */
function locate(document: Document, lines: LineCounter, path: FieldPath): { depth: number; line: number } {
  let node = document.contents as Node | null | undefined;
  let offset = 0;
  let depth = 0;
  for (const part of path) {
    const step = stepInto(isAlias(node) ? node.resolve(document) : node, part);
    if (!step) break;
    node = step.value;
    offset = step.offset ?? offset;
    depth += 1;
  }
  return { depth, line: Math.max(1, lines.linePos(offset).line) };
}

function stepInto(
  node: unknown,
  part: string | number,
): { value: Node | null; offset: number | undefined } | undefined {
  if (isMap<Node, Node | null>(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part));
    return pair && { value: pair.value, offset: pair.key.range?.[0] };
  }
  if (isSeq<Node>(node) && typeof part === 'number') {
    const item = node.items[part];
    return item && { value: item, offset: item.range?.[0] };
  }
  return undefined;
}
