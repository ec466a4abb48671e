import { existsSync } from 'node:fs';
import type { Config } from '../config.ts';
import { askDesk } from '../control/knock.ts';
import { type CliAnswer, type DeskData, problem, useDeskData } from '../control/take-away/data.ts';
import { findHolder } from '../db/lock.ts';
import { openDatabase, targetOf } from '../db/open.ts';
import { t } from '../i18n/i18n.ts';
import type { Language } from '../lib/language.ts';
import { silentLog } from '../lib/log.ts';
import { wallClock } from '../wall-clock.ts';

/** What a running desk is asked for: the name of a work of its control door, and what that takes. */
export interface DeskWork {
  readonly name: 'export' | 'access' | 'evidence' | 'verify' | 'changes' | 'replay' | 'edits';
  readonly asked: { readonly language: Language };
}

/**
 * Opens the database that the settings name, lets `use` work with it, and closes it. A running desk that has it to itself
 * is asked to do the work. A database without a book is answered with status 1.
 */
export async function withDeskData(
  config: Config,
  work: DeskWork,
  use: (data: DeskData) => Promise<CliAnswer>,
): Promise<CliAnswer> {
  const { language } = work.asked;
  const answered = await askHolder(config, work);
  if (answered) return answered;
  if (config.databaseUrl === undefined && !existsSync(config.dataDir))
    return problem(t(language, 'export.cli.no-book'), 1);
  const database = await openDatabase(targetOf(config), silentLog);
  try {
    return await useDeskData(database, wallClock.now(), language, use);
  } finally {
    await database.close();
  }
}

/** The answer of the desk that has the database of the settings to itself; undefined: none has. */
export async function askHolder(config: Config, { name, asked }: DeskWork): Promise<CliAnswer | undefined> {
  if (config.databaseUrl !== undefined || !findHolder(config.dataDir)) return undefined;
  const { language } = asked;
  const said = await askDesk(config.dataDir, name, asked);
  if (!said) return problem(t(language, 'export.cli.held'), 1);
  if ('fault' in said) return problem(t(language, 'export.cli.desk-fault', { reason: said.fault }), 1);
  const { text, problem: why = '', status } = said;
  return { lines: text === '' ? [] : [text], problem: why, status };
}
