import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { allowedFor, explainIssue } from '../desk/book/explain.ts';
import { CivilDate, SpanText } from '../desk/book/field.ts';
import { BookError, type BookProblem, type Finding, fieldName } from '../desk/book/problem.ts';
import { parseSourceFile, type SourceFile } from '../desk/book/source-file.ts';
import { daysAround } from '../desk/date-words.ts';
import { TICKET_KINDS } from '../desk/ticket/case/ticket.ts';
import { DAY } from '../lib/instant.ts';
import { readIsoInstant } from '../lib/iso-time.ts';

/** A scenario in the format of docs/simulate.md: a service book, a span of time, and timed events. */

/** Has the form of an instant; if it still is none, its date or time does not exist. */
const DATED = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;
const AN_INSTANT = 'an instant with its zone: 2026-09-28T08:10:00+08:00';
const MIDNIGHT = /T24:00(?=(?::00(?:\.0+)?)?(?:Z|[+-]))/;
const At = z.string().transform((text, context) => {
  const at = readIsoInstant(text.replace(MIDNIGHT, 'T00:00'));
  // A day of a story may end at 24:00.
  if (at !== undefined) return MIDNIGHT.test(text) ? at + DAY : at;
  const days = daysAround(text);
  const none = days === undefined ? 'no such instant' : `no such instant; the days around it are ${days}`;
  context.addIssue(DATED.test(text) ? none : AN_INSTANT);
  return z.NEVER;
});
const Subject = z.string().min(1).max(40);
const Text = z.string().max(4000).default('');
const base = { at: At, by: z.string().min(1).optional() };
/** YAML reads a number without quotes as a number. */
const Phone = z
  .union([z.string().max(80), z.number()])
  .default('')
  .transform(String);
/** Any step may have a text; verbs that need one get a dash if the story has none. */
const onTicket = { ...base, on: Subject, text: Text };
/** Papers and other things that are handed in. */
const DELIVERED = [
  'fault-report',
  'service-report',
  'write-up',
  'documents',
  'summary',
  'requirement-reply',
  'feedback',
] as const;
const Percent = z.number().min(0).max(100);

const event = <Verb extends string, Shape extends z.ZodRawShape>(verb: Verb, shape: Shape) =>
  z.strictObject({ do: z.literal(verb), ...shape });

export const ScenarioEvent = z.discriminatedUnion('do', [
  event('report', {
    ...base,
    as: Subject,
    title: z.string().min(1).max(4000).optional(),
    kind: z.enum(TICKET_KINDS).optional(),
    level: z.string().min(1).optional(),
    outageSince: At.optional(),
    affectedPercent: Percent.optional(),
    hardwareOnly: z.boolean().optional(),
    billable: z.boolean().optional(),
    customer: z.string().min(1).optional(),
  }),
  event('acknowledge', onTicket),
  event('undo-acknowledge', onTicket),
  event('assign', { ...onTicket, to: z.string().min(1) }),
  event('update', onTicket),
  event('ask-customer', onTicket),
  event('customer-answered', onTicket),
  event('submit-plan', onTicket),
  event('approve-plan', onTicket),
  event('reject-plan', onTicket),
  event('propose-workaround', onTicket),
  event('dispatch', onTicket),
  event('arrive', onTicket),
  event('agree-leave', onTicket),
  event('leave-site', { ...onTicket, reason: Text }),
  event('take-over', onTicket),
  event('take-tier', onTicket),
  event('raise-tier', { ...onTicket, tier: z.int().min(1).max(9) }),
  event('set-level', { ...onTicket, level: z.string().min(1) }),
  event('set-outage', { ...onTicket, since: At.optional(), affectedPercent: Percent.optional() }),
  event('end-outage', onTicket),
  event('answer', onTicket),
  event('resolve', onTicket),
  event('confirm', onTicket),
  event('reject-fix', onTicket),
  event('deliver', { ...onTicket, report: z.enum(DELIVERED), goLive: CivilDate.optional() }),
  event('accept-reply', onTicket),
  event('declare-incident', { ...onTicket, speaker: z.string().min(1).optional() }),
  event('end-incident', onTicket),
  event('report-incident', onTicket),
  event('request-part', onTicket),
  event('deliver-part', onTicket),
  event('follow-up-done', { ...onTicket, score: z.int().min(1).max(5).optional() }),
  event('withdraw', onTicket),
  event('duplicate', { ...onTicket, of: Subject }),
  event('merge', { ...onTicket, into: Subject }),
  event('reopen', onTicket),
  event('callback', { ...onTicket, contact: Text, phone: Phone }),
  event('called-back', onTicket),
  event('complain', {
    ...base,
    as: Subject,
    text: Text,
    about: z.string().min(1).optional(),
    customer: z.string().min(1).optional(),
  }),
  event('answer-complaint', onTicket),
  event('close-complaint', onTicket),
  event('plan-inspection', { ...base, as: Subject, date: CivilDate, customer: z.string().min(1).optional() }),
  event('reconfirm-inspection', onTicket),
  event('move-inspection', { ...onTicket, date: CivilDate }),
  event('cancel-inspection', onTicket),
  event('record-finding', {
    ...onTicket,
    as: Subject,
    title: z.string().min(1).max(4000).optional(),
    level: z.string().min(1).optional(),
  }),
  event('finish-inspection', onTicket),
  event('deliver-inspection-report', onTicket),
  event('swap-duty', { ...base, rotation: z.string().min(1), from: At, until: At, by: z.string().min(1) }),
  event('hand-over-taken', { ...base, rotation: z.string().min(1) }),
]);
export type ScenarioEvent = z.infer<typeof ScenarioEvent>;

