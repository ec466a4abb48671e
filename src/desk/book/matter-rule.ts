import { z } from 'zod';
import { CLAUSE, Clause, RoleName, SpanText } from './field.ts';

/** What is owed beside a ticket: calls, complaints, spare parts, serious incidents. */

/** The call after a fix (D15). */
export const FollowupRule = z.strictObject({
  clause: Clause.default('D15').describe(CLAUSE),
  within: SpanText.default('48h').describe('From the fix until the call must have been made'),
  remindBefore: SpanText.default('24h').describe('How long before that the person who is to call is reminded'),
});
export type FollowupRule = z.infer<typeof FollowupRule>;

/** The two clocks of a complaint: the first answer, and the customer's word that it is settled (D17). */
export const ComplaintRule = z.strictObject({
  clause: Clause.default('D17').describe(CLAUSE),
  firstAnswer: SpanText.default('2h').describe('From the complaint until the customer must have an answer'),
  remindAfter: SpanText.default('1h').describe('How long after the complaint its owner is reminded of the answer'),
  raiseAfter: SpanText.default('2h').describe('How long after an answer is overdue it goes up one more step'),
  closure: SpanText.default('15d').describe('From the complaint until the customer must be satisfied'),
  warnAtPercent: z.int().min(1).max(99).default(75).describe('Share of `closure` at which its owner is reminded'),
});
export type ComplaintRule = z.infer<typeof ComplaintRule>;

/** Spare parts (C2, D10). */
export const PartRule = z.strictObject({
  clause: Clause.describe(CLAUSE),
  within: SpanText.optional().describe('From the request until the part must be with the customer (D10)'),
  dispatchWithin: SpanText.optional().describe('From the request until the part must be on its way (C2)'),
  suggestAfter: SpanText.optional().describe(
    'How long after the arrival on site a part is suggested, where it is not fixed and none was asked for',
  ),
});
export type PartRule = z.infer<typeof PartRule>;

/** Who belongs to the emergency group of a serious incident (D20). */
export const IncidentRule = z.strictObject({
  clause: Clause.default('D20').describe(CLAUSE),
  group: z
    .array(RoleName)
    .min(1)
    .default(['director', 'expert', 'senior', 'projectManager'])
    .describe('Roles whose holders make the emergency group; the one who speaks with the customer joins them'),
  reportWithin: SpanText.default('5wd').describe(
    'From the end of the incident until the final report must be with the general manager',
  ),
});
