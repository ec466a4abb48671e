import type { Instant } from '../../lib/instant.ts';
import type { DeskTurn } from '../desk.ts';
import { listOpenInspections } from '../inspection/store.ts';
import { EVERY_OPEN } from '../matter/store.ts';
import type { StoredTicket } from '../ticket/case/loaded.ts';
import { finalReport } from '../ticket/clock/promised.ts';
import { withTerms } from '../ticket/flow.ts';
import { findTicket } from '../ticket/store.ts';
import { listOwedReports } from './store.ts';

/** What people owe beside the clocks of their tickets, as the morning message lists it. */
export interface OwedWork {
  /** The key of the person who owes it. */
  readonly person: string;
  readonly ticketId: number;
  readonly title: string;
  readonly customer: string;
  readonly dueAt: Instant;
}

/** Solved findings of which the customer has not heard yet (D13): their tickets' assignees owe the word. */
export async function listFeedback({ tx }: DeskTurn): Promise<OwedWork[]> {
  const owed: OwedWork[] = [];
  for (const { state } of await listOpenInspections(tx, undefined, EVERY_OPEN))
    for (const { ticketId, title, feedback } of state.findings) {
      if (!feedback) continue;
      const person = (await findTicket(tx, ticketId))?.ticket.assignee ?? state.owner;
      owed.push({ person, ticketId, title, customer: state.customer, dueAt: feedback.dueAt });
    }
  return owed;
}

/** Final reports of serious incidents (D20): who spoke with the customer owes them. */
export async function listFinalReports(turn: DeskTurn): Promise<OwedWork[]> {
  const stored = await listOwedReports(turn.tx);
  return (await Promise.all(stored.map((each) => owedReport(turn, each)))).flat();
}

async function owedReport(turn: DeskTurn, stored: StoredTicket): Promise<OwedWork[]> {
  const { ticket, id } = stored;
  const promised = finalReport(ticket, (await withTerms(turn, stored)).terms);
  if (!promised || !ticket.incident) return [];
  const { title, customer } = ticket.facts;
  return [{ person: ticket.incident.speaker, ticketId: id, title, customer, dueAt: promised.dueAt }];
}

/** Calls that are owed about these tickets (B5). */
export function callsOwed(person: string, tickets: readonly Pick<StoredTicket, 'id' | 'ticket'>[]): OwedWork[] {
  return tickets.flatMap(({ id, ticket: { callback, facts, asOfAt } }) => {
    if (!callback) return [];
    const title = [callback.contact, callback.phone].filter(Boolean).join(' · ');
    return [{ person, ticketId: id, title, customer: facts.customer, dueAt: callback.until ?? asOfAt }];
  });
}
