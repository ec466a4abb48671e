import { z } from 'zod';
import { parseSpan, type Span } from '../../lib/span.ts';
import { AfterGoLiveRule } from './after-go-live-rule.ts';
import { AlarmChannels } from './alarm-rule.ts';
import { AppointmentRule } from './appointment-rule.ts';
import { CallbackRule } from './callback-rule.ts';
import { ClockRule } from './clock-rule.ts';
import { Contacts } from './contact-rule.ts';
import { CLAUSE, Clause, FROM_PROVIDER, Key, Names, Prose, SpanText } from './field.ts';
import { FormRule } from './form-rule.ts';
import { HookRule } from './hook-rule.ts';
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
import { WebhookRule } from './webhook-rule.ts';

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

export const METRICS = ['respond', 'workaround', 'on-site', 'resolve', 'answer', 'reply'] as const;
export const Metric = z.enum(METRICS);
export type Metric = z.infer<typeof Metric>;

export const BookPolicy = z.strictObject({
  name: Names.describe('What staff call the contract'),
  officeCalendar: Key.default('office').describe(
    `Key of the calendar on which \`wh\` and \`wd\` count. ${FROM_PROVIDER} office calendar`,
  ),
  reportHours: z
    .record(z.string(), Key)
    .default({})
    .describe(
      'Calendar in which reports are taken, by service level; a report outside it starts its clocks at the next opening (E3)',
    ),
  levels: z
    .array(
      z.strictObject({
        key: Key.describe('Short name by which the other rules refer to the level'),
        name: Names.describe('What people call it'),
        says: Prose.optional().describe(
          'What it means in plain words, for the person who chooses it in the report form',
        ),
        paging: Paging.optional().describe('How the person who has to respond is called until they do; left out: not'),
      }),
    )
    .min(1)
    .describe('How severe a fault can be, most severe first'),
  outage: z
    .array(OutageLine)
    .default([])
    .describe('When a longer or wider outage raises the level by itself (D1, E1), most severe level first'),
  clocks: z
    .partialRecord(Metric, ClockRule)
    .describe(
      'The promises: `respond`, `workaround`, `on-site` and `resolve` for faults, `answer` for questions, `reply` for requirements. One left out is not promised. `{}`: no times are promised for tickets, so none is broken',
    ),
  warnAtPercent: z
    .int()
    .min(1)
    .max(99)
    .default(75)
    .describe('At how many per cent of the allowed time the assignee is warned'),
  ladder: Ladder.describe('People who are told one after the other while a broken promise stays open (D7, D18)'),
  tiers: z
    .array(Tier)
    .default([])
    .describe('Steps of technical support above the engineer on duty (B3, D11), in ascending order'),
  stale: z
    .array(
      z.strictObject({
        levels: z.array(Key).min(1).optional().describe('Only for these levels (their keys); left out: for all'),
        within: SpanText.describe('How long they may be silent before the escalation channel hears of it'),
      }),
    )
    .default([])
    .describe('How long the staff may give no sign of life (D7); the first line that fits the level holds'),
  planApproval: z
    .array(z.enum(['director', 'customer']))
    .default(['customer'])
    .describe('Who must approve a repair plan before the work, in order (D6, D24); `[]`: no approval'),
  consent: z
    .array(z.enum(['remote-access', 'operation']))
    .default([])
    .describe(
      "What the customer's consent is needed for: remote access (A7), operations that may affect business (E8)",
    ),
  papers: z
    .array(BookPaper)
    .default([])
    .describe('What is owed in writing after a repair, a visit, a month or a quarter (D9, D16, D19)'),
  offers: z
    .array(OfferedPaper)
    .default([])
    .describe('Forms about a fault that may be filled in at any time: work report, dispatch form … (D16, D24)'),
  inspection: InspectionRule.prefault({}).describe('How sites are inspected, and how often'),
  incident: IncidentRule.prefault({}).describe('Who works together in a serious incident'),
  assurance: z
    .strictObject({
      clause: Clause.describe(CLAUSE),
      perYear: z
        .int()
        .min(1)
        .max(366)
        .optional()
        .describe('How many a year are promised (C4): the coordinator is told in time if there are fewer'),
    })
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
  rotation: Key.default('primary').describe('Key of the rotation whose bell gets the tickets of these customers'),
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
  name: Names.describe('The kind of trouble, as the button of the card shows it'),
  steps: z.array(Prose).min(1).max(20).describe('First steps, in order'),
});
export type Playbook = z.infer<typeof Playbook>;

export const BookSource = z.strictObject({
  provider: Provider.describe('Your company, and what counts for all entries that do not say otherwise'),
  policies: z
    .record(Key, BookPolicy)
    .describe('What was promised, by a key of your choice: one for each kind of contract'),
  customers: z.record(Key, Customer).describe('Who was promised it, by a key of your choice'),
  people: z.record(Key, Person).describe("The provider's people, by a key of your choice"),
  rotations: z
    .record(Key, Rotation)
    .describe('Who has the bell when (A6, D23), by key; a policy takes `primary` if it does not name one'),
  channels: z
    .record(Key, Channel)
    .describe('Channels and groups of the chat platforms, and what each is for, by a key of your choice'),
  calendars: z
    .record(Key, Calendar)
    .describe("Working hours, by key; the provider's is `office` if `officeCalendar` does not name another"),
  playbooks: z
    .record(Key, Playbook)
    .optional()
    .describe('First steps for kinds of trouble (C8), at hand on the card of every fault, by a key of your choice'),
  hooks: z
    .record(Key, HookRule)
    .optional()
    .describe('Monitoring systems whose alerts become tickets, by the key in their address, `/hooks/<key>`'),
  alarm: AlarmChannels.optional(),
  webhooks: z
    .record(Key, WebhookRule)
    .optional()
    .describe('Programs that are told of what happens to tickets and matters, by a key of your choice'),
  pageUnclear: z
    .boolean()
    .optional()
    .describe(
      '`true`: words that may or may not tell of a fault open a ticket at once and page the engineer; left out: the person is asked first, in private',
    ),
  examples: z
    .partialRecord(z.enum(MEANINGS_OF_WORDS), z.array(z.string().min(1).max(500)).min(1).max(2000))
    .optional()
    .describe('Sentences that your customers use, by what they are about, beside those that Deskbell knows'),
});
/**
 * A whole, validated service book. `lost`: its people who cannot be reached in any chat, by their keys; what a turn knows,
 * never written in a book. Left out: none.
 */
export type BookSource = z.infer<typeof BookSource> & { readonly lost?: readonly string[] };
