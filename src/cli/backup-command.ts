import type { Command } from 'commander';
import { Option } from 'commander';
import type { Config } from '../config.ts';
import type { CliAnswer } from '../control/take-away/data.ts';
import { LANGUAGES, type Language } from '../lib/language.ts';
import { failureOf } from './export-command.ts';

/**
 * Adds `backup` and `restore` for the embedded database. Exit status 0 where it is done, 1 where the data directory cannot be
 * used, 2 where a word, the settings or the file are wrong.
 */
export function registerBackupCommands(program: Command, readConfig: () => Config): void {
  const language = () => new Option('--lang <language>', 'language of the answer').choices(LANGUAGES).default('en');
  program
    .command('backup')
    .description('write the embedded database and all files into one file, also while the desk runs')
    .option('--to <file>', 'the file; left out: deskbell-<time>.tar.gz here')
    .addOption(language())
    .action(async ({ to, lang }: { to?: string; lang: Language }) => {
      // With the database, which no other command is to wait for.
      await end(async () => (await import('./backup/take.ts')).takeBackup(readConfig(), to, lang));
    });
  program
    .command('restore')
    .argument('<file>', 'what `deskbell backup` wrote')
    .description('put a backup into the data directory; the desk must not run')
    .option('--replace', 'in place of what is there, which is kept beside it')
    .addOption(language())
    .action(async (file: string, { replace = false, lang }: { replace?: boolean; lang: Language }) => {
      await end(async () => (await import('./backup/restore.ts')).restoreBackup(readConfig(), { file, replace }, lang));
    });
}

async function end(work: () => Promise<CliAnswer>): Promise<void> {
  const { lines, problem, status } = await work().catch((error: unknown) => ({ lines: [], ...failureOf(error) }));
  for (const line of lines) process.stdout.write(`${line}\n`);
  if (problem) process.stderr.write(`${problem}\n`);
  process.exit(status);
}
