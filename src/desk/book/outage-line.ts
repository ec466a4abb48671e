import { z } from 'zod';
import { Key, SpanText } from './field.ts';

/** A duration and reach of an outage at which the level rises (D1, E1). */
export const OutageLine = z.strictObject({
  level: Key,
  after: SpanText.optional().describe('How long the outage must last; left out: the line holds from its first instant'),
  affectedPercent: z.number().min(0).max(100).default(0).describe('Share of the users that must be affected at least'),
  onlyUnclassified: z
    .boolean()
    .default(false)
    .describe('The line counts only for a report that says no level; it never raises a level that was chosen (E1)'),
});
