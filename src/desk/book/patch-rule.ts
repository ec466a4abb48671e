import { z } from 'zod';
import { CLAUSE, Clause, Workdays } from './field.ts';

/** Rules for patch notices (D22): a patch is put on a customer's devices with their consent. */
export const PatchRule = z.strictObject({
  clause: Clause.default('D22').describe(CLAUSE),
  remindBefore: Workdays.default('2wd').describe(
    'How long before the day of a patch the customer is asked once more, if they have not answered',
  ),
});
export type PatchRule = z.infer<typeof PatchRule>;
