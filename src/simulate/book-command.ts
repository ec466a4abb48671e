import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { parse } from 'yaml';
import type { Config } from '../config.ts';
import { pagingGaps } from '../desk/address/reach.ts';
import { calendarSpecs } from '../desk/book/calendar-specs.ts';
import { bookJsonSchema } from '../desk/book/json-schema.ts';
import { type BookFile, PRESETS, presetPath, readBookFile } from '../desk/book/load.ts';
import { bookManual } from '../desk/book/manual/page.ts';
import { BookError } from '../desk/book/problem.ts';
import type { BookPolicy } from '../desk/book/schema.ts';
import { named } from '../lib/language.ts';
import { registerBookDiff } from './book-diff-command.ts';

/** The report on a book: a summary of a sound one, or a line for every mistake. */
export interface BookReport {
  readonly ok: boolean;
  readonly text: string;
}

const EVERY_FIELD = new URL('../../docs/example/every-field.yaml', import.meta.url);

/**
 * Adds `book check`, `book schema` and `book diff`. A book with mistakes ends `check` with exit status 2, all of them on
 * stderr. Returns `book`, for further commands below it.
 */
export function registerBookCommand(program: Command, readConfig: () => Config): Command {
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
    .option('--markdown', 'every field with its meaning, default and example, for people: docs/book.md')
    .action(async ({ markdown = false }: { markdown?: boolean }) => {
      process.stdout.write(markdown ? await manualText() : schemaText());
    });
  registerBookDiff(book, readConfig);
  return book;
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

function channelWords({ channels }: BookFile['source'], customer: string): string {
  const hasOne = Object.values(channels).some((channel) => channel.customer === customer);
  return hasOne ? '' : ', without a channel: they call';
}

/** The content of `presets/book.schema.json`. */
export function schemaText(): string {
  return `${JSON.stringify(bookJsonSchema(), null, 2)}\n`;
}

/** The content of `docs/book.md`. Its examples are those of the book that has every field. */
export async function manualText(): Promise<string> {
  return bookManual(parse(await readFile(EVERY_FIELD, 'utf8')));
}

function summary({ source, files }: BookFile): string {
  const customers = Object.entries(source.customers).map(
    ([key, { name, policy, serviceLevel }]) =>
      `${key} (${named(name, 'en')}): policy ${policy}, service level ${serviceLevel}${channelWords(source, key)}`,
  );
  const policies = Object.entries(source.policies).map(([key, policy]) => {
    const levels = policy.levels.map((level) => level.key).join(', ');
    const clocks = Object.keys(policy.clocks).join(', ') || 'none, so no ticket has a deadline';
    return `${key}: levels ${levels}; clocks ${clocks}${callsOf(policy.levels)}`;
  });
  const calendars = Object.entries(calendarSpecs(source)).map(([key, { always, coveredUntil, timeZone }]) => {
    const coverage = coveredUntil === undefined ? '' : `, working days known until ${coveredUntil}`;
    return `${key}: ${always ? '7×24' : 'weekly hours'} in ${timeZone}${coverage}`;
  });
  const warnings = pagingGaps(source, mayUrge).map(
    ({ level, way, people }) =>
      `level ${level} calls by ${way}, which does not reach ${people.join(', ')}: they are called by the next milder way`,
  );
  const sections = { customers, policies, calendars, ...(warnings.length > 0 ? { warnings } : {}) };
  return [
    `${named(source.provider.name, 'en')}: the book is sound (${files.join(', ')})`,
    ...Object.entries(sections).flatMap(([title, lines]) => [title, ...lines.map((line) => `  ${line}`)]),
  ].join('\n');
}

/** Slack has no ways beyond the ping. Of the playground it is not known what a desk will use in its place. */
function mayUrge(platform: string): boolean {
  return platform !== 'slack';
}

/** The calls of each level that has any: `; calls severe 2m channel, 5m direct, then every 5m, 6 times at most`. */
function callsOf(levels: BookPolicy['levels']): string {
  return levels
    .flatMap(({ key, paging }) => {
      if (!paging) return [];
      const steps = paging.steps.map(({ after, way }) => `${after} ${way}`).join(', ');
      const again = paging.again ? `, then every ${paging.again.every}, ${paging.again.atMost} times at most` : '';
      return [`; calls ${key} ${steps}${again}`];
    })
    .join('');
}
