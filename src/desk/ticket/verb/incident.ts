import { type Refusal, refuse } from '../../../lib/refusal.ts';
import { lastingIncident } from '../case/incident.ts';
import type { Ticket } from '../case/ticket.ts';
import type { Actor, Step } from './step-type.ts';

type Verb = 'declare-incident' | 'end-incident' | 'report-incident';

export function refusalOfIncident(ticket: Ticket, verb: Verb, by: Actor): Refusal | undefined {
  const lasting = lastingIncident(ticket);
  if (verb === 'report-incident') {
    const isOwed = ticket.incident?.ended && !ticket.incident.report;
    return isOwed ? undefined : refuse('ticket.no-final-report');
  }
  if (!by.director && !by.manager) return refuse('ticket.leaders-only');
  if (verb === 'declare-incident') return lasting && refuse('ticket.incident-lasts', { by: lasting.speaker });
  return lasting ? undefined : refuse('ticket.no-incident');
}

/** While an incident lasts its speaker alone speaks with the customer. */
export function refusalOfSpeaking(ticket: Ticket, { verb }: Step, { key }: Actor): Refusal | undefined {
  const lasting = lastingIncident(ticket);
  if (!lasting || key === lasting.speaker || (verb !== 'tell-customer' && verb !== 'ask-customer')) return undefined;
  return refuse('ticket.speaker-only', { by: lasting.speaker });
}
