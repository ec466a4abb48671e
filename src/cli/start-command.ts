import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { DateRefused } from '../adapter/playground/clock-offset.ts';
import { type Config, ConfigError } from '../config.ts';
import { BookError } from '../desk/book/problem.ts';
import { openLog } from '../lib/log.ts';

/**
 * Adds `start [--date DAY]`, which opens the desk and keeps it open until SIGTERM or SIGINT. A configuration, book or
 * date that cannot be used is exit status 2; what makes going on useless later is 1, after a clean stop.
 */
export function registerStartCommand(program: Command, loadConfig: () => Config): void {
  program
    .command('start')
    .description('open the desk')
    .option('--date <day>', 'the day, or the day and time, on which a playground begins: 2026-09-28, 2026-09-28T16:30')
    .action(async ({ date }: { date?: string }) => {
      try {
        await keepOpen({ ...loadConfig(), ...(date === undefined ? {} : { playgroundDate: date }) });
        process.exit(0);
      } catch (error) {
        const expected = [ConfigError, BookError, DateRefused].some((kind) => error instanceof kind);
        process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
        process.exit(expected ? 2 : 1);
      }
    });
}

async function keepOpen(config: Config): Promise<void> {
  if (config.playgroundDate !== undefined && !config.playground) throw new ConfigError([NO_PLAYGROUND]);
  const log = await openLog(config.logLevel);
  // The platforms' SDKs take a second to load, which no other command is to wait for.
  const { startApp } = await import('../app.ts');
  const app = await startApp(config, log, () => introduction(config).forEach(say));
  if (app.bookLine !== undefined) say(app.bookLine);
  // Before the ready line: a program that waits for it may send a signal at once.
  const signalled = new Promise<NodeJS.Signals>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, resolve);
  });
  say(`Deskbell is ready: ${app.url}`);
  const why = await Promise.race([signalled, app.ended]);
  log.info({ signal: why instanceof Error ? undefined : why }, 'app.stopping');
  await app.stop();
  if (why instanceof Error) throw why;
}

/** What is about to happen, for a person who starts it for the first time. */
function introduction({ playground, databaseUrl, dataDir, book }: Config): string[] {
  if (existsSync(dataDir)) return [];
  const where = databaseUrl === undefined ? `The database is made in ${dataDir}, which takes some seconds.` : '';
  const chat = playground
    ? 'No chat platform is set, so a playground opens: a page with the people of the book and a clock that you can move.'
    : '';
  return [`First start, with the service book ${book}.`, where, chat].filter(Boolean);
}

const NO_PLAYGROUND = '--date: only a playground has a clock of its own, and the tokens of a chat platform are set';

function say(words: string): void {
  process.stdout.write(`${words}\n`);
}
