import { z } from 'zod';
import { parseSpan, type Span } from '../../lib/span.ts';
import { AfterGoLiveRule } from './after-go-live-rule.ts';
import { AppointmentRule } from './appointment-rule.ts';
import { CallbackRule } from './callback-rule.ts';
import { Contacts } from './contact-rule.ts';
import { Clause, FROM_PROVIDER, Key, Names, Prose, SpanText } from './field.ts';
import { FormRule } from './form-rule.ts';
import { InspectionRule } from './inspection-rule.ts';
import { Ladder } from './ladder.ts';
import { ComplaintRule, FollowupRule, IncidentRule, PartRule } from './matter-rule.ts';
import { OutageLine } from './outage-line.ts';
import { Paging } from './paging-rule.ts';
import { BookPaper, OfferedPaper } from './paper-rule.ts';
import { Calendar, Channel, Customer, Person, Provider } from './party-schema.ts';
import { PatchRule } from './patch-rule.ts';
import { RatingRule } from './rating-rule.ts';
import { Rotation } from './rotation-rule.ts';
import { TermRule } from './term-rule.ts';
import { Tier } from './tier-rule.ts';
import { TriageRule } from './triage-rule.ts';
import { DispatchRule, LeaveRule } from './visit-rule.ts';

/**
 * The schema of a service book (YAML). Everything that a promise depends on is data here: no code branches on the name
 * of a preset or the key of a level. References (a rotation that names an unknown person …) are checked in `check.ts`.
 */

/** The span that a checked book wrote. Throws on text that is not a span: the schema refuses it, so that is a fault. */
export function spanOf(text: string): Span {
  const span = parseSpan(text);
  if (!span) throw new Error(`not a span: ${text}`);
  return span;
}

export type BookCalendar = z.infer<typeof Calendar>;
export type BookCustomer = z.infer<typeof Customer>;
export type BookChannel = z.infer<typeof Channel>;

/** What a clock starts with: the report, or the dispatch of an engineer to the site. */
const ClockStart = z.enum(['report', 'dispatch']);

/**
 * The first limit whose conditions all hold is the promise; if none, there is no clock. A condition left out always
 * holds.
 */
const Limit = z.strictObject({
  levels: z.array(Key).min(1).optional(),
  serviceLevels: z.array(z.string()).min(1).optional(),
  upToKm: z.number().min(0).optional().describe("The site is at most this far from the provider's home city"),
  within: SpanText,
  startsAt: ClockStart.optional().describe("Left out: where the clock's own `startsAt` says"),
  plusTravel: z.boolean().default(false).describe("The site's travel time comes on top"),
});
export type Limit = z.infer<typeof Limit>;

export const METRICS = ['respond', 'workaround', 'on-site', 'resolve', 'answer', 'reply'] as const;
export const Metric = z.enum(METRICS);
export type Metric = z.infer<typeof Metric>;

const ClockRule = z.strictObject({
  clause: Clause,
  text: Prose,
  kind: z.enum(['fault', 'question', 'requirement']).default('fault'),
  startsAt: ClockStart.default('report'),
  pauses: z.boolean().default(false).describe('Whether waiting for the customer stops the clock'),
  notForHardwareOnly: z
    .boolean()
    .default(false)
    .describe('No clock where the report says that hardware alone is at fault (D4)'),
  notAfterWarranty: z
    .boolean()
    .default(false)
    .describe('No clock where the work is billable because the warranty is over (A4)'),
  onBreach: z
    .enum(['raise-level'])
    .optional()
    .describe('What a breach does beyond its ladder: the ticket rises one level and the clock starts afresh (E2)'),
  limits: z.array(Limit).min(1),
});
export type ClockRule = z.infer<typeof ClockRule>;

