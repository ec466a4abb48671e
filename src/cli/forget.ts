import { existsSync } from 'node:fs';
import { createPageLinks } from '../adapter/web/link.ts';
import type { Config } from '../config.ts';
import type { Answer } from '../control/door.ts';
import { askDesk } from '../control/knock.ts';
import { type ForgetAsked, forgetAsked } from '../control/privacy/forget.ts';
import { type CliAnswer, problem } from '../control/take-away/data.ts';
import { findHolder } from '../db/lock.ts';
import { openDatabase, targetOf } from '../db/open.ts';
import { openSecret } from '../db/secret.ts';
import { noJobs } from '../db/turn.ts';
import { bilingualOf } from '../doctor/bilingual.ts';
import { t } from '../i18n/i18n.ts';
import { silentLog } from '../lib/log.ts';
import { wallClock } from '../wall-clock.ts';

/** Asks a person whether to go on, who sees `lines`; undefined: there is no one to ask. */
export type AskBack = (lines: readonly string[], question: string, id: string) => Promise<boolean | undefined>;

/** Tells what there is, asks, and forgets: by the desk that runs on this machine's data directory, or in the database itself. */
export async function forgetFor(config: Config, asked: Omit<ForgetAsked, 'do'>, askBack: AskBack): Promise<CliAnswer> {
  const { language } = asked;
  const id = asked.person?.id ?? asked.customer ?? '';
  const plan = await work(config, { ...asked, do: 'plan' });
  if (plan.status !== 0) return answerOf(plan);
  const shown = plan.text.split('\n');
  const goesOn = await askBack(shown, t(language, 'privacy.cli.confirm', { id }), id);
  if (goesOn === undefined) return { lines: [...shown, t(language, 'privacy.cli.how')], problem: '', status: 0 };
  if (!goesOn) return { lines: [t(language, 'privacy.cli.left')], problem: '', status: 0 };
  return answerOf(await work(config, { ...asked, do: 'forget' }));
}

function answerOf({ text, problem: why = '', status }: Answer): CliAnswer {
  return { lines: text === '' ? [] : [text], problem: why, status };
}

async function work(config: Config, asked: ForgetAsked): Promise<Answer> {
  const { language } = asked;
  const said = await askDesk(config.dataDir, 'forget', asked);
  if (said && 'fault' in said)
    return toAnswer(problem(t(language, 'privacy.cli.desk-fault', { reason: said.fault }), 1));
  if (said) return said;
  if (config.databaseUrl === undefined && findHolder(config.dataDir))
    return toAnswer(problem(t(language, 'export.cli.held'), 1));
  if (config.databaseUrl === undefined && !existsSync(config.dataDir))
    return toAnswer(problem(t(language, 'export.cli.no-book'), 1));
  return forgetHere(config, asked);
}

function toAnswer({ problem: why, status }: CliAnswer): Answer {
  return { text: '', problem: why, status };
}

/** Cards that are redrawn go out when a desk runs on this database again. */
async function forgetHere(config: Config, asked: ForgetAsked): Promise<Answer> {
  const database = await openDatabase(targetOf(config), silentLog);
  try {
    const linksAt = createPageLinks(await openSecret(database, 'link'), () => config.publicUrl);
    const speaksBoth = await bilingualOf(config);
    const turnParts = { jobs: noJobs, log: silentLog, speaksBoth };
    return await forgetAsked({ database, now: wallClock.now, turnParts, linksAt }, asked);
  } finally {
    await database.close();
  }
}
