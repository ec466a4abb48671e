import { z } from 'zod';
import { ROLES } from '../person/person.ts';
import { Clause, Key, SpanText } from './field.ts';

/**
 * A paper that is owed. Its span starts with the event `after`; `wd` of `month-end` and
 * `quarter-end` starts with their last day.
 */
export const BookPaper = z.strictObject({
  paper: Key,
  clause: Clause,
  after: z.enum(['resolve', 'leave-site', 'month-end', 'quarter-end']),
  within: SpanText.optional().describe('Left out: owed without a limit, so it has no clock and is never overdue (A7)'),
  only: z
    .enum(['commands'])
    .optional()
    .describe('Owed only where this is the case: command logs were handed in (A7); left out: always'),
  owner: z.enum(['assignee', ...ROLES]),
  approval: z
    .enum(ROLES)
    .optional()
    .describe('Whose approval it needs, once it was checked, before it is archived (D16)'),
  for: z.enum(['customer', 'team']).default('customer').describe('Who gets it once it is archived'),
});
export type BookPaper = z.infer<typeof BookPaper>;

/** A form that people may fill in at any time: it is owed by no event, so it has no clock. */
export const OfferedPaper = BookPaper.pick({ paper: true, clause: true, approval: true, for: true });
export type OfferedPaper = z.infer<typeof OfferedPaper>;
