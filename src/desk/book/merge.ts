import type { BookProblem } from './problem.ts';
import type { SourceFile } from './source-file.ts';

/** The keys of each section, including those of broken entries: a reference to one of these is no second mistake. */
export type SectionKeys = Readonly<Record<string, ReadonlySet<string>>>;

export interface MergedBook {
  readonly content: unknown;
  readonly keys: SectionKeys;
  readonly problems: readonly BookProblem[];
}

/** A section's entries and the file of each. A section that is not a map is kept, so that the schema refuses it. */
type Section = Map<string, { readonly entry: unknown; readonly from: SourceFile }>;

/** Merges the sections of several files. An entry that two files have is a mistake that names both places. */
export function mergeFiles(files: readonly SourceFile[]): MergedBook {
  const sections = new Map<string, Section>();
  const malformed = new Map<string, unknown>();
  const problems: BookProblem[] = [];
  for (const from of files) {
    for (const [name, entries] of Object.entries(from.content)) {
      if (!isMap(entries)) malformed.set(name, entries);
      else problems.push(...addEntries(sections, name, entries, from));
    }
  }
  const merged = [...sections].map(([name, section]) => [name, entriesOf(section)] as const);
  return {
    content: Object.fromEntries([...merged, ...malformed]),
    keys: Object.fromEntries([...sections].map(([name, section]) => [name, new Set(section.keys())])),
    problems,
  };
}

function addEntries(
  sections: Map<string, Section>,
  name: string,
  entries: Record<string, unknown>,
  from: SourceFile,
): BookProblem[] {
  const section: Section = sections.get(name) ?? new Map();
  sections.set(name, section);
  const problems: BookProblem[] = [];
  for (const [key, entry] of Object.entries(entries)) {
    const first = section.get(key);
    if (!first) {
      section.set(key, { entry, from });
      continue;
    }
    const place = `${first.from.file}:${first.from.locate([name, key]).line}`;
    const { line } = from.locate([name, key]);
    problems.push({ file: from.file, line, field: `${name}.${key}`, message: `stands already in ${place}` });
  }
  return problems;
}

function entriesOf(section: Section): Record<string, unknown> {
  return Object.fromEntries([...section].map(([key, { entry }]) => [key, entry]));
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
