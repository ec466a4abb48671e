import { isUtf8 } from 'node:buffer';
import { readdirSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkBookSource } from './check.ts';
import { allowedFor, explainIssue } from './explain.ts';
import { inheritFromProvider, isInherited } from './inherit.ts';
import { loadLogo } from './load-logo.ts';
import { mergeFiles, type SectionKeys } from './merge.ts';
import { BookError, type BookProblem, type Finding, fieldName } from './problem.ts';
import { salvage } from './salvage.ts';
import { BookSource } from './schema.ts';
import { parseSourceFile, type SourceFile } from './source-file.ts';

/** A service book that was read from disk and checked. */
export interface BookFile {
  readonly source: BookSource;
  /** The files that it was read from, in order. */
  readonly files: readonly string[];
}

const PRESET_FOLDER = fileURLToPath(new URL('../../../presets/', import.meta.url));
const LINE_FEED = 0x0a;
const YAML_FILE = /\.ya?ml$/;

/** The names of the presets that come with Deskbell. */
export const PRESETS: readonly string[] = listPresets();

/** The path of the preset of this name; undefined if there is none, and the name is a path itself. */
export function presetPath(name: string): string | undefined {
  return PRESETS.includes(name) ? join(PRESET_FOLDER, `${name}.yaml`) : undefined;
}

/**
 * Reads a service book: a YAML file, or a folder whose YAML files are merged section by section.
 * Throws a `BookError` that lists every mistake with file, line, field and what is allowed.
 */
export async function readBookFile(path: string): Promise<BookFile> {
  const written = await readBookContent(path);
  return { source: await settleContent(written), files: written.files.map(({ file }) => file) };
}

/** A service book as it is written: merged, not checked. */
export interface BookContent {
  readonly content: unknown;
  readonly keys: SectionKeys;
  readonly files: readonly SourceFile[];
  /** Mistakes of the files: entries that two of them have. */
  readonly problems: readonly BookProblem[];
}

/** Reads the files of a service book. Throws a `BookError` where one cannot be read. */
export async function readBookContent(path: string): Promise<BookContent> {
  const files = await readSourceFiles(path);
  const textual = files.flatMap((file) => file.problems);
  // The content of an unreadable file is unknown, so names in other files would wrongly look unknown.
  if (files.some((file) => !file.isReadable)) throw new BookError(textual);
  const merged = mergeFiles(files);
  return { content: merged.content, keys: merged.keys, files, problems: [...textual, ...merged.problems] };
}

/** Checks what is written in a book: the book, or every mistake in it. */
export function checkContent(
  written: unknown,
  keys: SectionKeys,
): { readonly source: BookSource | undefined; readonly findings: readonly Finding[] } {
  const content = inheritFromProvider(written);
  const parsed = BookSource.safeParse(content, { reportInput: true });
  const issues = parsed.success ? [] : parsed.error.issues.flatMap(explainIssue);
  // A wrong value of the provider is one mistake, not one for each entry that takes it over.
  const shape = issues.filter(({ path }) => !isInherited(written, path));
  const sound = parsed.success ? parsed.data : salvage(content);
  const references = sound ? checkBookSource(sound, keys).filter((finding) => !isExplained(finding, shape)) : [];
  return { source: parsed.data, findings: [...shape, ...references] };
}

/** Throws a `BookError` with every mistake. */
async function settleContent({ content, keys, files, problems: textual }: BookContent): Promise<BookSource> {
  const place = (finding: Finding) => placed(files, finding);
  const { source, findings } = checkContent(content, keys);
  const pictured = source
    ? await loadLogo(source, place({ path: ['provider', 'logo'], message: '' }).file)
    : { source: undefined, findings: [] };
  const problems = [...textual, ...[...findings, ...pictured.findings].map(place)];
  if (!pictured.source || problems.length > 0) throw new BookError(inOrder(problems, files));
  return pictured.source;
}

async function readSourceFiles(path: string): Promise<SourceFile[]> {
  const problem = (message: string) => new BookError([{ file: path, line: 1, field: '', message }]);
  const found = await stat(path).catch(() => undefined);
  if (!found)
    throw problem(
      `no such file or folder; a service book is a YAML file, a folder of them or a preset; ${allowedFor(path, PRESETS)}`,
    );
  if (!found.isDirectory()) return [parseBytes(path, await readFile(path))];
  const names = (await readdir(path)).filter((name) => YAML_FILE.test(name)).sort();
  if (names.length === 0) throw problem('no .yaml file in this folder');
  return Promise.all(names.map(async (name) => parseBytes(join(path, name), await readFile(join(path, name)))));
}

/** Bytes that are not UTF-8 are refused by their line: read on, a name would be another one. */
function parseBytes(file: string, bytes: Buffer): SourceFile {
  if (isUtf8(bytes)) return parseSourceFile(file, bytes.toString('utf8'));
  const line = lineOfWrongByte(bytes);
  throw new BookError([{ file, line, field: '', message: 'is not UTF-8; save the file as UTF-8 (not GBK or UTF-16)' }]);
}

function lineOfWrongByte(bytes: Buffer): number {
  let line = 1;
  let start = 0;
  for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, start)) {
    if (!isUtf8(bytes.subarray(start, end))) return line;
    start = end + 1;
    line += 1;
  }
  return line;
}

/** A reference that only looks wrong because the schema already refused what it names. */
function isExplained(finding: Finding, shape: readonly Finding[]): boolean {
  return shape.some(({ path }) => finding.path.every((part, i) => path[i] === part));
}

/** Adds the line of a finding: that of its field, or of the nearest enclosing field that exists. */
function placed(files: readonly SourceFile[], { path, message }: Finding): BookProblem {
  let best = { file: files[0]?.file ?? '', depth: 0, line: 1 };
  for (const { file, locate } of files) {
    const { depth, line } = locate(path);
    if (depth > best.depth) best = { file, depth, line };
  }
  return { file: best.file, line: best.line, field: fieldName(path), message };
}

function inOrder(problems: readonly BookProblem[], files: readonly SourceFile[]): BookProblem[] {
  const rank = new Map(files.map(({ file }, i) => [file, i]));
  return problems.toSorted((a, b) => (rank.get(a.file) ?? 0) - (rank.get(b.file) ?? 0) || a.line - b.line);
}

function listPresets(): string[] {
  try {
    return readdirSync(PRESET_FOLDER)
      .filter((name) => YAML_FILE.test(name))
      .map((name) => name.replace(YAML_FILE, ''))
      .sort();
  } catch {
    return []; // Deskbell runs without its presets: a book is then named by its path.
  }
}
