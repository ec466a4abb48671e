import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { calendarSpecs, withNotices } from '../desk/book/calendar-specs.ts';
import { allowedFor } from '../desk/book/explain.ts';
import { presetPath, readBookFile } from '../desk/book/load.ts';
import { BookError } from '../desk/book/problem.ts';
import { type Calendar, type CalendarSpec, prepareCalendar } from '../desk/sla/calendar.ts';
import { CalendarQuestion } from '../desk/sla/calendar-question.ts';
import { type Answer, createClockAnswers } from '../desk/sla/clock-questions.ts';
import { readFields } from '../desk/sla/read-fields.ts';
import { layOut } from '../desk/sla/sla.ts';
import type { Instant } from '../lib/instant.ts';
import { formatUtc, readIsoInstant } from '../lib/iso-time.ts';
import { parseSpan, SPAN_FORMS, type Span } from '../lib/span.ts';

/** Calendars by their names in a service book. */
export type NamedCalendars = Readonly<Record<string, CalendarSpec>>;

/** The options of one calculation, as typed. */
export interface ByHand {
  readonly calendar: string;
  readonly from?: string;
  readonly add?: string;
  readonly subtract?: string;
}

const ALWAYS: CalendarSpec = {
  timeZone: 'UTC',
  week: {},
  holidays: [],
  exceptions: {},
  always: true,
  coveredUntil: undefined,
};

/**
 * Adds `clock` (docs/simulate.md, "clock"), with the calendars of the configured service book by name. Invalid options
 * and a book with mistakes end it with exit status 2.
 */
export function registerClockCommand(program: Command, configuredBook: () => string): void {
  const namedCalendars = async (holidays: string | undefined) => {
    const book = configuredBook();
    const { source } = await readBookFile(presetPath(book) ?? book);
    if (holidays === undefined) return calendarSpecs(source);
    // With the readers of notices, which no other command is to wait for.
    const { readNotices } = await import('./read-notices.ts');
    return calendarSpecs({ calendars: withNotices(source.calendars, await readNotices(holidays)) });
  };
  const command = program
    .command('clock')
    .description('calendar arithmetic by hand, or in bulk from standard input')
    .option('--calendar <name|file.json>', 'a calendar of the service book, or a file with one', 'office')
    .option('--from <instant>', 'with its zone: 2026-09-30T17:00+08:00')
    .option('--add <span>', SPAN_FORMS)
    .option('--subtract <span>', '30m, 6h, 15d, 1w (clock), 4wh (working hours)')
    .option(
      '--holidays <file>',
      'a notice of public holidays, as holidays load takes it; calendars of the book count by it',
    )
    .option('--jsonl', 'one question a line in, one answer a line out');

  command.action(async ({ jsonl, holidays, ...byHand }: ByHand & { jsonl?: true; holidays?: string }) => {
    if (jsonl) return answerLines(process.stdin, writeOut);
    try {
      await writeOut(`${await answerByHand(byHand, () => namedCalendars(holidays))}\n`);
    } catch (problem) {
      if (!(problem instanceof RangeError || problem instanceof BookError)) throw problem;
      command.error(`clock: ${problem.message}`, { exitCode: 2 });
    }
  });
}

/** One UTC instant. Throws RangeError that names the invalid option. */
export async function answerByHand(ask: ByHand, namedCalendars: () => Promise<NamedCalendars>): Promise<string> {
  const fromAt = readIsoInstant(ask.from ?? '');
  if (fromAt === undefined) throw new RangeError('--from must be an instant with its zone: 2026-09-30T17:00+08:00');
  if ((ask.add === undefined) === (ask.subtract === undefined)) throw new RangeError('give --add or --subtract');
  const calendar = prepareCalendar(await findCalendar(ask.calendar, namedCalendars));
  if (ask.add !== undefined) return formatUtc(addSpan(calendar, fromAt, readSpan(ask.add, '--add')));
  return formatUtc(subtractSpan(calendar, fromAt, readSpan(ask.subtract ?? '', '--subtract')));
}

/**
 * Answers questions, one JSON text a line, in their order; blank lines are skipped. A line that is not JSON gets an
 * answer with `"id":null`, and the run goes on.
 */
export async function answerLines(
  input: AsyncIterable<string | Uint8Array>,
  write: (text: string) => Promise<void>,
): Promise<void> {
  const answer = createClockAnswers();
  for await (const lines of linesOf(input)) {
    const answers = lines.filter((line) => line.trim() !== '').map((line) => JSON.stringify(answerLine(answer, line)));
    if (answers.length > 0) await write(`${answers.join('\n')}\n`);
  }
}

function answerLine(answer: (question: unknown) => Answer, line: string): Answer {
  let question: unknown;
  try {
    question = JSON.parse(line);
  } catch (problem) {
    return { id: null, error: `not a JSON line: ${problem instanceof Error ? problem.message : problem}` };
  }
  return answer(question);
}

/** The complete lines of each piece of input, then the last line if no line break ends it. */
async function* linesOf(input: AsyncIterable<string | Uint8Array>): AsyncIterable<string[]> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const piece of input) {
    const lines = (rest + (typeof piece === 'string' ? piece : decoder.decode(piece, { stream: true }))).split('\n');
    rest = lines.pop() ?? '';
    yield lines;
  }
  yield [rest + decoder.decode()];
}

async function findCalendar(name: string, namedCalendars: () => Promise<NamedCalendars>): Promise<CalendarSpec> {
  if (name.endsWith('.json')) return readCalendarFile(name);
  const named = await namedCalendars();
  const spec = Object.hasOwn(named, name) ? named[name] : undefined;
  if (spec) return spec;
  throw new RangeError(`--calendar "${name}": ${allowedFor(name, Object.keys(named))}, or a .json file`);
}

async function readCalendarFile(path: string): Promise<CalendarSpec> {
  let raw: unknown;
  try {
    raw = JSON.parse(await readFile(path, 'utf8'));
  } catch (problem) {
    throw new RangeError(`--calendar ${path}: ${problem instanceof Error ? problem.message : problem}`);
  }
  return readFields(CalendarQuestion, raw, path);
}

function readSpan(text: string, option: string): Span {
  const span = parseSpan(text);
  if (!span) throw new RangeError(`${option} must be a span: ${SPAN_FORMS}`);
  return span;
}

function addSpan(calendar: Calendar, fromAt: Instant, span: Span): Instant {
  const allowance = layOut(span, fromAt, { office: calendar, always: prepareCalendar(ALWAYS) });
  return allowance.calendar.add(fromAt, allowance.ms);
}

function subtractSpan(calendar: Calendar, fromAt: Instant, span: Span): Instant {
  if (span.unit === 'workdays') throw new RangeError('--subtract takes no working days: they end at a closing');
  return (span.unit === 'working' ? calendar : prepareCalendar(ALWAYS)).subtract(fromAt, span.ms);
}

function writeOut(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (problem) => (problem ? reject(problem) : resolve()));
  });
}
