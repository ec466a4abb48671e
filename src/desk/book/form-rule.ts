import { z } from 'zod';
import { CLAUSE, Clause } from './field.ts';

/** The forms of C7: about a ticket, a spare part, a complaint or a rating. */
export const FORMS = ['service-record', 'repair-request', 'survey', 'issue-record', 'feedback-record'] as const;
export type FormName = (typeof FORMS)[number];

/** A form that a policy offers. `survey`: after a repair the customer is asked every item, and the answers are printed. */
export const FormRule = z.strictObject({
  form: z.enum(FORMS).describe('Which form it is; docs/clauses.md shows the fields of each'),
  clause: Clause.describe(CLAUSE),
  owedAfter: z
    .enum(['resolve', 'leave-site'])
    .optional()
    .describe('The event after which the form of a fault is begun by itself and the assignee is asked to complete it'),
});
export type FormRule = z.infer<typeof FormRule>;
