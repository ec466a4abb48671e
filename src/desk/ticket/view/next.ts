import type { Entry, Ticket, UpdateVerb } from '../case/ticket.ts';

/** What staff do that waits for a word of the customer. */
const ASKS: readonly UpdateVerb[] = ['ask-customer', 'ask-consent'];

/** What the customer does that the engineer of the case goes on from. */
const ANSWERS: readonly UpdateVerb[] = [
  'customer-answered',
  'approve-plan',
  'reject-plan',
  'give-consent',
  'refuse-consent',
  'accept-reply',
];

/** Whether the customer is to answer an entry: a question, a consent, a plan, a fix or a written reply to confirm. */
export function asksCustomer(entry: Entry, ticket: Ticket): boolean {
  if (entry.kind === 'ticket.resolved') return ticket.status === 'resolved';
  if (entry.kind !== 'ticket.updated' || !entry.staff) return false;
  const { what } = entry.data;
  if (what === 'deliver') return ticket.facts.kind === 'requirement';
  const isPlan = what === 'submit-plan' || what === 'approve-plan';
  return ASKS.includes(what) || (isPlan && ticket.waitsForPlan === 'customer');
}

/** The key of the engineer who has to go on after an entry; undefined: it leaves nothing to do, or to no one in particular. */
export function actsNext(entry: Entry, { assignee }: Ticket): string | undefined {
  const isAnswer = entry.kind === 'ticket.updated' && ANSWERS.includes(entry.data.what);
  const isBack = entry.kind === 'ticket.reopened';
  return (isAnswer || isBack) && entry.by !== assignee ? assignee : undefined;
}
