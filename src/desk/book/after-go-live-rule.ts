import { z } from 'zod';
import { CLAUSE, Clause, Key, Workdays } from './field.ts';

/** The duty plan for the first weeks after a go-live (A9): who is at hand on which working day. */
export const AfterGoLiveRule = z.strictObject({
  clause: Clause.default('A9').describe(CLAUSE),
  weeks: z.int().min(1).max(12).describe('For how many weeks from the day of the go-live'),
  people: z
    .array(Key)
    .min(1)
    .optional()
    .describe('Who is at hand, a working day each, in this order; left out: the members of the rotation'),
  toldBefore: Workdays.default('1wd').describe('How long before the go-live the customer gets the plan, with phones'),
});
export type AfterGoLiveRule = z.infer<typeof AfterGoLiveRule>;
