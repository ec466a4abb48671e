import { z } from 'zod';
import { SECOND } from '../../lib/instant.ts';
import { formatUtc, readIsoInstant } from '../../lib/iso-time.ts';
import { type Calendar, prepareCalendar } from './calendar.ts';
import { CalendarQuestion, CivilDateText } from './calendar-question.ts';
import { readFields } from './read-fields.ts';

/** The answer to a question of `deskbell clock --jsonl`; `id` is the question's, or null. */
export type Answer =
  | { readonly id: unknown; readonly result: unknown }
  | { readonly id: unknown; readonly error: string };

/** How many prepared calendars are kept; the oldest is dropped first. */
const KEPT_CALENDARS = 500;

const InstantText = z.string().transform((text, context) => {
  const at = readIsoInstant(text);
  if (at !== undefined) return at;
  context.addIssue('must be an instant with its zone, such as "2026-09-30T17:00:00+08:00"');
  return z.NEVER;
});
/** Counts to the millisecond. */
const Seconds = z.number().min(0.001, 'must be more than 0');
const Stretch = z
  .tuple([InstantText, InstantText])
  .refine(([fromAt, toAt]) => fromAt <= toAt, 'must not end before it begins');
const Excluded = z.array(Stretch).nullish();
const Span = z.strictObject({ start: InstantText, seconds: Seconds, excluded: Excluded });
const At = z.strictObject({ at: InstantText });
const Bounds = z.enum(['[]', '[)', '(]']);

type Operation = (calendar: Calendar, args: unknown) => unknown;

const OPERATIONS: ReadonlyMap<string, Operation> = new Map([
  operation('add', Span, (calendar, { start, seconds, excluded }) =>
    formatUtc(calendar.add(start, Math.round(seconds * SECOND), excluded ?? [])),
  ),
  operation('subtract', Span, (calendar, { start, seconds, excluded }) =>
    formatUtc(calendar.subtract(start, Math.round(seconds * SECOND), excluded ?? [])),
  ),
  operation(
    'between',
    z.strictObject({ start: InstantText, end: InstantText, excluded: Excluded }),
    (calendar, { start, end, excluded }) => calendar.between(start, end, excluded ?? []) / SECOND,
  ),
  operation('isOpen', At, (calendar, { at }) => calendar.isOpen(at)),
  operation('nextOpen', At, (calendar, { at }) => formatUtc(calendar.nextOpen(at))),
  operation('prevOpen', At, (calendar, { at }) => formatUtc(calendar.prevOpen(at))),
  operation('nextClose', At, (calendar, { at }) => formatUtc(calendar.nextClose(at))),
  operation('intervals', z.strictObject({ from: InstantText, to: InstantText }), (calendar, { from, to }) =>
    calendar.intervals(from, to).map(([fromAt, toAt]) => [formatUtc(fromAt), formatUtc(toAt)]),
  ),
  operation('isWorkday', z.strictObject({ date: CivilDateText }), (calendar, { date }) => calendar.isWorkday(date)),
  operation('addWorkdays', z.strictObject({ date: CivilDateText, days: z.int() }), (calendar, { date, days }) =>
    calendar.addWorkdays(date, days),
  ),
  operation(
    'workdaysBetween',
    z.strictObject({ from: CivilDateText, to: CivilDateText, bounds: Bounds }),
    (calendar, { from, to, bounds }) => calendar.workdaysBetween(from, to, bounds),
  ),
]);

const Question = z.looseObject({
  calendar: z.unknown().optional(),
  op: z.enum([...OPERATIONS.keys()]),
  args: z.unknown().optional(),
});

/**
 * Answers questions in the format of docs/simulate.md, "clock". A question that cannot be answered gets an answer with
 * `error`, which names the wrong field (`calendar.week.mon[0]`, `args.start`); nothing is thrown because of a question.
 * Prepared calendars are kept for later questions.
 */
export function createClockAnswers(): (question: unknown) => Answer {
  const calendarOf = createCalendarShelf();
  return (raw) => {
    const id = idOf(raw);
    try {
      const { calendar, op, args } = readFields(Question, raw, '');
      const prepared = calendarOf(calendar);
      return { id, result: OPERATIONS.get(op)?.(prepared, args) };
    } catch (problem) {
      if (problem instanceof RangeError) return { id, error: problem.message };
      throw problem;
    }
  };
}

function operation<Args>(
  name: string,
  schema: z.ZodType<Args>,
  answer: (calendar: Calendar, args: Args) => unknown,
): [string, Operation] {
  return [name, (calendar, args) => answer(calendar, readFields(schema, args, 'args'))];
}

function createCalendarShelf(): (raw: unknown) => Calendar {
  const kept = new Map<string, Calendar>();
  return (raw) => {
    const content = JSON.stringify(raw);
    const known = kept.get(content);
    if (known) return known;
    const calendar = prepareCalendar(readFields(CalendarQuestion, raw, 'calendar'));
    const [oldest] = kept.keys();
    if (oldest !== undefined && kept.size >= KEPT_CALENDARS) kept.delete(oldest);
    kept.set(content, calendar);
    return calendar;
  };
}

function idOf(raw: unknown): unknown {
  return typeof raw === 'object' && raw !== null && 'id' in raw ? raw.id : null;
}
