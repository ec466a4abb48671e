#!/usr/bin/env node
import { program } from 'commander';
import { calendarSpecs } from './desk/contract/calendar-specs.ts';
import { loadBook, presetPath } from './desk/contract/load.ts';
import { registerBookCommand } from './simulate/book-command.ts';
import { registerClockCommand } from './simulate/clock-command.ts';
import { registerSimulateCommand } from './simulate/simulate-command.ts';

/** The preset that runs when no book is named. */
const DEFAULT_BOOK = 'telecom-province';

// A reader that has seen enough (`| head`) is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

program.name('deskbell').description('the after-sales service desk that lives in the chat').showHelpAfterError();
registerBookCommand(program);
registerClockCommand(program, async () =>
  calendarSpecs((await loadBook(presetPath(DEFAULT_BOOK) ?? DEFAULT_BOOK)).source),
);
registerSimulateCommand(program);
// Whatever was typed wrongly is exit status 2, as for a wrong file.
program.exitOverride(({ exitCode, code }) => process.exit(code === 'commander.error' || exitCode === 0 ? exitCode : 2));
for (const command of program.commands) command.copyInheritedSettings(program);

await program.parseAsync();
