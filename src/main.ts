#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { program } from 'commander';
import { type Config, ConfigError, DEFAULT_BOOK, readConfig } from './config.ts';
import { BookError } from './desk/book/problem.ts';
import { registerDoctorCommand } from './doctor/doctor-command.ts';
import { registerHolidaysCommand } from './doctor/holidays-command.ts';
import { createLogger } from './lib/log.ts';
import { registerBookCommand } from './simulate/book-command.ts';
import { registerClockCommand } from './simulate/clock-command.ts';
import { registerOncallCommand } from './simulate/oncall-command.ts';
import { registerSimulateCommand } from './simulate/simulate-command.ts';

// A reader that has seen enough (`| head`) is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

program.name('deskbell').description('the after-sales service desk that lives in the chat');
program.command('start').description('open the desk').action(start);
registerDoctorCommand(program, loadConfig);
registerHolidaysCommand(program, loadConfig);
registerBookCommand(program, loadConfig);
registerClockCommand(program, DEFAULT_BOOK);
registerOncallCommand(program);
registerSimulateCommand(program);
// A wrong option or argument is exit status 2, like a wrong file.
program.exitOverride(({ exitCode, code }) => process.exit(code === 'commander.error' || exitCode === 0 ? exitCode : 2));
for (const command of program.commands)
  for (const each of [command, ...command.commands]) each.copyInheritedSettings(program);

// Keeps what Node and V8 made of our files beside the packages: loading them next time takes half as long. `npm start`
// says it by NODE_COMPILE_CACHE, which counts from the first file on; then this does nothing. Without effect where that
// folder cannot be written.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/compiled'));

await program.parseAsync();

/**
 * Opens the desk and keeps it open until SIGTERM or SIGINT. A configuration or book that cannot be used is exit status
 * 2; what makes going on useless later is 1, after a clean stop.
 */
async function start(): Promise<void> {
  try {
    const config = loadConfig();
    const log = createLogger(config.logLevel);
    // The platforms' SDKs take a second to load, which no other command is to wait for.
    const { startApp } = await import('./app.ts');
    const app = await startApp(config, log);
    process.stdout.write(`Deskbell is ready: ${app.url}\n`);
    const signalled = new Promise<NodeJS.Signals>((resolve) => {
      for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, resolve);
    });
    const why = await Promise.race([signalled, app.ended]);
    log.info({ signal: why instanceof Error ? undefined : why }, 'app.stopping');
    await app.stop();
    if (why instanceof Error) throw why;
    process.exit(0);
  } catch (error) {
    const expected = error instanceof ConfigError || error instanceof BookError;
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(expected ? 2 : 1);
  }
}

/** The settings of the environment, then of `.env`. Throws a `ConfigError`. */
function loadConfig(): Config {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return readConfig(process.env);
}
