import { createPageLinks } from '../adapter/web/link.ts';
import type { Config } from '../config.ts';
import { accountName } from '../control/account.ts';
import { type ApplyAsked, applyBookAsked } from '../control/apply-book.ts';
import type { Answer } from '../control/door.ts';
import { askDesk } from '../control/knock.ts';
import { openDatabase, targetOf } from '../db/open.ts';
import { openSecret } from '../db/secret.ts';
import { noJobs } from '../db/turn.ts';
import { presetPath, readBookFile } from '../desk/book/load.ts';
import type { BookSource } from '../desk/book/schema.ts';
import { bilingualOf } from '../doctor/bilingual.ts';
import { t } from '../i18n/i18n.ts';
import type { Language } from '../lib/language.ts';
import { silentLog } from '../lib/log.ts';
import { wallClock } from '../wall-clock.ts';

/** What the person asked for on the command line. */
export interface ApplyOptions {
  /** undefined: the book is only compared. */
  readonly expected: number | undefined;
  /** A person of the book; undefined: the account on this machine. */
  readonly by: string | undefined;
  readonly language: Language;
}

/** Compares or applies a book that is read from a file. Throws a `BookError`. */
export async function applyFile(file: string, options: ApplyOptions, config: Config): Promise<Answer> {
  const { source } = await readBookFile(presetPath(file) ?? file);
  return applySource(file, source, options, config);
}

/** By the desk that runs on this machine's data directory, or where none runs, in the database itself. */
export async function applySource(
  file: string,
  source: BookSource,
  { expected, by, language }: ApplyOptions,
  config: Config,
): Promise<Answer> {
  const asked: ApplyAsked = {
    ...{ file, source, language, account: accountName(), command: 'apply' as const },
    ...(expected === undefined ? {} : { expected }),
    ...(by === undefined ? {} : { person: by }),
  };
  const said = await askDesk(config.dataDir, 'book', asked);
  if (said && 'fault' in said) return { text: t(language, 'book.cli.desk-fault', { reason: said.fault }), status: 1 };
  if (said) return said;
  if (config.playground) return { text: t(language, 'book.cli.playground', { file }), status: 1 };
  return applyHere(asked, config);
}

/** Compares a book with that of the desk that runs on this machine's data directory; undefined: none does. */
export async function compareWhereRunning(
  file: string,
  source: BookSource,
  language: Language,
  config: Config,
): Promise<Answer | undefined> {
  const asked: ApplyAsked = { file, source, language, account: accountName(), command: 'import' };
  const said = await askDesk(config.dataDir, 'book', asked);
  return said && 'fault' in said ? undefined : said;
}

/** A desk elsewhere on the same PostgreSQL reads the new book at its next turn. */
async function applyHere(asked: ApplyAsked, config: Config): Promise<Answer> {
  const database = await openDatabase(targetOf(config), silentLog);
  try {
    const linksAt = createPageLinks(await openSecret(database, 'link'), () => config.publicUrl);
    const speaksBoth = await bilingualOf(config);
    const turnParts = { jobs: noJobs, log: silentLog, speaksBoth };
    const parts = { database, now: wallClock.now, turnParts, linksAt, prepare: (each: BookSource) => each };
    const { text, status } = await applyBookAsked(parts, asked);
    const isApplied = status === 0 && asked.expected !== undefined;
    return { text: isApplied ? `${text}\n\n${t(asked.language, 'book.cli.where-nowhere')}` : text, status };
  } finally {
    await database.close();
  }
}
