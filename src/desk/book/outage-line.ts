import { z } from 'zod';
import { Key, SpanText } from './field.ts';

/** A duration and reach of an outage at which the level rises (D1, E1). */
export const OutageLine = z.strictObject({
  level: Key.describe('Key of the level to which the ticket rises'),
  after: SpanText.optional().describe('How long the outage must last; left out: the line holds from its first instant'),
  affectedPercent: z
    .number()
    .min(0)
    .max(100)
    .default(0)
    .describe('Per cent of the users that must be affected at least'),
  onlyUnclassified: z
    .boolean()
    .default(false)
    .describe(
      '`true`: the line counts only for a report that says no level; it never raises a level that was chosen (E1)',
    ),
});
