import type { Command } from 'commander';
import { Option } from 'commander';
import { type Finding, finding } from '../chat/check.ts';
import { type Config, ConfigError } from '../config.ts';
import { LANGUAGES, type Language } from '../lib/language.ts';
import { wallClock } from '../wall-clock.ts';
import { readBook } from './book.ts';
import { runChecks } from './guard.ts';
import { jsonLineOf, lineOf, statusOf, sumOf } from './report.ts';

/**
 * Adds `doctor`: a line for each finding as it is found. Exit status 0 where nothing is wrong, 1 where something is, 2
 * where the settings or the book cannot be read. `readConfig` throws a `ConfigError` for settings that cannot be used.
 */
export function registerDoctorCommand(program: Command, readConfig: () => Config): void {
  program
    .command('doctor')
    .description('tell whether this configuration will work, and what to do where it will not')
    .option('--json', 'one JSON object a line, nothing else on stdout')
    .addOption(new Option('--lang <language>', 'language of the findings').choices(LANGUAGES).default('en'))
    .action(async ({ json, lang }: { json?: true; lang: Language }) => {
      const found: Finding[] = [];
      for await (const each of examine(readConfig)) {
        found.push(each);
        process.stdout.write(`${json ? jsonLineOf(each, lang) : lineOf(each, lang)}\n`);
      }
      if (!json) process.stdout.write(`${sumOf(found, lang)}\n`);
      // A check that took too long may still be running.
      process.exit(statusOf(found));
    });
}

async function* examine(readConfig: () => Config): AsyncGenerator<Finding> {
  let config: Config;
  try {
    config = readConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    for (const problem of error.problems) yield finding('wrong', 'doctor.settings.bad', { problem });
    return;
  }
  // With the SDKs of the platforms, which no other command is to wait for.
  const { checksOf } = await import('./doctor.ts');
  yield* runChecks(checksOf(config, await readBook(config.book), wallClock));
}
