import { z } from 'zod';
import { CLAUSE, Clause, SpanText } from './field.ts';

/** The call that is owed where there is no answer at once (B5). */
export const CallbackRule = z.strictObject({
  clause: Clause.default('B5').describe(CLAUSE),
  within: SpanText.default('4wh').describe(
    'From the note until the call must have been made, where no time was promised; then the coordinator is told',
  ),
});
