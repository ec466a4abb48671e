import { existsSync } from 'node:fs';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Command, Option } from 'commander';
import { readBookFile } from '../desk/book/load.ts';
import { t } from '../i18n/i18n.ts';
import { LANGUAGES, type Language } from '../lib/language.ts';
import { type Asker, Cancelled, ENTER_ALWAYS } from './book-init/asker.ts';
import { askForBook } from './book-init/questions.ts';
import { askOnTerminal } from './book-init/terminal.ts';
import { writeBook } from './book-init/write-book.ts';

interface Options {
  readonly yes?: boolean;
  readonly lang?: Language;
}

const SCHEMA = fileURLToPath(new URL('../../presets/book.schema.json', import.meta.url));
/** As shells count a program that ended by Ctrl-C. */
const STOPPED = 130;

/**
 * Adds `book init`, which asks for what a first book needs and writes it. Exit status 2: no terminal, or the file cannot
 * be written; 130: the person stopped, and nothing was written.
 */
export function registerBookInit(book: Command): void {
  const init = book
    .command('init')
    .argument('[file]', 'the book to write', 'book.yaml')
    .description('ask a few questions and write your first service book')
    .option('--yes', 'ask nothing and write a book with all defaults, to change by hand')
    .addOption(
      new Option('--lang <language>', "language of questions and comments; left out: the machine's").choices(LANGUAGES),
    );
  init.action(async (file: string, { yes = false, lang }: Options) => {
    const language = lang ?? machineLanguage();
    const refusal = await refuseFile(file, language, yes);
    if (refusal !== undefined) init.error(refusal, { exitCode: 2 });
    if (!yes && !(process.stdin.isTTY && process.stdout.isTTY))
      init.error(t(language, 'init.refused.no-terminal'), { exitCode: 2 });
    const terminal = { input: process.stdin, output: process.stdout };
    try {
      const asker = yes ? ENTER_ALWAYS : await askOnTerminal(terminal);
      const lines = await initBook(asker, file, language);
      process.stdout.write(`${lines.join('\n')}\n`);
    } catch (error) {
      if (error instanceof Cancelled) init.error(t(language, 'init.cancelled'), { exitCode: STOPPED });
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === undefined) throw error;
      init.error(t(language, 'init.refused.write', { file, why: message }), { exitCode: 2 });
    }
  });
}

/**
 * Asks, checks the book and writes it to `file`; what is there already is asked about first. Returns what the person is
 * told then. Throws `Cancelled` when they stop, or when the file is to stay.
 */
export async function initBook(ask: Asker, file: string, language: Language): Promise<string[]> {
  const isThere = existsSync(file);
  if (isThere && !(await ask.yesNo(t(language, 'init.ask.overwrite', { file }), false))) throw new Cancelled();
  const answers = await askForBook(ask, language, likelyZone(language));
  const { yaml, later } = writeBook(answers, relative(dirname(resolve(file)), SCHEMA).replaceAll('\\', '/'));
  await checkText(yaml);
  // `wx`: a file that came about while the questions were asked is not written over.
  await writeFile(file, yaml, { flag: isThere ? 'w' : 'wx' });
  return [
    t(language, 'init.next.checked', { file }),
    ...(later.length > 0 ? [t(language, 'init.next.later', { list: later.join(t(language, 'list.separator')) })] : []),
    t(language, 'init.next.steps', { file }),
  ];
}

/** Why the file cannot be written, in words; undefined: it can, or its author can be asked. */
async function refuseFile(file: string, language: Language, yes: boolean): Promise<string | undefined> {
  const found = await stat(file).catch(() => undefined);
  if (found?.isDirectory()) return t(language, 'init.refused.folder', { file });
  if (found && yes) return t(language, 'init.refused.exists', { file });
  const folder = dirname(resolve(file));
  return existsSync(folder) ? undefined : t(language, 'init.refused.no-folder', { folder });
}

/** Reads the book as the desk will. Throws a `BookError` where it is not sound, which is a fault of `writeBook`. */
async function checkText(yaml: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'deskbell-book-'));
  try {
    await writeFile(join(folder, 'book.yaml'), yaml);
    await readBookFile(join(folder, 'book.yaml'));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The zone that the machine is set to. Servers are set to UTC wherever they stand, which says nothing. */
function likelyZone(language: Language): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return timeZone === 'UTC' && language === 'zh-CN' ? 'Asia/Shanghai' : timeZone;
}

function machineLanguage(): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return (LC_ALL || LC_MESSAGES || LANG || '').toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}
