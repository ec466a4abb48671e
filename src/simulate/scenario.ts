import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { explainIssue } from '../desk/contract/explain.ts';
import { SpanText } from '../desk/contract/field.ts';
import { nearest } from '../desk/contract/nearest.ts';
import { BookError, type Finding, fieldName } from '../desk/contract/problem.ts';
import { parseSourceFile, type SourceFile } from '../desk/contract/source-file.ts';
import { TICKET_KINDS } from '../desk/ticket/ticket.ts';

/** A scenario as scenario.md fixes it: a service book, a span of time, and timed events. */

const At = z
  .string()
  .regex(
    /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/,
    'an instant with its zone: 2026-09-28T08:10:00+08:00',
  )
  .refine((text) => !Number.isNaN(Date.parse(text)), 'no such instant')
  .transform((text) => Date.parse(text));
const Subject = z.string().min(1).max(40);
const Text = z.string().max(4000).default('');
const base = { at: At, by: z.string().min(1).optional() };
/** A text goes with any step; verbs that need one get a dash where the story has none. */
const onTicket = { ...base, on: Subject, text: Text };
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
  event('leave-site', onTicket),
  event('raise-tier', { ...onTicket, tier: z.int().min(1).max(9) }),
  event('set-level', { ...onTicket, level: z.string().min(1) }),
  event('set-outage', { ...onTicket, since: At.optional(), affectedPercent: Percent.optional() }),
  event('end-outage', onTicket),
  event('answer', onTicket),
  event('resolve', onTicket),
  event('confirm', onTicket),
  event('reject-fix', onTicket),
  event('deliver', { ...onTicket, report: z.literal('requirement-reply') }),
]);
export type ScenarioEvent = z.infer<typeof ScenarioEvent>;

export const Scenario = z
  .strictObject({
    book: z.string().min(1),
    start: At,
    until: At,
    customer: z
      .strictObject({
        serviceLevel: z.string().min(1).optional(),
        site: z.strictObject({ distanceKm: z.number().min(0).optional(), travel: SpanText.optional() }).optional(),
      })
      .optional(),
    plans: z.boolean().default(false),
    events: z.array(ScenarioEvent).default([]),
  })
  .refine(({ start, until }) => until >= start, { path: ['until'], message: 'the run ends before it starts' });
export type Scenario = z.infer<typeof Scenario>;

const VERBS = ScenarioEvent.options.map(({ shape }) => shape.do.value);

/** A scenario file, and how to say where in it something is wrong. */
export interface ScenarioFile {
  readonly scenario: Scenario;
  /** Throws what is wrong at these fields, each with its line. */
  refuse(findings: readonly Finding[]): never;
}

/** Reads a scenario. Throws a `BookError` with every mistake: file, line, field, what is allowed. */
export async function loadScenario(path: string): Promise<ScenarioFile> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) throw new BookError([{ file: path, line: 1, field: '', message: 'no such file' }]);
  const file = parseSourceFile(path, text);
  if (!file.isReadable) throw new BookError(file.problems);
  const parsed = Scenario.safeParse(file.content, { reportInput: true });
  if (!parsed.success) refuseAt(file, parsed.error.issues.flatMap(explain));
  if (file.problems.length > 0) throw new BookError(file.problems);
  return { scenario: parsed.data, refuse: (findings) => refuseAt(file, findings) };
}

function refuseAt(file: SourceFile, findings: readonly Finding[]): never {
  const located = findings.map(({ path, message }) => ({
    file: file.file,
    line: file.locate(path).line,
    field: fieldName(path),
    message,
  }));
  throw new BookError([...file.problems, ...located].sort((one, other) => one.line - other.line));
}

function explain(issue: z.core.$ZodIssue): Finding[] {
  const path = issue.path as Finding['path'];
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: [...path, key], message: `unknown field "${key}" here` }));
  if (issue.code === 'invalid_union') {
    const verb = String((issue.input as { do?: unknown } | undefined)?.do ?? '');
    const near = nearest(verb, VERBS);
    const hint = near === undefined ? '' : `did you mean "${near}"? `;
    return [{ path, message: `unknown verb "${verb}"; ${hint}allowed: ${VERBS.join(', ')}` }];
  }
  return explainIssue(issue);
}
