import type { Command } from 'commander';
import { registerBookApply } from '../cli/book-apply-command.ts';
import type { Config } from '../config.ts';
import { calendarSpecs } from '../desk/book/calendar-specs.ts';
import { bookJsonSchema } from '../desk/book/json-schema.ts';
import { type BookFile, PRESETS, presetPath, readBookFile } from '../desk/book/load.ts';
import { BookError } from '../desk/book/problem.ts';
import { named } from '../lib/language.ts';
import { registerBookDiff } from './book-diff-command.ts';

/** The report on a book: a summary of a sound one, or a line for every mistake. */
export interface BookReport {
  readonly ok: boolean;
  readonly text: string;
}

/** Adds `book check`, `book schema`, `book diff` and `book apply`. A book with mistakes ends `check` with exit status 2, all of them on stderr. */
export function registerBookCommand(program: Command, readConfig: () => Config): void {
  const book = program.command('book').description('look at service books, and put them in force');
  const check = book
    .command('check')
    .argument('<book>', `a YAML file, a folder of them, or a preset: ${PRESETS.join(', ')}`)
    .description('read a service book and name every mistake in it');
  check.action(async (nameOrPath: string) => {
    const { ok, text } = await checkBook(nameOrPath);
    if (!ok) check.error(text, { exitCode: 2 });
    process.stdout.write(`${text}\n`);
  });
  book
    .command('schema')
    .description('print the JSON Schema of service books, for editors')
    .action(() => {
      process.stdout.write(schemaText());
    });
  registerBookDiff(book, readConfig);
  registerBookApply(book, readConfig);
}

/** Reads a book, by a preset's name or by path, and says what is in it or what is wrong with it. */
export async function checkBook(nameOrPath: string): Promise<BookReport> {
  try {
    return { ok: true, text: summary(await readBookFile(presetPath(nameOrPath) ?? nameOrPath)) };
  } catch (error) {
    if (!(error instanceof BookError)) throw error;
    const count = error.problems.length === 1 ? '1 mistake' : `${error.problems.length} mistakes`;
    return { ok: false, text: `${error.message}\n${count}; nothing was applied` };
  }
}

/** The content of `presets/book.schema.json`. */
export function schemaText(): string {
  return `${JSON.stringify(bookJsonSchema(), null, 2)}\n`;
}

function summary({ source, files }: BookFile): string {
  const customers = Object.entries(source.customers).map(
    ([key, { name, policy, serviceLevel }]) =>
      `${key} (${named(name, 'en')}): policy ${policy}, service level ${serviceLevel}`,
  );
  const policies = Object.entries(source.policies).map(([key, policy]) => {
    const levels = policy.levels.map((level) => level.key).join(', ');
    return `${key}: levels ${levels}; clocks ${Object.keys(policy.clocks).join(', ')}`;
  });
  const calendars = Object.entries(calendarSpecs(source)).map(([key, { always, coveredUntil, timeZone }]) => {
    const coverage = coveredUntil === undefined ? '' : `, working days known until ${coveredUntil}`;
    return `${key}: ${always ? '7×24' : 'weekly hours'} in ${timeZone}${coverage}`;
  });
  const sections = { customers, policies, calendars };
  return [
    `${named(source.provider.name, 'en')}: the book is sound (${files.join(', ')})`,
    ...Object.entries(sections).flatMap(([title, lines]) => [title, ...lines.map((line) => `  ${line}`)]),
  ].join('\n');
}
