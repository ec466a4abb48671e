import type { Command } from 'commander';
import { Option } from 'commander';
import { BookError, type BookProblem, describeProblem } from '../desk/book/problem.ts';
import { LANGUAGES, type Language } from '../lib/language.ts';
import type { PrintLine } from './line.ts';
import { createProgress } from './progress.ts';
import { createTimeline, type Timeline } from './timeline.ts';

/**
 * Adds `simulate <scenario>`, which prints a readable timeline, or with `--json` one object a line. A wrong file gives
 * exit status 2.
 */
export function registerSimulateCommand(program: Command): void {
  const command = program
    .command('simulate')
    .argument('<scenario>', 'a YAML or JSON file')
    .description('hold a service book against a story and print every notice it would send')
    .option('--json', 'one JSON object a line, nothing else on stdout')
    .addOption(new Option('--lang <language>', 'language of the timeline').choices(LANGUAGES).default('en'));
  command.action(async (path: string, options: { json?: true; lang: Language }) => {
    try {
      if (options.json) await printLines(path);
      else await printTimeline(path, options.lang);
    } catch (error) {
      if (!(error instanceof BookError)) throw error;
      // Without the usage: the command was right, the file is not.
      process.stderr.write(`${error.message}\n`);
      process.exitCode = 2;
    }
  });
}

/** In characters. */
const PIECE = 64 * 1024;

/** Prints one JSON object a line, in large pieces: one write for each line takes longer than making the line. */
async function printLines(path: string): Promise<void> {
  let piece = '';
  const write = () => {
    process.stdout.write(piece);
    piece = '';
  };
  const { simulate } = await import('./run.ts');
  try {
    const print: PrintLine = (line) => {
      piece += `${JSON.stringify(line)}\n`;
      if (piece.length >= PIECE) write();
    };
    await simulate(path, print, undefined, warn);
  } finally {
    write();
  }
}

/** Prints every row as it comes about, and on a terminal how far a long story is. */
async function printTimeline(path: string, language: Language): Promise<void> {
  const { simulate } = await import('./run.ts');
  const progress = createProgress(process.stderr);
  let timeline: Timeline | undefined;
  const print: PrintLine = (line, refusal) => {
    progress.clear();
    process.stdout.write(timeline?.rowOf({ line, refusal }) ?? '');
  };
  await simulate(path, print, undefined, warn, {
    begins({ source, names, scenario }) {
      timeline = createTimeline(source, language, names);
      progress.begin(scenario.start, scenario.until);
    },
    reached: progress.reached,
  });
  progress.clear();
  process.stdout.write(timeline?.end() ?? '');
}

function warn(problem: BookProblem): void {
  process.stderr.write(`warning: ${describeProblem(problem)}\n`);
}
