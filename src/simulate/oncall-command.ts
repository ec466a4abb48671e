import type { Command } from 'commander';
import type { ImportOptions } from './oncall-import.ts';

/** Adds `oncall import`. A file with a mistake ends it with exit status 2 and prints no YAML. */
export function registerOncallCommand(program: Command): void {
  const oncall = program.command('oncall').description('rotas from other programs');
  const command = oncall
    .command('import')
    .argument('<file>', 'a rota as .csv, or absences as .ics')
    .description("print the service book's YAML for a rota or for absences; nothing is changed")
    .option('--book <book>', 'a service book or preset: people are found by their names')
    .option('--rotation <key>', 'the rotation to write', 'primary')
    .option('--handoff <HH:MM>', 'when turns pass on, where the file has no times', '09:00')
    .option('--person <name>', 'whose absences an .ics file has')
    .option('--zone <zone>', "IANA time zone; left out: the book's, or Asia/Shanghai");
  command.action(async (file: string, options: ImportOptions) => {
    // The libraries that read such files are loaded for this command only.
    const { importFile, ImportError } = await import('./oncall-import.ts');
    try {
      process.stdout.write(await importFile(file, options, Date.now()));
    } catch (error) {
      if (!(error instanceof ImportError)) throw error;
      command.error(error.message, { exitCode: 2 });
    }
  });
}
