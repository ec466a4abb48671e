import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Config } from '../config.ts';
import { PRESETS } from '../desk/book/load.ts';
import { isIsoMonth } from '../lib/iso-time.ts';
import { LANGUAGES, type Language } from '../lib/language.ts';
import { failureOf } from './export-command.ts';

interface Options {
  readonly book: string;
  readonly month: string;
  readonly customer?: string;
  readonly by?: string;
  readonly json?: boolean;
  readonly lang: Language;
}

/**
 * Adds `replay`: a month's real log under another service book. Exit status 0 where it was replayed, or the month has no
 * ticket; 1 where the desk or its database cannot be used; 2 where the book, the month, an option or the settings are
 * wrong, or the book has none of the tickets' customers.
 */
export function registerReplayCommand(program: Command, readConfig: () => Config): void {
  program
    .command('replay')
    .description("run a month's real log through another service book: which promises would have been kept")
    .requiredOption(
      '--book <book>',
      `the other book: a YAML file, a folder of them, or a preset: ${PRESETS.join(', ')}`,
    )
    .requiredOption('--month <month>', 'a month that has begun: 2026-10', parseMonth)
    .option('--customer <customer>', 'key or name of a customer; left out: all')
    .option('--by <person>', 'for whom, a person of the service book: confidential customers need one')
    .option('--json', 'one JSON object, nothing else on stdout')
    .addOption(new Option('--lang <language>', 'language of the answer').choices(LANGUAGES).default('en'))
    .action(async (options: Options) => {
      const { text, status } = await answer(options, readConfig);
      (status === 0 ? process.stdout : process.stderr).write(`${text}\n`, () => process.exit(status));
    });
}

async function answer({ book, month, customer, by, json = false, lang }: Options, readConfig: () => Config) {
  const whose = { ...(customer === undefined ? {} : { customer }), ...(by === undefined ? {} : { person: by }) };
  try {
    // With all that a started desk loads, which no other command is to wait for.
    const { replayFile } = await import('./replay.ts');
    return await replayFile({ file: book, month, json, language: lang, ...whose }, readConfig());
  } catch (error) {
    const { problem, status } = failureOf(error);
    return { text: problem, status };
  }
}

function parseMonth(text: string): string {
  if (!isIsoMonth(text)) throw new InvalidArgumentError('a month is written YYYY-MM, for example 2026-10');
  return text;
}
