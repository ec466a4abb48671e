import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Config } from '../config.ts';
import type { Instant } from '../lib/instant.ts';
import { readIsoInstant } from '../lib/iso-time.ts';
import { LANGUAGES, type Language } from '../lib/language.ts';

interface Options {
  readonly at?: Instant;
  readonly json?: boolean;
  readonly lang: Language;
}

/**
 * Adds `book diff`: what a new book would change, before it counts. Exit status 0 where both books were compared,
 * whether they differ or not; 1 where the database of the desk cannot be read; 2 where a book has mistakes, or an
 * option or the settings are wrong.
 */
export function registerBookDiff(book: Command, readConfig: () => Config): void {
  book
    .command('diff')
    .argument('<book>', 'the book of before; alone: the new book, compared with the one that the desk applied last')
    .argument('[new-book]', 'the new book: a YAML file, a folder of them, or a preset')
    .description('show what a new book changes: promises, duty, people and all else')
    .option('--at <instant>', 'when the new book is applied, with its zone: 2026-11-02T08:00+08:00', parseInstant)
    .option('--json', 'one JSON object, nothing else on stdout')
    .addOption(new Option('--lang <language>', 'language of the answer').choices(LANGUAGES).default('en'))
    .action(async (first: string, second: string | undefined, { at, json = false, lang }: Options) => {
      // What the comparison needs is loaded for this command only.
      const { diffBooks } = await import('./book-diff.ts');
      const names = second === undefined ? { before: undefined, after: first } : { before: first, after: second };
      const asked = { ...names, now: at ?? Date.now(), json, language: lang };
      const { text, status } = await diffBooks(asked, readConfig);
      await new Promise<void>((done) =>
        (status === 0 ? process.stdout : process.stderr).write(`${text}\n`, () => done()),
      );
      if (status !== 0) process.exit(status);
    });
}

function parseInstant(text: string): Instant {
  const at = readIsoInstant(text);
  if (at === undefined) throw new InvalidArgumentError('an instant has its zone: 2026-11-02T08:00+08:00');
  return at;
}
