import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Config } from '../config.ts';
import { ListedEdits, listEditsAsked } from '../control/book-edits.ts';
import type { Answer } from '../control/door.ts';
import { askDesk } from '../control/knock.ts';
import { mergeFile } from '../desk/book/edit/merge.ts';
import { writeEdits } from '../desk/book/edit/write.ts';
import { editText, writeText } from '../desk/book/import/write.ts';
import { presetPath, readBookContent, readBookFile } from '../desk/book/load.ts';
import { mergedLines } from '../desk/revision/words/edit-words.ts';
import { t } from '../i18n/i18n.ts';
import type { Language } from '../lib/language.ts';
import { withDeskData } from './desk-data.ts';

/** What was asked for on the command line. */
export interface EditsOptions {
  /** The book's file; undefined: the edits are only listed. */
  readonly into: string | undefined;
  /** Where the book with the edits is written; undefined: nowhere. */
  readonly write: string | undefined;
  readonly language: Language;
}

/** Lists the edits in force, or writes them into the book's file. Throws a `BookError`, or where a file cannot be written. */
export async function showEdits({ into, write, language }: EditsOptions, config: Config): Promise<Answer> {
  const said = await listEdits(config, language);
  if (said.status !== 0) return said;
  const { version, edits, lines } = ListedEdits.parse(JSON.parse(said.text));
  if (edits.length === 0) return { text: t(language, 'edit.cli.none', { version }), status: 0 };
  const title = t(language, 'edit.cli.title', { version });
  if (into === undefined) {
    const how = t(language, 'edit.cli.into', { file: 'BOOK' });
    return { text: [title, ...lines.map((line) => `  ${line}`), '', how].join('\n'), status: 0 };
  }
  const path = presetPath(into) ?? into;
  const { source: file } = await readBookFile(path);
  const merged = mergeFile(file, { edits });
  const shown = [title, ...mergedLines(merged, { language, before: file, after: merged.source })].join('\n');
  if (write === undefined) return { text: `${shown}\n\n${t(language, 'edit.cli.into', { file: into })}`, status: 0 };
  const { content } = await readBookContent(path);
  const written = writeEdits(content, file, merged.edits);
  const isFile = (await stat(path)).isFile();
  const text = isFile ? editText(await readFile(path, 'utf8'), written.changes, written.content) : undefined;
  const isOwn = isFile && resolve(write) === resolve(path);
  if (isOwn && text === undefined) return { text: t(language, 'edit.cli.not-written', { file: write }), status: 1 };
  await writeWhole(write, text ?? writeText(written.content), isOwn);
  return {
    text: `${shown}\n\n${t(language, 'edit.cli.written', { file: write, number: merged.edits.length })}`,
    status: 0,
  };
}

/** By the desk that runs on this machine's data directory, or where none runs, from the database itself. */
async function listEdits(config: Config, language: Language): Promise<Answer> {
  const said = await askDesk(config.dataDir, 'edits', { language });
  if (said && 'fault' in said) return { text: t(language, 'book.cli.desk-fault', { reason: said.fault }), status: 1 };
  if (said) return said;
  const { lines, problem, status } = await withDeskData(
    config,
    { name: 'edits', asked: { language } },
    async ({ turn }) => {
      const { text, status: ended } = await turn(({ tx }) => listEditsAsked(tx, { language }));
      return ended === 0 ? { lines: [text], problem: '', status: 0 } : { lines: [], problem: text, status: ended };
    },
  );
  return { text: status === 0 ? lines.join('\n') : problem, status };
}

/** The book's own file is replaced whole or not at all; another one must not exist yet. */
async function writeWhole(to: string, text: string, isOwn: boolean): Promise<void> {
  if (!isOwn) return writeFile(to, text, { flag: 'wx' });
  const draft = `${to}.${process.pid}`;
  await writeFile(draft, text);
  await rename(draft, to);
}
