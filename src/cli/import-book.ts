import { open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, extname, resolve } from 'node:path';
import type { Config } from '../config.ts';
import type { Answer } from '../control/door.ts';
import { headingOf, SHEET_KINDS, SHEETS, type SheetKind } from '../desk/book/import/columns.ts';
import { type Imported, importTables } from '../desk/book/import/import.ts';
import { readTables } from '../desk/book/import/table.ts';
import { editText, writeText } from '../desk/book/import/write.ts';
import { presetPath, readBookContent, readBookFile } from '../desk/book/load.ts';
import { t } from '../i18n/i18n.ts';
import type { Language } from '../lib/language.ts';

/** What was asked for on the command line. */
export interface ImportAsked {
  readonly file: string;
  readonly into: string;
  /** Where the book is written; undefined: nowhere. */
  readonly write: string | undefined;
  /** The version over which it is applied; undefined: it is not applied. */
  readonly expected: number | undefined;
  readonly by: string | undefined;
  readonly sheet: SheetKind | undefined;
  readonly language: Language;
}

const MOST_MISTAKES = 200;

/** Reads, checks and shows; then applies and writes what was asked for. Throws where a file cannot be read or written. */
export async function importFile(asked: ImportAsked, readConfig: () => Config): Promise<Answer> {
  const { file, into, sheet, write, expected, language } = asked;
  const path = presetPath(into) ?? into;
  // Its own mistakes are told as those of a book, before the rows are looked at.
  await readBookFile(path);
  const base = await readBookContent(path);
  const tables = await readTables(await readFile(file), basename(file, extname(file)), language);
  const imported = importTables(base, tables, sheet, language);
  if (!imported.ok) return { text: mistakes(file, imported.mistakes, language), status: 2 };
  const shown = [...imported.notes, ...countLines(imported, language)];
  if (imported.edits.length === 0) return { text: [...shown, t(language, 'import.nothing-new')].join('\n'), status: 0 };
  const { applySource, compareWhereRunning } = await import('./book-apply.ts');
  if (write === undefined && expected === undefined) {
    const compared = await compareWhereRunning(file, imported.source, language, readConfig());
    return { text: [...shown, '', compared?.text ?? t(language, 'import.then')].join('\n'), status: 0 };
  }
  // A file that cannot be written is found out before anything is applied.
  const writing = write === undefined ? undefined : await prepareWriting(write, path, imported);
  try {
    if (expected !== undefined) {
      const applied = await applySource(file, imported.source, { expected, by: asked.by, language }, readConfig());
      if (applied.status !== 0) return applied;
      shown.push(applied.text);
    }
    if (writing) {
      await writing.finish();
      shown.push(t(language, 'import.written', { file: writing.file }));
    }
  } finally {
    await writing?.close();
  }
  return { text: shown.join('\n'), status: 0 };
}

function mistakes(file: string, lines: readonly string[], language: Language): string {
  const rest = lines.length - MOST_MISTAKES;
  return [
    ...lines.slice(0, MOST_MISTAKES).map((line) => `${file}: ${line}`),
    ...(rest > 0 ? [t(language, 'import.more-mistakes', { number: rest })] : []),
    t(language, 'import.mistakes', { number: lines.length }),
  ].join('\n');
}

function countLines({ counts }: Extract<Imported, { ok: true }>, language: Language): string[] {
  return SHEET_KINDS.flatMap((kind) => {
    const { added, changed, same } = counts[kind];
    if (added + changed + same === 0) return [];
    return [t(language, 'import.counts', { sheet: headingOf(SHEETS[kind], language), added, changed, same })];
  });
}

/** A book that is written, and not in its place yet. */
interface Writing {
  readonly file: string;
  finish(): Promise<void>;
  /** Takes away what is left of a writing that did not finish. */
  close(): Promise<void>;
}

/**
 * Writes the book to a draft beside its file, which `finish` puts in place whole. The file must be the book's own, or not
 * exist yet: its name is taken at once. Throws where it cannot be written.
 */
async function prepareWriting(
  file: string,
  path: string,
  { content, edits }: Extract<Imported, { ok: true }>,
): Promise<Writing> {
  const isFile = (await stat(path)).isFile();
  const isOwn = isFile && resolve(file) === resolve(path);
  if (!isOwn) await (await open(file, 'wx')).close();
  const text = isFile ? editText(await readFile(path, 'utf8'), edits, content) : undefined;
  const draft = `${file}.${process.pid}`;
  const left = new Set(isOwn ? [draft] : [draft, file]);
  const writing: Writing = {
    file,
    finish: async () => {
      await rename(draft, file);
      left.clear();
    },
    close: async () => {
      for (const each of left) await rm(each, { force: true });
    },
  };
  try {
    await writeFile(draft, text ?? writeText(content));
  } catch (error) {
    await writing.close();
    throw error;
  }
  return writing;
}
