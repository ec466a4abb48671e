import { globSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** One file of ours under `src`, as the house rules look at it. */
export interface Source {
  /** From the project's root: `src/desk/ticket/store.ts`. */
  readonly path: string;
  /** The text without its comments. */
  readonly code: string;
  readonly lines: number;
  readonly imports: readonly Import[];
}

export interface Import {
  readonly from: string;
  /** A path like `from`, or a package's name. */
  readonly to: string;
  /** `import type`: gone at run time. */
  readonly typeOnly: boolean;
}

/** Every TypeScript and JavaScript file under `src` that a person wrote. */
export function readSources(): readonly Source[] {
  const paths = globSync('src/**/*.{ts,js}', { cwd: ROOT }).map((path) => path.replaceAll('\\', '/'));
  return paths
    .filter((path) => !path.startsWith('src/db/generated/'))
    .sort()
    .map((path) => {
      const text = readFileSync(join(ROOT, path), 'utf8');
      const code = withoutComments(text);
      return { path, code, lines: text.trimEnd().split('\n').length, imports: importsOf(path, code) };
    });
}

const IMPORT = /^(?:import|export)\s+(type\s)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm;

function importsOf(from: string, code: string): Import[] {
  return [...code.matchAll(IMPORT)].map(([, type, named, loaded]) => {
    const to = named ?? loaded ?? '';
    return {
      from,
      to: to.startsWith('.') ? posix.join(dirname(from), to) : to,
      typeOnly: type !== undefined,
    };
  });
}

const LITERAL = [
  /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/,
  /`(?:\\.|\$\{(?:[^{}`]|`[^`]*`|\{[^{}]*\})*\}|[^`\\])*`/,
  // After these marks a slash begins a regular expression; elsewhere it divides.
  /(?<=[=(,:[!&|?{;>]\s*|\breturn\s+)\/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/,
];
const COMMENT = [/\/\/[^\n]*/, /\/\*[\s\S]*?\*\//];
/** The first group of a match is the literal; undefined: the match is a comment. */
const LITERAL_OR_COMMENT = new RegExp(`(${either(LITERAL)})|${either(COMMENT)}`, 'g');

function either(patterns: readonly RegExp[]): string {
  return patterns.map(({ source }) => source).join('|');
}

/** The comments of a TypeScript or JavaScript file, in order, with their marks; what looks like one in a string is none. */
export function commentsOf(text: string): string[] {
  return [...text.matchAll(LITERAL_OR_COMMENT)].flatMap(([comment, literal]) =>
    literal === undefined ? [comment] : [],
  );
}

function withoutComments(text: string): string {
  return text.replace(LITERAL_OR_COMMENT, (_, literal: string | undefined) => literal ?? '');
}

/** The rows of a Markdown table whose first cell is one word in code, as cells. */
export function readTable(file: string): readonly (readonly string[])[] {
  const lines = readFileSync(join(ROOT, file), 'utf8').split('\n');
  return lines.filter((line) => /^\| `[\w-]+` +\|/.test(line)).map((line) => cellsOf(line));
}

function cellsOf(line: string): string[] {
  const cells = line.split('|').slice(1, -1);
  return cells.map((cell) => cell.trim());
}