const Site = z.strictObject({ distanceKm: z.number().min(0).optional(), travel: SpanText.optional() });
const Customer = z.strictObject({ serviceLevel: z.string().min(1).optional(), site: Site.optional() });
const Fields = z.strictObject({
  book: z.string().min(1),
  start: At,
  until: At,
  customer: Customer.optional(),
  plans: z.boolean().default(false),
  events: z.array(ScenarioEvent).default([]),
});
export const Scenario = Fields.refine(({ start, until }) => until >= start, {
  path: ['until'],
  message: 'the run ends before it starts; it needs an instant at or after start',
});
export type Scenario = z.infer<typeof Scenario>;

const FIELDS = new Map(ScenarioEvent.options.map(({ shape }) => [shape.do.value as string, Object.keys(shape)]));
const VERBS = [...FIELDS.keys()];
const SCENARIO_IS = `a scenario is a map of ${Object.keys(Fields.shape).join(', ')}`;

/** A scenario file, and how to report a mistake at one of its fields. */
export interface ScenarioFile {
  readonly scenario: Scenario;
  /** Fields that belong to other verbs, and events after the end: they are ignored, with a warning. */
  readonly warnings: readonly BookProblem[];
  /** Throws these findings as mistakes, each with its line. */
  refuse(findings: readonly Finding[]): never;
}

/** Reads a scenario. Throws a `BookError` with every mistake: file, line, field, what is allowed. */
export async function loadScenario(path: string): Promise<ScenarioFile> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) throw new BookError([{ file: path, line: 1, field: '', message: 'no such file' }]);
  const file = parseSourceFile(path, text, SCENARIO_IS);
  if (!file.isReadable) throw new BookError(file.problems);
  const { content, foreign } = dropForeignFields(file.content);
  const parsed = Scenario.safeParse(content, { reportInput: true });
  if (!parsed.success) refuseAt(file, parsed.error.issues.flatMap(explain));
  if (file.problems.length > 0) throw new BookError(file.problems);
  const warnings = located(file, [...foreign, ...neverHappening(parsed.data)]);
  return { scenario: parsed.data, warnings, refuse: (findings) => refuseAt(file, findings) };
}

function neverHappening({ events, until }: Scenario): Finding[] {
  return events.flatMap(({ at }, index) =>
    at > until ? [{ path: ['events', index, 'at'], message: 'after the end of the run: it does not happen' }] : [],
  );
}

/** Removes and reports fields that other verbs take but this one does not: they do not change the run. */
function dropForeignFields(content: SourceFile['content']): { content: object; foreign: Finding[] } {
  const foreign: Finding[] = [];
  if (!Array.isArray(content.events)) return { content, foreign };
  const known = new Set([...FIELDS.values()].flat());
  const events = content.events.map((event: unknown, index) => {
    const verb = typeof event === 'object' && event !== null && 'do' in event ? String(event.do) : '';
    const takes = FIELDS.get(verb);
    if (!takes) return event;
    const kept = Object.entries(event as object).filter(([field]) => takes.includes(field) || !known.has(field));
    for (const field of Object.keys(event as object))
      if (known.has(field) && !takes.includes(field))
        foreign.push({
          path: ['events', index, field],
          message: `means nothing to "${verb}"; it takes ${takes.join(', ')}`,
        });
    return Object.fromEntries(kept);
  });
  return { content: { ...content, events }, foreign };
}

function located(file: SourceFile, findings: readonly Finding[]): BookProblem[] {
  return findings.map(({ path, message }) => ({
    file: file.file,
    line: file.locate(path).line,
    field: fieldName(path),
    message,
  }));
}

function refuseAt(file: SourceFile, findings: readonly Finding[]): never {
  throw new BookError([...file.problems, ...located(file, findings)].sort((one, other) => one.line - other.line));
}

function explain(issue: z.core.$ZodIssue): Finding[] {
  const path = issue.path as Finding['path'];
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: [...path, key],
      message: `unknown field "${key}" here; ${allowedFor(key, fieldsAt(path, issue.input))}`,
    }));
  if (issue.code === 'invalid_union') {
    const verb = verbOf(issue.input);
    return [{ path, message: `unknown verb "${verb}"; ${allowedFor(verb, VERBS)}` }];
  }
  if (issue.code === 'invalid_type' && INSTANTS.includes(String(path.at(-1))))
    return [{ path, message: `${issue.input === undefined ? 'missing' : 'not allowed'}; it needs ${AN_INSTANT}` }];
  // An issue about several fields: none of them is wrong by itself.
  if (issue.code === 'custom' && typeof issue.input !== 'string' && path.length === 1)
    return [{ path, message: issue.message }];
  return explainIssue(issue);
}

const INSTANTS: readonly string[] = ['start', 'until', 'at', 'from', 'since', 'outageSince'];

function fieldsAt(path: Finding['path'], input: unknown): string[] {
  const [section, part] = path;
  if (section === 'events') return FIELDS.get(verbOf(input)) ?? [];
  if (section === 'customer') return Object.keys((part === 'site' ? Site : Customer).shape);
  return Object.keys(Fields.shape);
}

function verbOf(event: unknown): string {
  return String((event as { do?: unknown } | undefined)?.do ?? '');
}
