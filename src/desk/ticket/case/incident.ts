import type { Incident, PlanApprover, Signed } from './record.ts';
import type { Terms } from './terms.ts';
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
