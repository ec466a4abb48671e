import { z } from 'zod';
import { CLAUSE, Clause, SpanText } from './field.ts';

/** What customers are asked to rate, and until when (D19, C7). */
export const RatingRule = z.strictObject({
  clause: Clause.default('D19').describe(CLAUSE),
  ask: z
    .array(z.enum(['ticket', 'summary']))
    .default(['ticket', 'summary'])
    .describe('What the customer is asked to rate: each fault they confirmed, each summary they got; empty: nothing'),
  remindAfter: SpanText.default('2d').describe('How long after that they are asked once more, in office hours'),
  closeAfter: SpanText.default('14d').describe('For how long a score is taken, and may be changed'),
});
export type RatingRule = z.infer<typeof RatingRule>;
