import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml';
import { findDuplicateKeys } from './duplicate-keys.ts';
import { type BookProblem, type FieldPath, fieldName } from './problem.ts';

/** A parsed YAML file that knows the line of every field. */
export interface SourceFile {
  readonly file: string;
  /** Whether the text is a YAML map; `content` is its plain data. */
  readonly isReadable: boolean;
  readonly content: Readonly<Record<string, unknown>>;
  /** YAML mistakes: syntax, duplicate keys, tabs, unknown tags and aliases. */
  readonly problems: readonly BookProblem[];
  /** How many parts of the path exist in this file, and the line of the last of them. */
  locate(path: FieldPath): { readonly depth: number; readonly line: number };
}

/** A file whose aliases expand to more than this is an attack; a long book repeats one anchor some hundred times. */
const MAX_ALIASES = 10_000;

const BOOK_IS = 'a service book is a map of sections: provider, policies, customers …';

/**
 * Parses one file of a service book, or another file that must be a map (`isMapOf` says of what). Never throws:
 * mistakes are in `problems`.
 */
export function parseSourceFile(file: string, text: string, isMapOf = BOOK_IS): SourceFile {
  const content = jsonOfProgram(text);
  if (!content) return parseYaml(file, text, isMapOf);
  // Lines are asked for only where something is wrong.
  let yaml: SourceFile | undefined;
  const locate: SourceFile['locate'] = (path) => {
    yaml ??= parseYaml(file, text, isMapOf);
    return yaml.locate(path);
  };
  return { file, isReadable: true, content, problems: [], locate };
}

/**
 * The content of a JSON text that a program wrote, in one line or indented by two; undefined: it is another text. It is
 * YAML too, but a long one takes half a second to be read as YAML. Written again it is the same text, so no key stands
 * in it twice.
 */
function jsonOfProgram(text: string): SourceFile['content'] | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    const content = JSON.parse(text) as SourceFile['content'];
    const isSame = [0, 2].some((indent) => JSON.stringify(content, null, indent) === text.trimEnd());
    return isSame ? content : undefined;
  } catch {
    return undefined;
  }
}

function parseYaml(file: string, text: string, isMapOf: string): SourceFile {
  const lines = new LineCounter();
  const lineAt = (offset: number) => Math.max(1, lines.linePos(offset).line);
  const problem = (offset: number, message: string, path: FieldPath = []): BookProblem => {
    return { file, line: lineAt(offset), field: fieldName(path), message };
  };
  try {
    // We look for duplicate keys ourselves: that names the field, and the rest of the file is checked too.
    // `<<: *standard` takes over the fields of another entry, as in most programs that read YAML.
    const reading = { lineCounter: lines, merge: true, prettyErrors: false, uniqueKeys: false } as const;
    const document = parseDocument(text, reading);
    const broken = [...document.errors, ...document.warnings].map((error) => problem(error.pos[0], error.message));
    for (const { name, offset } of unknownAliases(document)) {
      broken.push(problem(offset, `*${name} repeats an anchor that is not set above`));
    }
    if (broken.length === 0 && !isMap(document.contents)) broken.push(problem(0, isMapOf));
    const isReadable = broken.length === 0;
    const content = isReadable ? (document.toJS({ maxAliasCount: MAX_ALIASES }) as SourceFile['content']) : {};
    const doubles = findDuplicateKeys(document).map(({ path, offset, firstOffset }) =>
      problem(offset, `stands twice; the first is on line ${lineAt(firstOffset)}`, path),
    );
    const problems = [...distinct(broken), ...doubles];
    return { file, isReadable, content, problems, locate: (path) => locate(document, lineAt, path) };
  } catch (error) {
    // The library throws at too many aliases or too deep nesting, instead of listing them.
    const problems = [problem(0, `not readable as YAML: ${error instanceof Error ? error.message : String(error)}`)];
    return { file, isReadable: false, content: {}, problems, locate: () => ({ depth: 0, line: 1 }) };
  }
}

/** One broken line often breaks the following ones: the same sentence about the same line is reported once. */
function distinct(problems: readonly BookProblem[]): BookProblem[] {
  return [...new Map(problems.map((problem) => [`${problem.line} ${problem.message}`, problem])).values()];
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

/** Walks down as far as the path exists. An entry of a map has the position of its key. */
function locate(
  document: Document,
  lineAt: (offset: number) => number,
  path: FieldPath,
): { depth: number; line: number } {
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
  return { depth, line: lineAt(offset) };
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
