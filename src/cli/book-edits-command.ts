import { type Command, Option } from 'commander';
import { type Config, ConfigError } from '../config.ts';
import { BookError } from '../desk/book/problem.ts';
import { LANGUAGES, type Language } from '../lib/language.ts';

interface Options {
  readonly into?: string;
  readonly write?: string;
  readonly lang: Language;
}

/**
 * Adds `book edits`: what people changed in chat beside the book's file, and a way to take it over into the file. Exit
 * status 0 where it was shown or written; 1 where no desk and no database can be reached, or a file cannot be written; 2
 * where the book, an option or the settings are wrong.
 */
export function registerBookEdits(book: Command, readConfig: () => Config): void {
  const edits = book
    .command('edits')
    .description('show what people changed in chat beside the file of the book, and write it into the file')
    .option('--into <book>', 'the file of the book: show which edits still count over it')
    .option('--write <file>', 'write the book with these edits in it; the file of --into itself keeps its comments')
    .addOption(new Option('--lang <language>', 'language of the answer').choices(LANGUAGES).default('en'));
  edits.action(async ({ into, write, lang }: Options) => {
    if (write !== undefined && into === undefined) edits.error('into which book? --into BOOK', { exitCode: 2 });
    const { text, status } = await answer({ into, write, language: lang }, readConfig);
    (status === 0 ? process.stdout : process.stderr).write(`${text}\n`, () => process.exit(status));
  });
}

async function answer(
  asked: { readonly into: string | undefined; readonly write: string | undefined; readonly language: Language },
  readConfig: () => Config,
) {
  try {
    // With the database, which no other command is to wait for.
    const { showEdits } = await import('./book-edits.ts');
    return await showEdits(asked, readConfig());
  } catch (error) {
    const isExpected = error instanceof ConfigError || error instanceof BookError;
    return { text: error instanceof Error ? error.message : String(error), status: isExpected ? 2 : 1 };
  }
}