export const BookPolicy = z.strictObject({
  name: Names,
  officeCalendar: Key.default('office').describe(`${FROM_PROVIDER} office calendar. \`wh\` and \`wd\` count on it`),
  reportHours: z
    .record(z.string(), Key)
    .default({})
    .describe(
      'Calendar in which reports are taken, by service level; a report outside it starts its clocks at the next opening (E3)',
    ),
  levels: z
    .array(
      z.strictObject({
        key: Key,
        name: Names,
        says: Prose.optional(),
        paging: Paging.optional().describe('How the person who has to respond is called until they do; left out: not'),
      }),
    )
    .min(1)
    .describe('Most severe first; `says` puts a level into plain words for the report form'),
  outage: z.array(OutageLine).default([]).describe('In the order of their levels, most severe first'),
  clocks: z.partialRecord(Metric, ClockRule),
  warnAtPercent: z
    .int()
    .min(1)
    .max(99)
    .default(75)
    .describe('Share of the allowed time at which the assignee is warned'),
  ladder: Ladder.describe('People told one after the other while a broken promise stays open, lowest first'),
  tiers: z.array(Tier).default([]),
  stale: z
    .array(z.strictObject({ levels: z.array(Key).min(1).optional(), within: SpanText }))
    .default([])
    .describe('How long the staff may give no sign of life (D7); the first line that fits the level holds'),
  planApproval: z
    .array(z.enum(['director', 'customer']))
    .default(['customer'])
    .describe('Who must approve a repair plan, in order'),
  consent: z
    .array(z.enum(['remote-access', 'operation']))
    .default([])
    .describe(
      "What the customer's consent is needed for: remote access (A7), operations that may affect business (E8)",
    ),
  papers: z.array(BookPaper).default([]),
  offers: z
    .array(OfferedPaper)
    .default([])
    .describe('Forms about a fault that may be filled in at any time: work report, dispatch form … (D16, D24)'),
  inspection: InspectionRule.prefault({}).describe('How sites are inspected, and how often'),
  incident: IncidentRule.prefault({}).describe('Who works together in a serious incident'),
  assurance: z
    .strictObject({ clause: Clause, perYear: z.int().min(1).max(366).optional() })
    .optional()
    .describe('Important events that are looked after (C4, D21, E6), and how many a year are promised'),
  appointments: AppointmentRule.prefault({}).describe('What is agreed for a day, and how long ahead'),
  afterGoLive: AfterGoLiveRule.optional().describe('Who is at hand in the first weeks after a go-live (A9)'),
  terms: TermRule.prefault({}).describe('When it is told that a contract or a warranty ends'),
  triage: TriageRule.optional().describe('Who reviews new tickets before an engineer gets them (A8)'),
  dispatch: DispatchRule.optional().describe('How a dispatch is accepted (D24)'),
  leaveSite: LeaveRule.optional().describe(
    'Whose word counts when the engineer leaves the site: the service desk confirms it (D16), or the customer before (E5)',
  ),
  callback: CallbackRule.prefault({}).describe('The call that is owed where there is no answer at once'),
  followup: FollowupRule.prefault({}).describe('The call to the customer after every fix'),
  complaint: ComplaintRule.prefault({}).describe('How a complaint is answered and closed'),
  forms: z.array(FormRule).default([]).describe('Forms that are offered, filled in from the log (C7)'),
  rating: RatingRule.prefault({}).describe("The customer's score of what was done for them"),
  patches: PatchRule.prefault({}).describe('How a patch is put on devices'),
  parts: PartRule.optional().describe('How soon a spare part that was asked for is delivered'),
  undoWithin: SpanText.default('5m').describe('How long a mis-tapped acknowledge may be taken back'),
  withdrawWithin: SpanText.default('10m').describe(
    'How long after the report the person who made it may withdraw it alone; later the team decides',
  ),
  reopenWithin: SpanText.default('7d').describe(
    'How long after the close the customer may reopen a ticket; the staff may at any time',
  ),
  rotation: Key.default('primary'),
  contacts: Contacts,
});
export type BookPolicy = z.infer<typeof BookPolicy>;

/** What a customer's free words can be about, where no command is typed. */
export const MEANINGS_OF_WORDS = [
  'fault',
  'complaint',
  'thanks',
  'status',
  'duty',
  'help',
  /** A wish, a question about something else, a message for a colleague: it opens no fault by itself. */
  'other',
] as const;
export type MeaningOfWords = (typeof MEANINGS_OF_WORDS)[number];

/** First steps for one kind of trouble (C8). */
const Playbook = z.strictObject({
  name: Names,
  steps: z.array(Prose).min(1).max(20),
});
export type Playbook = z.infer<typeof Playbook>;

export const BookSource = z.strictObject({
  provider: Provider,
  policies: z.record(Key, BookPolicy),
  customers: z.record(Key, Customer),
  people: z.record(Key, Person),
  rotations: z.record(Key, Rotation),
  channels: z.record(Key, Channel),
  calendars: z.record(Key, Calendar),
  playbooks: z.record(Key, Playbook).optional().describe('At hand on the card of every fault, by kind of trouble'),
  pageUnclear: z
    .boolean()
    .optional()
    .describe(
      'Whether words that may or may not tell of a fault open a ticket at once and page the engineer; left out: the person is asked first, in private',
    ),
  examples: z
    .partialRecord(z.enum(MEANINGS_OF_WORDS), z.array(z.string().min(1).max(500)).min(1).max(2000))
    .optional()
    .describe("Sentences of this provider's own customers and what each is about, added to those that Deskbell ships"),
});
/**
 * A whole, validated service book. `lost`: its people who cannot be reached in any chat, by their keys; what a turn knows,
 * never written in a book. Left out: none.
 */
export type BookSource = z.infer<typeof BookSource> & { readonly lost?: readonly string[] };
