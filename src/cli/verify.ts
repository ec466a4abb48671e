import type { Config } from '../config.ts';
import { type ChangesAsked, listChanges } from '../control/take-away/changes.ts';
import { type CliAnswer, problem } from '../control/take-away/data.ts';
import { verifyLogs } from '../control/take-away/verify.ts';
import type { Tx } from '../db/database.ts';
import { lookAtDatabase } from '../db/look.ts';
import { compareMigrations, readMigrations } from '../db/migrate.ts';
import { targetOf } from '../db/open.ts';
import { t } from '../i18n/i18n.ts';
import type { Language } from '../lib/language.ts';
import { askHolder } from './desk-data.ts';

/**
 * Checks all logs and service books, or the log that is named (`T-12`, `C-3`), against their hashes. The database is only
 * looked at; a running desk that has it to itself does it.
 */
export async function verify(config: Config, named: string | undefined, language: Language): Promise<CliAnswer> {
  const answered = await askHolder(config, {
    name: 'verify',
    asked: { ...(named === undefined ? {} : { named }), language },
  });
  if (answered) return answered;
  return lookAtLogs(config, language, (tx) => verifyLogs(tx, named, language));
}

/** Who changed which setting, and when. The database is only looked at; a running desk that has it to itself does it. */
export async function changes(config: Config, asked: ChangesAsked, language: Language): Promise<CliAnswer> {
  const answered = await askHolder(config, { name: 'changes', asked: { ...asked, language } });
  return answered ?? lookAtLogs(config, language, (tx) => listChanges(tx, asked));
}

async function lookAtLogs(
  config: Config,
  language: Language,
  work: (tx: Tx) => Promise<CliAnswer>,
): Promise<CliAnswer> {
  const look = await lookAtDatabase(targetOf(config), async (seen) => {
    const { pending, unknown } = await compareMigrations(seen, await readMigrations());
    if (pending.length + unknown.length > 0) return problem(t(language, 'verify.pending'), 1);
    return work(seen as Tx);
  });
  switch (look.kind) {
    case 'seen':
      return look.seen;
    case 'absent':
    case 'held':
      return problem(t(language, `verify.${look.kind}`), 1);
    case 'unreachable':
      return problem(t(language, 'verify.unreachable', { code: look.code }), 1);
  }
}
