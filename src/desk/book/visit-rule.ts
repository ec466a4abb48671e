import { z } from 'zod';
import { CLAUSE, Clause, SpanText } from './field.ts';

/** Visits to the customer's site: who accepts them, and on whose word the engineer leaves. */

/** The people who are dispatched accept or decline (D24). */
export const DispatchRule = z.strictObject({
  clause: Clause.describe(CLAUSE),
  acceptWithin: SpanText.optional().describe(
    'How soon a dispatch must be accepted, or the escalation is told; left out: it is not chased',
  ),
});

/** Leaving the site (D16, E5). */
export const LeaveRule = z.strictObject({
  clause: Clause.describe(CLAUSE),
  confirmedBy: z
    .enum(['desk', 'customer'])
    .describe('Who confirms that the engineer may leave: the service desk (D16), or the customer (E5)'),
  unresolved: z
    .enum(['free', 'needs-word'])
    .default('free')
    .describe(
      "Leaving before the fault is resolved: free, or only with the customer's word (`agree-leave`) or a reason (E5)",
    ),
});
