import { type Command, InvalidArgumentError } from 'commander';
import type { Config } from '../config.ts';
import type { ChangesAsked } from '../control/take-away/changes.ts';
import type { CliAnswer } from '../control/take-away/data.ts';
import { failureOf } from './export-command.ts';

interface Options {
  readonly kind?: string;
  readonly last: number;
  readonly json?: true;
}

/**
 * Adds `changes`: who changed which setting, and when. `deskbell verify` tells whether these entries are as the desk wrote them.
 * Exit status 0, 1 where the database cannot be used, 2 where an option is wrong.
 */
export function registerChangesCommand(program: Command, readConfig: () => Config): void {
  program
    .command('changes')
    .description('who changed what, and when: books, settings, accounts, tokens, links, exports')
    .option('--kind <kind>', 'one kind alone: book, token, links-ended, export …')
    .option('--last <number>', 'how many of the last ones, at most 10000', parseLast, 100)
    .option('--json', 'a JSON object a line, with the hash of each entry')
    .action(async ({ kind, last, json }: Options) => {
      const { lines, problem, status } = await answer({ kind, last, format: json ? 'json' : 'text' }, readConfig);
      for (const line of lines) process.stdout.write(`${line}\n`);
      if (problem) process.stderr.write(`${problem}\n`);
      process.exit(status);
    });
}

async function answer(asked: ChangesAsked, readConfig: () => Config): Promise<CliAnswer> {
  try {
    // With the database, which no other command is to wait for.
    const { changes } = await import('./verify.ts');
    return await changes(readConfig(), asked, 'en');
  } catch (error) {
    return { lines: [], ...failureOf(error) };
  }
}

function parseLast(text: string): number {
  const last = Number(text);
  if (!/^\d{1,5}$/.test(text) || last < 1 || last > 10_000) throw new InvalidArgumentError('a number from 1 to 10000');
  return last;
}
