import type { Instant } from '../../../lib/instant.ts';
import { spanOf } from '../../book/schema.ts';
import { layOut } from '../../sla/sla.ts';
import type { Entry } from '../case/entry.ts';
import { countedFrom } from '../case/moved.ts';
import type { Terms } from '../case/terms.ts';
import type { Ticket } from '../case/ticket.ts';
import { isInTriage } from '../case/triage.ts';
import { awaitedOf } from '../case/visit.ts';
import { byClock } from './level.ts';

/** What colleagues owe each other on a ticket: the review of a new one (A8), the word of who is sent (D24). */

/** Something that falls due at `at`, and the entries that it writes then. */
export interface WaitingLapse {
  readonly at: Instant;
  happen(ticket: Ticket, at: Instant): Entry[];
}

/** The review of a new ticket: its reviewers are reminded before it is due, and once it is late the escalation hears. */
export function triageLapses(ticket: Ticket, { policy, calendars }: Terms): WaitingLapse[] {
  const { triage } = ticket;
  if (!triage || !isInTriage(ticket) || triage.told === 'over' || !policy.triage) return [];
  const due = triage.dueAt;
  // A ticket that was resolved meanwhile, and comes back, is late at once and not in the past.
  const over: WaitingLapse = {
    at: Math.max(due, ticket.asOfAt),
    happen: (_, at) => [byClock(at, 'triage.due', { due, is: 'over' })],
  };
  const { calendar, ms } = layOut(spanOf(policy.triage.within), due, calendars);
  const at = calendar.subtract(due, ms * (1 - policy.warnAtPercent / 100));
  if (triage.told === 'near' || at < ticket.asOfAt) return [over];
  return [{ at, happen: (_, now) => [byClock(now, 'triage.due', { due, is: 'near' })] }, over];
}

/** A dispatch that is not accepted within the book's span; told once for each dispatch. */
export function dispatchLapse(ticket: Ticket, { policy, calendars }: Terms): WaitingLapse[] {
  const { dispatch } = ticket;
  const within = policy.dispatch?.acceptWithin;
  if (within === undefined || !dispatch || dispatch.chased || awaitedOf(ticket).length === 0) return [];
  const { calendar, startAt, ms } = layOut(spanOf(within), countedFrom(ticket, 'dispatch', dispatch.at), calendars);
  const at = Math.max(calendar.add(startAt, ms), ticket.asOfAt);
  return [{ at, happen: (late, now) => [byClock(now, 'dispatch.unaccepted', { to: awaitedOf(late) })] }];
}
