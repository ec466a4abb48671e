import { z } from 'zod';
import { CLAUSE, Clause, WallTime } from './field.ts';

/** When people are told that a contract or a warranty is going to end (C6, E7). */
export const TermRule = z.strictObject({
  clause: Clause.default('C6').describe(CLAUSE),
  daysAhead: z
    .array(z.int().min(1).max(365))
    .min(1)
    .max(6)
    .default([60, 14])
    .describe('How many days before the last day the project manager is told'),
  time: WallTime.default('09:00').describe("The time of day at which that happens, in the provider's zone"),
});
export type TermRule = z.infer<typeof TermRule>;
