import { z } from 'zod';
import { CLAUSE, Clause, RoleName, SpanText } from './field.ts';

/** New tickets are collected, classified and put in order by one appointed person (A8). */
export const TriageRule = z.strictObject({
  clause: Clause.describe(CLAUSE),
  by: RoleName.describe('The role of the appointed person'),
  within: SpanText.describe('From the report until it must be reviewed; reminded before, then told to the escalation'),
  engineer: z
    .enum(['after', 'at-once'])
    .default('after')
    .describe('When an engineer has it: after the review, or the one on duty at once, and the review confirms it'),
});
export type TriageRule = z.infer<typeof TriageRule>;
