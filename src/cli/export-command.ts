import { type Command, InvalidArgumentError, Option } from 'commander';
import { type Config, ConfigError } from '../config.ts';
import { BookError } from '../desk/book/problem.ts';
import { EXPORT_FORMATS, EXPORT_KINDS, type ExportFormat, type ExportKind } from '../desk/export/export.ts';
import { isIsoDate } from '../lib/iso-time.ts';
import { LANGUAGES, type Language } from '../lib/language.ts';

interface Options {
  readonly what: ExportKind;
  readonly from?: string;
  readonly until?: string;
  readonly format: ExportFormat;
  readonly out: string;
  readonly by?: string;
  readonly access?: string;
  readonly person?: string;
  readonly name: readonly string[];
  readonly lang: Language;
}

/**
 * Adds `export`: writes a list of the desk's database into a file, a page at a time, or all about one person. Exit status 0 where it was written,
 * 1 where the database cannot be used, 2 where an option or the settings are wrong.
 */
export function registerExportCommand(program: Command, readConfig: () => Config): void {
  program
    .command('export')
    .description('write tickets, their log, promises, complaints, ratings, devices or parts into a spreadsheet')
    .addOption(new Option('--what <list>', 'which list').choices(EXPORT_KINDS).default('tickets'))
    .option('--from <date>', 'first day, YYYY-MM-DD; left out: from the beginning', parseDate)
    .option('--until <date>', 'last day, YYYY-MM-DD; left out: to this moment', parseDate)
    .addOption(new Option('--format <format>', 'kind of file').choices(EXPORT_FORMATS).default('csv'))
    .option('--out <folder>', 'where the file goes', '.')
    .option('--by <person>', 'for whom, a person of the service book: complaints and confidential customers need one')
    .option('--access <customer>', 'in place of a list: who saw what of a confidential customer; --by names a director')
    .option('--person <id>', 'in place of a list: all about one person as JSON (ids as for deskbell forget)')
    .option('--name <names...>', 'with --person: more names that they go by in chat', [])
    .addOption(new Option('--lang <language>', 'language of headings and words').choices(LANGUAGES).default('en'))
    .action(async (options: Options) => {
      const { lines, problem, status } = await answer(options, readConfig);
      for (const line of lines) process.stdout.write(`${line}\n`);
      if (problem) process.stderr.write(`${problem}\n`);
      process.exit(status);
    });
}

async function answer(
  { what: kind, out, lang: language, person, name, access, ...asked }: Options,
  readConfig: () => Config,
) {
  try {
    if (person !== undefined) {
      const { exportPerson } = await import('./export-person.ts');
      return await exportPerson(readConfig(), { id: person, names: name, folder: out, language });
    }
    // With all that a started desk loads, which no other command is to wait for.
    const { exportAccess, writeExport } = await import('./export.ts');
    const { format, by } = asked;
    if (access !== undefined)
      return await exportAccess(readConfig(), { customer: access, format, by, folder: out, language });
    return await writeExport(readConfig(), { ...asked, kind, folder: out, language });
  } catch (error) {
    return { lines: [], ...failureOf(error) };
  }
}

/** What is said of an error, and the exit status: settings and books that cannot be used are wrong input. */
export function failureOf(error: unknown): { readonly problem: string; readonly status: 1 | 2 } {
  const isInput = error instanceof ConfigError || error instanceof BookError;
  return { problem: error instanceof Error ? error.message : String(error), status: isInput ? 2 : 1 };
}

function parseDate(text: string): string {
  if (!isIsoDate(text)) throw new InvalidArgumentError('a day is written YYYY-MM-DD, for example 2026-10-01');
  return text;
}
