import type { Instant } from '../../lib/instant.ts';
import { spanOf } from '../book/schema.ts';
import { notUrgentAt } from '../sla/office-hours.ts';
import { layOut } from '../sla/sla.ts';
import type { TicketId } from '../ticket/case/ticket.ts';
import {
  type Feedback,
  type Finding,
  type Inspection,
  type InspectionEntry,
  type InspectionProgress,
  type InspectionTerms,
  withStatus,
} from './inspection.ts';
import { withDues } from './lapse.ts';

/** What was found, and that the customer hears what became of it (D13). */

/** What was found and became a ticket: without an entry of its own, for it was told of before the ticket was opened. */
export function addFinding(inspection: Inspection, found: Omit<Finding, 'feedback'>): Inspection {
  return { ...inspection, findings: [...inspection.findings, { ...found, feedback: undefined }] };
}

/** A finding's ticket was resolved: its customer is to hear of it (D13). */
export function beginFeedback(
  inspection: Inspection,
  ticketId: TicketId,
  { rule, calendars }: InspectionTerms,
  by: string,
  now: Instant,
): InspectionProgress {
  const allowed = layOut(spanOf(rule.feedbackWithin), now, calendars);
  const dueAt = allowed.calendar.add(now, allowed.ms);
  const feedback: Feedback = { dueAt, at: notUrgentAt(calendars.office, now, dueAt), told: false };
  const entry: InspectionEntry = { kind: 'inspection.noted', at: now, by, data: { what: 'solved', ticketId } };
  return withDues(withFeedback(inspection, ticketId, feedback), [entry], { rule, calendars }, now);
}

/** The fix did not hold: there is nothing to tell; the next one begins anew. */
export function withdrawFeedback(
  inspection: Inspection,
  ticketId: TicketId,
  by: string,
  now: Instant,
): InspectionProgress {
  const entry: InspectionEntry = { kind: 'inspection.noted', at: now, by, data: { what: 'reopened', ticketId } };
  return { state: endFeedback(inspection, ticketId), added: [entry] };
}

export function endFeedback(inspection: Inspection, ticketId: TicketId | undefined): Inspection {
  const findings = inspection.findings.map((finding) =>
    owesFeedback(finding, ticketId) ? { ...finding, feedback: undefined } : finding,
  );
  return withStatus({ ...inspection, findings });
}

export function owesFeedback(finding: Finding, ticketId: TicketId | undefined): boolean {
  return finding.feedback !== undefined && (ticketId === undefined || finding.ticketId === ticketId);
}

function withFeedback(inspection: Inspection, ticketId: TicketId, feedback: Feedback): Inspection {
  const findings = inspection.findings.map((each) => (each.ticketId === ticketId ? { ...each, feedback } : each));
  return withStatus({ ...inspection, findings });
}
