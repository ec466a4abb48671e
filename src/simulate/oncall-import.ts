import { readFile } from 'node:fs/promises';
import { stringify } from 'yaml';
import { Key, TimeZone, WallTime } from '../desk/book/field.ts';
import { presetPath, readBookFile } from '../desk/book/load.ts';
import { BookError } from '../desk/book/problem.ts';
import type { BookSource } from '../desk/book/schema.ts';
import { importAbsences } from '../desk/rota/import/absence.ts';
import { type ImportedRota, importRota } from '../desk/rota/import/rota.ts';
import { readPerson, WrongCell } from '../desk/rota/import/row.ts';
import { type Problem, readSheet } from '../desk/rota/import/sheet.ts';
import { decodeText } from '../lib/decode-text.ts';
import type { Instant } from '../lib/instant.ts';

/** The options of an import, as typed. */
export interface ImportOptions {
  /** A service book whose people are meant. */
  readonly book?: string;
  readonly rotation?: string;
  readonly handoff?: string;
  readonly person?: string;
  readonly zone?: string;
}

/** Thrown with one line for each mistake; nothing was printed. */
export class ImportError extends Error {}

/** The YAML for a file. Throws ImportError. */
export async function importFile(file: string, options: ImportOptions, now: Instant): Promise<string> {
  const { book, zone, rotation = 'primary', handoff = '09:00' } = options;
  const bytes = await readFile(file).catch((error: Error) => fail(file, [{ line: 0, text: error.message }]));
  const source = book === undefined ? undefined : await readBook(book);
  const timeZone = zone ?? source?.rotations[rotation]?.timeZone ?? source?.provider.timeZone ?? 'Asia/Shanghai';
  for (const [name, schema, value] of [
    ['--zone', TimeZone, timeZone],
    ['--rotation', Key, rotation],
    ['--handoff', WallTime, handoff],
  ] as const) {
    const { success, error } = schema.safeParse(value);
    if (!success) throw new ImportError(`${name} ${value}: ${error.issues[0]?.message}`);
  }
  const text = decodeText(bytes);
  return /\.ics$/i.test(file)
    ? absencesYaml(file, text, source, { ...options, timeZone }, now)
    : rotaYaml(file, text, source, { rotation, handoff, timeZone });
}

async function readBook(nameOrPath: string): Promise<BookSource> {
  try {
    return (await readBookFile(presetPath(nameOrPath) ?? nameOrPath)).source;
  } catch (error) {
    if (error instanceof BookError) throw new ImportError(`--book: ${error.message}`);
    throw error;
  }
}

function absencesYaml(
  file: string,
  text: string,
  source: BookSource | undefined,
  { person, timeZone }: ImportOptions & { readonly timeZone: string },
  now: Instant,
): string {
  const read = importAbsences(text, {
    people: source?.people,
    person: person && personKey(person, source),
    timeZone,
    now,
  });
  if (!read.ok) return fail(file, read.problems);
  const people = Object.groupBy(read.value, ({ person: key }) => key);
  const away = Object.entries(people).map(([key, all = []]) => [
    key,
    { away: all.map(({ from, until }) => ({ from, until })) },
  ]);
  if (away.length === 0) return '# no absence from today on\n';
  return yamlOf({ people: Object.fromEntries(away) });
}

function personKey(word: string, source: BookSource | undefined): string {
  try {
    return readPerson(word, source?.people);
  } catch (error) {
    if (!(error instanceof WrongCell)) throw error;
    throw new ImportError(`--person: ${error.message}`);
  }
}

function rotaYaml(
  file: string,
  text: string,
  source: BookSource | undefined,
  { rotation, handoff, timeZone }: { readonly rotation: string; readonly handoff: string; readonly timeZone: string },
): string {
  const sheet = readSheet(text);
  if (!sheet.ok) return fail(file, sheet.problems);
  const read = importRota(sheet.value, source?.people, handoff);
  if (!read.ok) return fail(file, read.problems);
  const known = source?.rotations[rotation];
  const name = known?.name ?? { zh: rotation, en: rotation };
  return `${noteOf(read.value)}${yamlOf({ rotations: { [rotation]: { name, ...fieldsOf(read.value, handoff), timeZone } } })}`;
}

/** What a person has to know who puts it into the book. */
function noteOf(rota: ImportedRota): string {
  if (rota.kind === 'layers') return `# The file ends on ${rota.until}; the same order goes on from then.\n`;
  return '# The dated rows beat the turns, which count where the file has no row.\n';
}

function fieldsOf(rota: ImportedRota, handoff: string): object {
  if (rota.kind === 'layers') return { start: rota.start, layers: rota.layers };
  return { members: rota.members, handoff: { weekday: 'mon', time: handoff }, dated: rota.dated };
}

function yamlOf(value: object): string {
  return stringify(value, { lineWidth: 120, aliasDuplicateObjects: false });
}

function fail(file: string, problems: readonly Problem[]): never {
  const lines = problems.map(({ line, text }) => (line > 0 ? `${file}:${line}: ${text}` : `${file}: ${text}`));
  const count = problems.length === 1 ? '1 mistake' : `${problems.length} mistakes`;
  throw new ImportError([...lines, `${count}; nothing was imported`].join('\n'));
}
