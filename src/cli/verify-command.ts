import type { Command } from 'commander';
import { Option } from 'commander';
import type { Config } from '../config.ts';
import { LANGUAGES, type Language } from '../lib/language.ts';
import { failureOf } from './export-command.ts';

/**
 * Adds `verify`: checks the hash chains of all logs, or of one, the log of settings, and the stored service books. Exit status 0 where all
 * fits, 1 where something does not or the database cannot be used, 2 where the number or the settings are wrong.
 */
export function registerVerifyCommand(program: Command, readConfig: () => Config): void {
  program
    .command('verify')
    .argument('[number]', 'a ticket or what is beside it: T-12, C-3; left out: all logs, settings and service books')
    .description('tell whether all logs, settings and service books are as the desk wrote them')
    .addOption(new Option('--lang <language>', 'language of the findings').choices(LANGUAGES).default('en'))
    .action(async (ticket: string | undefined, { lang }: { lang: Language }) => {
      const { lines, problem, status } = await answer(ticket, lang, readConfig);
      for (const line of lines) process.stdout.write(`${line}\n`);
      if (problem) process.stderr.write(`${problem}\n`);
      process.exit(status);
    });
}

async function answer(ticket: string | undefined, language: Language, readConfig: () => Config) {
  try {
    // With the database, which no other command is to wait for.
    const { verify } = await import('./verify.ts');
    return await verify(readConfig(), ticket, language);
  } catch (error) {
    return { lines: [], ...failureOf(error) };
  }
}
