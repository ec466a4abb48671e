import { type Command, Option } from 'commander';
import type { Config } from '../config.ts';
import { LANGUAGES, type Language } from '../lib/language.ts';
import { failureOf } from './export-command.ts';

interface Options {
  readonly out: string;
  readonly by?: string;
  readonly lang: Language;
}

/**
 * Adds `evidence`: writes one case as a document and as JSON. Exit status 0 where both were written, 1 where the database
 * cannot be used, 2 where the number, an option or the settings are wrong.
 */
export function registerEvidenceCommand(program: Command, readConfig: () => Config): void {
  program
    .command('evidence')
    .argument('<ticket>', 'a ticket, for example T-12')
    .description('write one case as evidence: log, clauses, clocks and files, with a chain of hashes')
    .option('--out <folder>', 'where the files go', '.')
    .option('--by <person>', 'for whom, a person of the service book: confidential customers need one')
    .addOption(new Option('--lang <language>', 'language of the document').choices(LANGUAGES).default('en'))
    .action(async (ticket: string, options: Options) => {
      const { lines, problem, status } = await answer(ticket, options, readConfig);
      for (const line of lines) process.stdout.write(`${line}\n`);
      if (problem) process.stderr.write(`${problem}\n`);
      process.exit(status);
    });
}

async function answer(ticket: string, { out: folder, by, lang: language }: Options, readConfig: () => Config) {
  try {
    // With all that a started desk loads, which no other command is to wait for.
    const { writeEvidence } = await import('./evidence.ts');
    return await writeEvidence(readConfig(), { ticket, folder, by, language });
  } catch (error) {
    return { lines: [], ...failureOf(error) };
  }
}
