import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { buffer as readAll } from 'node:stream/consumers';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { type Config, ConfigError } from '../config.ts';
import { BookError } from '../desk/book/problem.ts';
import { decodeText } from '../lib/decode-text.ts';
import { LANGUAGES, type Language } from '../lib/language.ts';
import type { HolidaysAnswer } from './holidays.ts';

interface Options {
  readonly apply?: true;
  readonly year?: number;
  readonly by?: string;
  readonly lang: Language;
}

/**
 * Adds `holidays load`: shows what a notice of public holidays says and moves, and with `--apply` loads it. Exit status 0
 * where it was shown or loaded, 1 where the database cannot be used, 2 where the notice, an option or the settings are
 * wrong.
 */
export function registerHolidaysCommand(program: Command, readConfig: () => Config): void {
  const holidays = program.command('holidays').description("next year's public holidays, without a release");
  holidays
    .command('load')
    .argument(
      '<file>',
      "the State Council's notice as text, a year of holiday-cn (JSON), or an ICS file; - reads stdin",
    )
    .description('show what a notice says and which deadlines it moves; with --apply load it')
    .option('--apply', 'load the days; without it nothing is changed')
    .option('--year <year>', 'the year of a notice that does not say it', parseYear)
    .option('--by <person>', 'who loads it, a person of the service book; left out: the operator')
    .addOption(new Option('--lang <language>', 'language of the answer').choices(LANGUAGES).default('en'))
    .action(async (file: string, options: Options) => {
      const { text, status } = await answer(file, options, readConfig);
      (status === 0 ? process.stdout : process.stderr).write(`${text}\n`);
      process.exit(status);
    });
}

async function answer(file: string, options: Options, readConfig: () => Config): Promise<HolidaysAnswer> {
  let words: string;
  try {
    words = decodeText(file === '-' ? await readAll(process.stdin) : await readFile(file));
  } catch (error) {
    return { text: `${file}: ${error instanceof Error ? error.message : String(error)}`, status: 2 };
  }
  try {
    // With all that a started desk loads, which no other command is to wait for.
    const { loadHolidays } = await import('./holidays.ts');
    const { apply = false, year, by, lang: language } = options;
    const source = file === '-' ? 'stdin' : basename(file);
    return await loadHolidays(readConfig(), { words, source, year, apply, by, language });
  } catch (error) {
    const isExpected = error instanceof ConfigError || error instanceof BookError;
    return { text: error instanceof Error ? error.message : String(error), status: isExpected ? 2 : 1 };
  }
}

function parseYear(text: string): number {
  if (!/^\d{4}$/.test(text)) throw new InvalidArgumentError('a year has four digits, for example 2027');
  return Number(text);
}
