import { type Refusal, refuse } from '../../lib/refusal.ts';
import type { Terms } from './clocks.ts';
import type { Incident, PlanApprover, Signed } from './record.ts';
import type { Actor, Step } from './step-word.ts';
import type { EntryOf, Ticket } from './ticket.ts';

/** The serious incident (D20): who may declare it, who speaks meanwhile, what is owed afterwards. */

/** The incident after an entry that declares it, ends it, or hands in its final report. */
export function incidentAfter({ incident }: Ticket, { at, by, data }: EntryOf<'ticket.updated'>): Ticket['incident'] {
  const signed: Signed = { by, who: undefined, at };
  if (data.incident) return { ...data.incident, declared: signed, ended: undefined, report: undefined };
  if (!incident) return undefined;
  if (data.what === 'end-incident') return { ...incident, ended: signed };
  return { ...incident, report: { ...signed, text: data.text ?? '' } };
}

/** The incident that lasts; undefined: none does. */
export function lastingIncident({ incident }: Ticket): Incident | undefined {
  return incident?.ended ? undefined : incident;
}

/** Who must approve a plan, in order: in an incident the director and then the customer, else as the policy says. */
export function approversOf(ticket: Ticket, { policy }: Terms): readonly PlanApprover[] {
  return lastingIncident(ticket)?.planApproval ?? policy.planApproval;
}

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
