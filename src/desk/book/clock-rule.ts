import { z } from 'zod';
import { CLAUSE, Clause, Key, Prose, SpanText } from './field.ts';

/** One promise of a policy: what it is about, when its clock runs, and how long it gives. */

/** What a clock starts with: the report, or the dispatch of an engineer to the site. */
const ClockStart = z.enum(['report', 'dispatch']);

/**
 * The first limit whose conditions all hold is the promise; if none, there is no clock. A condition left out always
 * holds.
 */
const Limit = z.strictObject({
  levels: z.array(Key).min(1).optional().describe('Only for these levels (their keys); left out: for all'),
  serviceLevels: z
    .array(z.string())
    .min(1)
    .optional()
    .describe('Only for customers with one of these service levels (E3); left out: for all'),
  upToKm: z
    .number()
    .min(0)
    .optional()
    .describe("Only for sites at most this far from the provider's home city (D4); left out: for all"),
  within: SpanText.describe('How long the promise gives'),
  startsAt: ClockStart.optional().describe("What it counts from. Left out: what the clock's own `startsAt` says"),
  plusTravel: z.boolean().default(false).describe("`true`: the site's `travel` comes on top (C1)"),
});
export type Limit = z.infer<typeof Limit>;

export const ClockRule = z.strictObject({
  clause: Clause.describe(CLAUSE),
  text: Prose.describe('The promise in the words of the contract, shown under "Why these times?"'),
  kind: z
    .enum(['fault', 'question', 'requirement'])
    .default('fault')
    .describe(
      'What it is about. `answer` is for questions and `reply` for requirements: write it there; all others are for faults',
    ),
  startsAt: ClockStart.default('report').describe(
    'What it counts from: the report, or the dispatch of an engineer to the site',
  ),
  pauses: z
    .boolean()
    .default(false)
    .describe('`true`: the clock stands still while the desk waits for the customer (D6)'),
  notForHardwareOnly: z
    .boolean()
    .default(false)
    .describe('`true`: no clock where the report says that hardware alone is at fault (D4)'),
  notAfterWarranty: z
    .boolean()
    .default(false)
    .describe('`true`: no clock where the work is billable because the warranty is over (A4)'),
  onBreach: z
    .enum(['raise-level'])
    .optional()
    .describe('What a breach does beyond its ladder: the ticket rises one level and the clock starts afresh (E2)'),
  limits: z
    .array(Limit)
    .min(1)
    .describe('How long it gives. The first line whose conditions all hold counts; where none does there is no clock'),
});
export type ClockRule = z.infer<typeof ClockRule>;
