import { type Command, InvalidArgumentError, Option } from 'commander';
import { type Config, ConfigError } from '../config.ts';
import { SHEET_KINDS, type SheetKind } from '../desk/book/import/columns.ts';
import { PRESETS } from '../desk/book/load.ts';
import { BookError } from '../desk/book/problem.ts';
import { LANGUAGES, type Language } from '../lib/language.ts';
import { errorWords } from './file-error.ts';

interface Options {
  readonly into?: string;
  readonly dryRun?: boolean;
  readonly write?: string;
  readonly expect?: number;
  readonly by?: string;
  readonly sheet?: SheetKind;
  readonly template?: boolean;
  readonly lang: Language;
}

/**
 * Adds `import`: customers, sites, devices, people and contacts of a spreadsheet, into a service book. Exit status 0
 * where it was shown, written or applied; 1 where a file or the desk cannot be used; 2 where spreadsheet, book, options or settings
 * are wrong, with every mistake by its row and column.
 */
export function registerImportCommand(program: Command, readConfig: () => Config): void {
  const command = program
    .command('import')
    .argument('[file]', 'a spreadsheet (.xlsx) with the sheets of the template, or one of them as .csv')
    .description('customers, sites, devices, people and contacts from a spreadsheet, into a service book')
    .option('--into <book>', `the service book: a YAML file, a folder of them, or a preset: ${PRESETS.join(', ')}`)
    .option('--dry-run', 'show what would be new or changed; nothing is changed')
    .option('--write <file>', 'write the book with the rows in it; the file of --into itself keeps its comments')
    .option('--expect <version>', 'put it in force on the running desk, if this version still is', parseVersion)
    .option('--by <person>', 'who applies it, a technical director of the book; left out: your account on this machine')
    .addOption(new Option('--sheet <sheet>', 'what a .csv file has; left out: by its name').choices(SHEET_KINDS))
    .option('--template', 'write an empty spreadsheet with all sheets and headings to [file], or import-template.xlsx')
    .addOption(
      new Option('--lang <language>', 'language of the answer and the template').choices(LANGUAGES).default('en'),
    );
  command.action(async (file: string | undefined, options: Options) => {
    const { template = false, into, lang: language } = options;
    const wrong = (text: string) => command.error(text, { exitCode: 2 });
    if (!template && file === undefined) wrong('which file? An empty one to fill in: deskbell import --template');
    if (!template && into === undefined) wrong('into which book? --into BOOK');
    const { text, status } = await answer(language, async () => {
      // With the libraries that read spreadsheets, which no other command is to wait for.
      if (template)
        return (await import('./import-template.ts')).writeTemplate(file ?? 'import-template.xlsx', language);
      const { importFile } = await import('./import-book.ts');
      const { dryRun = false, write, expect, by, sheet } = options;
      const asked = { file: file ?? '', into: into ?? '', write, expected: expect, by, sheet, language };
      return importFile(dryRun ? { ...asked, write: undefined, expected: undefined } : asked, readConfig);
    });
    (status === 0 ? process.stdout : process.stderr).write(`${text}\n`, () => process.exit(status));
  });
}

async function answer(language: Language, work: () => Promise<{ readonly text: string; readonly status: number }>) {
  try {
    return await work();
  } catch (error) {
    const isExpected = error instanceof ConfigError || error instanceof BookError;
    return { text: errorWords(error, language), status: isExpected ? 2 : 1 };
  }
}

function parseVersion(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('the number of a version, for example 3');
  return Number(text);
}
