import { type Command, Option } from 'commander';
import type { Config } from '../config.ts';
import { LANGUAGES, type Language } from '../lib/language.ts';
import { failureOf } from './export-command.ts';

interface Options {
  readonly person?: string;
  readonly name: readonly string[];
  readonly customer?: string;
  readonly withOpenCases?: boolean;
  readonly yes?: boolean;
  readonly lang: Language;
}

/**
 * Adds `forget`: takes a person, or a customer, out of everything that is kept. First it tells what it would do. Exit status 0
 * where it is done or left, 1 where the desk or its database cannot be used, 2 where the id, an option or the settings are
 * wrong, or something has to be done first.
 */
export function registerForgetCommand(program: Command, readConfig: () => Config): void {
  program
    .command('forget')
    .description('take a person, or a customer, out of all records; the facts of the clocks stay')
    .option(
      '--person <id>',
      "a key of the book's people, slack:U07AB12, feishu:ou_…, mail:ann@example.com, or acme/Ann Li",
    )
    .option('--name <names...>', 'more names that this person goes by in chat', [])
    .addOption(new Option('--customer <key>', 'the key of a customer of the service book').conflicts('person'))
    .option('--with-open-cases', 'also where tickets go on, which lose the words that people work by')
    .option('--yes', 'without asking back')
    .addOption(new Option('--lang <language>', 'language of the answer').choices(LANGUAGES).default('en'))
    .action(async (options: Options) => {
      const { lines, problem, status } = await answer(options, readConfig);
      for (const line of lines) process.stdout.write(`${line}\n`);
      if (problem) process.stderr.write(`${problem}\n`);
      process.exit(status);
    });
}

async function answer(
  { person, name, customer, withOpenCases = false, yes = false, lang }: Options,
  readConfig: () => Config,
) {
  try {
    const { accountName } = await import('../control/account.ts');
    // With all that a started desk loads, which no other command is to wait for.
    const { forgetFor } = await import('./forget.ts');
    const whom = {
      ...(person === undefined ? {} : { person: { id: person, names: [...name] } }),
      ...(customer === undefined ? {} : { customer }),
    };
    const asked = { ...whom, withOpenCases, account: accountName(), language: lang };
    return await forgetFor(readConfig(), asked, yes ? async () => true : askBack);
  } catch (error) {
    return { lines: [], ...failureOf(error) };
  }
}

/** Shows what it would do, and has the id typed; undefined: there is no one to ask. */
async function askBack(lines: readonly string[], question: string, id: string): Promise<boolean | undefined> {
  if (!(process.stdin.isTTY && process.stdout.isTTY)) return undefined;
  const { createInterface } = await import('node:readline/promises');
  for (const line of lines) process.stdout.write(`${line}\n`);
  const reader = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (await reader.question(question)).trim() === id;
  } finally {
    reader.close();
  }
}
