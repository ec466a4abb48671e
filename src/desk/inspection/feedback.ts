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

/** Findings, and the feedback that the customer gets when one was solved (D13). */

/** Adds a finding that became a ticket. It writes no entry: `record-finding` did, before the ticket had a number. */
export function addFinding(inspection: Inspection, found: Omit<Finding, 'feedback'>): Inspection {
  return { ...inspection, findings: [...inspection.findings, { ...found, feedback: undefined }] };
}

/** A finding's ticket was resolved: the customer has to be told of it in time (D13). */
export function beginFeedback(
  inspection: Inspection,
  ticketId: TicketId,
  { rule, calendars }: InspectionTerms,
  by: string,
  now: Instant,
): InspectionProgress {
  const allowed = layOut(spanOf(rule.feedbackWithin), now, calendars);
  const dueAt = allowed.calendar.add(now, allowed.ms);
  const { office } = calendars;
  const at = notUrgentAt(office, now, dueAt);
  // As the office opens on the last day, unless they hear of it only then.
  const remindAt = office.nextOpen(office.atTime(office.dateOf(dueAt), '00:00'));
  const isRemindedOf = remindAt > at && remindAt < dueAt;
  const feedback: Feedback = { dueAt, at, told: false, ...(isRemindedOf ? { remindAt } : {}) };
  const entry: InspectionEntry = { kind: 'inspection.noted', at: now, by, data: { what: 'solved', ticketId } };
  return withDues(withFeedback(inspection, ticketId, feedback), [entry], { rule, calendars }, now);
}

/** A finding's ticket was reopened or taken back: no feedback is owed, unless it is resolved again. */
export function withdrawFeedback(
  inspection: Inspection,
  ticketId: TicketId,
  what: 'reopened' | 'withdrawn',
  by: string,
  now: Instant,
): InspectionProgress {
  const entry: InspectionEntry = { kind: 'inspection.noted', at: now, by, data: { what, ticketId } };
  return { state: endFeedback(inspection, ticketId), added: [entry] };
}

/** No feedback is owed any longer for the finding of this ticket; for all findings if `ticketId` is undefined. */
export function endFeedback(inspection: Inspection, ticketId: TicketId | undefined): Inspection {
  const findings = inspection.findings.map((finding) =>
    owesFeedback(finding, ticketId) ? { ...finding, feedback: undefined } : finding,
  );
  return withStatus({ ...inspection, findings });
}

/** Whether feedback is owed for this finding, and it is the one of `ticketId` (undefined: any). */
export function owesFeedback(finding: Finding, ticketId: TicketId | undefined): boolean {
  return finding.feedback !== undefined && (ticketId === undefined || finding.ticketId === ticketId);
}

function withFeedback(inspection: Inspection, ticketId: TicketId, feedback: Feedback): Inspection {
  const findings = inspection.findings.map((each) => (each.ticketId === ticketId ? { ...each, feedback } : each));
  return withStatus({ ...inspection, findings });
}
