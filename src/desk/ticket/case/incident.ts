import type { Incident, PlanApprover, Signed } from './record.ts';
import type { Terms } from './terms.ts';
import type { Ticket } from './ticket.ts';
import type { Update } from './update-data.ts';

/**
 * The serious incident (D20): one person speaks with the customer, the director approves plans, and a report is owed at
 * the end.
 */

export function declareIncident(_: Ticket, { at, by, data }: Update): Partial<Ticket> {
  if (!data.incident) return {};
  return { incident: { ...data.incident, declared: { by, who: undefined, at }, ended: undefined, report: undefined } };
}

export function endIncident({ incident }: Ticket, update: Update): Partial<Ticket> {
  return { incident: incident && { ...incident, ended: signed(update) } };
}

/** Records that the final report to the general manager was handed in. */
export function reportIncident({ incident }: Ticket, update: Update): Partial<Ticket> {
  return { incident: incident && { ...incident, report: { ...signed(update), text: update.data.text ?? '' } } };
}

function signed({ at, by }: Update): Signed {
  return { by, who: undefined, at };
}

/** The incident, if it has not ended. */
export function ongoingIncident({ incident }: Ticket): Incident | undefined {
  return incident?.ended ? undefined : incident;
}

/** Whether an incident still needs something: it lasts, or its final report is owed. */
export function isIncidentPending({ incident }: Ticket): boolean {
  return incident !== undefined && !(incident.ended && incident.report);
}

/**
 * Who approves a plan, in order: during an incident the director and then the customer, at other times those of the
 * policy.
 */
export function approversOf(ticket: Ticket, { policy }: Terms): readonly PlanApprover[] {
  return ongoingIncident(ticket)?.planApproval ?? policy.planApproval;
}
