import { z } from 'zod';
import { ROLES } from '../person/person.ts';
import { CLAUSE, Clause, Key, RoleName, SpanText } from './field.ts';

const PAPER =
  'Which paper. Deskbell drafts `fault-report`, `service-report`, `write-up`, `documents`, `command-log`, `work-report`, `service-application`, `dispatch-form`, `summary`, `quarterly-analysis`, `assessment` and `operation-analysis`; a key of your own is a paper that people write themselves';

/**
 * A paper that is owed. Its span starts with the event `after`; `wd` of `month-end` and
 * `quarter-end` starts with their last day.
 */
export const BookPaper = z.strictObject({
  paper: Key.describe(PAPER),
  clause: Clause.describe(CLAUSE),
  after: z
    .enum(['resolve', 'leave-site', 'month-end', 'quarter-end'])
    .describe('The event with which it becomes due: the repair, the end of a visit, of a month or of a quarter'),
  within: SpanText.optional().describe(
    'How long after that event; left out: owed without a limit, so it has no clock and is never overdue (A7)',
  ),
  only: z
    .enum(['commands'])
    .optional()
    .describe('Owed only where this is the case: command logs were handed in (A7); left out: always'),
  owner: z.enum(['assignee', ...ROLES]).describe('Who writes it: the assignee of the ticket, or the holder of a role'),
  approval: RoleName.optional().describe('Whose approval it needs, once it was checked, before it is archived (D16)'),
  for: z.enum(['customer', 'team']).default('customer').describe('Who gets it once it is archived'),
});
export type BookPaper = z.infer<typeof BookPaper>;

/** A form that people may fill in at any time: it is owed by no event, so it has no clock. */
export const OfferedPaper = BookPaper.pick({ paper: true, clause: true, approval: true, for: true });
export type OfferedPaper = z.infer<typeof OfferedPaper>;
