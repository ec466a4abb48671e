import type { Instant } from '../../lib/instant.ts';
import type { Complaint, ComplaintMetric } from './complaint.ts';

/** What became of the two promises of a complaint: owed, late, or met. */

/** Whether a deadline passed before its promise was met; it stays broken when it is met late. */
export function isBroken({ told }: Complaint, metric: ComplaintMetric): boolean {
  return told.includes(`${metric}-breached`);
}

/** Whether a clock runs: the promise is still owed. */
export function isOwed({ status, answered }: Complaint, metric: ComplaintMetric): boolean {
  return status === 'open' && !(metric === 'first-answer' && answered);
}

/** When a promise was met; undefined while it is owed, and of an answer that was never given. */
export function metAt({ answered, closedAt }: Complaint, metric: ComplaintMetric): Instant | undefined {
  return metric === 'first-answer' ? answered?.at : closedAt;
}

/** Whether a deadline has passed and what was promised is still missing. */
export function isLate(complaint: Complaint, metric: ComplaintMetric): boolean {
  return isOwed(complaint, metric) && isBroken(complaint, metric);
}
