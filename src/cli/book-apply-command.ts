import { type Command, InvalidArgumentError, Option } from 'commander';
import { type Config, ConfigError } from '../config.ts';
import { BookError } from '../desk/book/problem.ts';
import { LANGUAGES, type Language } from '../lib/language.ts';

interface Options {
  readonly dryRun?: boolean;
  readonly expect?: number;
  readonly by?: string;
  readonly lang: Language;
}

/**
 * Adds `book apply`: a new book takes effect while the desk runs. Exit status 0 where it was shown or applied; 1 where
 * no desk and no database can be reached; 2 where the book, an option or the settings are wrong, or another book came
 * into force since the dry run.
 */
export function registerBookApply(book: Command, readConfig: () => Config): void {
  const apply = book
    .command('apply')
    .argument('<book>', 'the new book: a YAML file, a folder of them, or a preset')
    .description('put a new book in force while the desk runs; with --dry-run only show what it changes')
    .option('--dry-run', 'show what the book changes and which version it was compared with; nothing is changed')
    .option(
      '--expect <version>',
      'apply it, if this version is still in force: the one that the dry run named',
      parseVersion,
    )
    .option('--by <person>', 'who applies it, a technical director of the book; left out: your account on this machine')
    .addOption(new Option('--lang <language>', 'language of the answer').choices(LANGUAGES).default('en'));
  apply.action(async (file: string, { dryRun = false, expect, by, lang }: Options) => {
    if (!dryRun && expect === undefined)
      apply.error(`look first: deskbell book apply ${file} --dry-run; it names the version for --expect`, {
        exitCode: 2,
      });
    const { text, status } = await answer(
      file,
      { expected: dryRun ? undefined : expect, by, language: lang },
      readConfig,
    );
    (status === 0 ? process.stdout : process.stderr).write(`${text}\n`, () => process.exit(status));
  });
}

async function answer(
  file: string,
  asked: { readonly expected: number | undefined; readonly by: string | undefined; readonly language: Language },
  readConfig: () => Config,
) {
  try {
    // With all that a started desk loads, which no other command is to wait for.
    const { applyFile } = await import('./book-apply.ts');
    return await applyFile(file, asked, readConfig());
  } catch (error) {
    const isExpected = error instanceof ConfigError || error instanceof BookError;
    return { text: error instanceof Error ? error.message : String(error), status: isExpected ? 2 : 1 };
  }
}

function parseVersion(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('the number of a version, for example 3');
  return Number(text);
}
