import { existsSync } from 'node:fs';
import { Argument, program } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { type Config, DEFAULT_BOOK, readConfig } from '../config.ts';
import { registerDoctorCommand } from '../doctor/doctor-command.ts';
import { registerHolidaysCommand } from '../doctor/holidays-command.ts';
import { registerBookCommand } from '../simulate/book-command.ts';
import { registerClockCommand } from '../simulate/clock-command.ts';
import { registerOncallCommand } from '../simulate/oncall-command.ts';
import { registerSimulateCommand } from '../simulate/simulate-command.ts';
import { registerBackupCommands } from './backup-command.ts';
import { registerBookApply } from './book-apply-command.ts';
import { registerBookEdits } from './book-edits-command.ts';
import { registerBookInit } from './book-init-command.ts';
import { registerChangesCommand } from './changes-command.ts';
import { completionScript, SHELLS, type Shell } from './completion.ts';
import { registerEvidenceCommand } from './evidence-command.ts';
import { registerExportCommand } from './export-command.ts';
import { registerForgetCommand } from './forget-command.ts';
import { registerImportCommand } from './import-command.ts';
import { registerLinkCommand } from './link-command.ts';
import { registerReplayCommand } from './replay-command.ts';
import { registerStartCommand } from './start-command.ts';
import { registerOpenapiCommand, registerTokenCommand } from './token-command.ts';
import { registerVerifyCommand } from './verify-command.ts';
import { registerWebhookCommand } from './webhook-command.ts';

/** Runs the command line `argv` (Node, this program, then the words) to its end. Without words it prints the help. */
export async function run(argv: readonly string[]): Promise<void> {
  // A reader that has seen enough (`| head`) is no error of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });

  program
    .name('deskbell')
    .description('the after-sales service desk that lives in the chat')
    .version(packageJson.version, '-v, --version', 'print the version');
  registerStartCommand(program, loadConfig);
  registerDoctorCommand(program, loadConfig);
  registerHolidaysCommand(program, loadConfig);
  const book = registerBookCommand(program, loadConfig);
  registerBookInit(book);
  registerBookApply(book, loadConfig);
  registerBookEdits(book, loadConfig);
  registerImportCommand(program, loadConfig);
  registerExportCommand(program, loadConfig);
  registerEvidenceCommand(program, loadConfig);
  registerVerifyCommand(program, loadConfig);
  registerChangesCommand(program, loadConfig);
  registerForgetCommand(program, loadConfig);
  registerReplayCommand(program, loadConfig);
  registerTokenCommand(program, loadConfig);
  registerLinkCommand(program, loadConfig);
  registerWebhookCommand(program, loadConfig);
  registerOpenapiCommand(program);
  registerBackupCommands(program, loadConfig);
  registerClockCommand(program, configuredBook);
  registerOncallCommand(program);
  registerSimulateCommand(program);
  program
    .command('complete')
    .addArgument(new Argument('<shell>').choices(SHELLS))
    .description('print a script with which a shell completes these words')
    .action((shell: Shell) => void process.stdout.write(completionScript(program, shell)));
  // A wrong option or argument is exit status 2, like a wrong file.
  program.exitOverride(({ exitCode, code }) =>
    process.exit(code === 'commander.error' || exitCode === 0 ? exitCode : 2),
  );
  for (const command of program.commands)
    for (const each of [command, ...command.commands]) each.copyInheritedSettings(program);

  if (argv.length <= 2) program.outputHelp();
  else await program.parseAsync(argv);
}

/** The settings of the environment, then of `.env`. Throws a `ConfigError`. */
function loadConfig(): Config {
  loadEnvFile();
  return readConfig(process.env);
}

/** The service book that the desk here runs on: a preset's name or a path. */
function configuredBook(): string {
  loadEnvFile();
  return process.env.BOOK || DEFAULT_BOOK;
}

function loadEnvFile(): void {
  if (existsSync('.env')) process.loadEnvFile('.env');
}
