import type { Ticket } from './ticket.ts';
import type { Update } from './update-data.ts';

/** The review of new tickets (A8): the appointed person classifies them and puts them in order. */

export function review({ triage }: Ticket, { at, by, data: { rank } }: Update): Partial<Ticket> {
  if (!triage) return {};
  return { triage: { ...triage, ...(rank === undefined ? {} : { rank }), reviewed: { by, who: undefined, at } } };
}

/** Whether it is in the queue: it waits for the review, or for the person to whom it is given after it. */
export function isInTriage({ status, triage, assignee }: Ticket): boolean {
  if (status !== 'open' || !triage) return false;
  return triage.holdsBack ? assignee === undefined : triage.reviewed === undefined;
}

/** Whether no engineer has it yet because the review comes first. */
export function isHeldBack(ticket: Ticket): boolean {
  return isInTriage(ticket) && ticket.triage?.holdsBack === true;
}
