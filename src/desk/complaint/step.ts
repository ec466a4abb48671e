import type { Instant } from '../../lib/instant.ts';
import { accept, type Refusal, type Result, refuse } from '../../lib/refusal.ts';
import { everyoneThere } from '../book/away.ts';
import {
  addEntries,
  type Complaint,
  type ComplaintEntry,
  type ComplaintProgress,
  type FeedbackRecord,
  lapseComplaint,
} from './complaint.ts';

/** The steps that people take on a complaint, and the rules that refuse them. */
export type ComplaintStep =
  | { readonly verb: 'answer' | 'propose-closing' | 'not-satisfied'; readonly text: string }
  /** `tells`: the customer is told, too. */
  | { readonly verb: 'progress'; readonly text: string; readonly tells: boolean }
  | { readonly verb: 'close' }
  | { readonly verb: 'record'; readonly record: FeedbackRecord };

/** Who takes a step: a key of the book's people, or `customer`. */
export interface ComplaintActor {
  readonly key: string;
  readonly staff: boolean;
}

/**
 * Carries out a step, or refuses it. Notices that were due before `now` are entered first; one that is due at `now` is
 * not, so a step at the very instant of its deadline is in time.
 */
export function decideComplaintStep(
  complaint: Complaint,
  step: ComplaintStep,
  by: ComplaintActor,
  now: Instant,
  isAway = everyoneThere,
): Result<ComplaintProgress> {
  const refusal = refusalOf(complaint, step, by);
  if (refusal) return refusal;
  const lapsed = lapseComplaint(complaint, now, 'before', isAway);
  const decided = addEntries(after(lapsed.state, step, by, now), [entryOf(step, by, now)]);
  return accept({ state: decided.state, added: [...lapsed.added, ...decided.added] });
}

const CUSTOMER_VERBS: readonly ComplaintStep['verb'][] = ['close', 'not-satisfied'];

function refusalOf({ status, answered }: Complaint, { verb }: ComplaintStep, by: ComplaintActor) {
  const isTheirs = CUSTOMER_VERBS.includes(verb);
  if (isTheirs && by.staff) return refuse('complaint.customer-only');
  if (!isTheirs && !by.staff) return refuse('command.staff-only');
  if (verb === 'record') return undefined;
  return status === 'closed' ? refuse('complaint.already-closed') : refusalWhileOpen(verb, answered);
}

function refusalWhileOpen(verb: ComplaintStep['verb'], answered: Complaint['answered']): Refusal | undefined {
  if (verb === 'answer') return answered && refuse('complaint.already-answered', { by: answered.by });
  const needsAnswer = verb === 'propose-closing' || verb === 'not-satisfied';
  return needsAnswer && !answered ? refuse('complaint.not-answered') : undefined;
}

function after(complaint: Complaint, step: ComplaintStep, { key }: ComplaintActor, now: Instant): Complaint {
  switch (step.verb) {
    case 'answer':
      return { ...complaint, answered: { by: key, at: now, text: step.text } };
    case 'propose-closing':
      return { ...complaint, proposed: { by: key, at: now, text: step.text } };
    case 'not-satisfied':
      return { ...complaint, proposed: undefined };
    case 'progress':
      return complaint;
    case 'close':
      return { ...complaint, status: 'closed', closedAt: now };
    case 'record':
      return { ...complaint, record: step.record };
  }
}

function entryOf(step: ComplaintStep, { key: by }: ComplaintActor, at: Instant): ComplaintEntry {
  switch (step.verb) {
    case 'answer':
      return { kind: 'complaint.answered', at, by, data: { text: step.text } };
    case 'close':
      return { kind: 'complaint.closed', at, by, data: {} };
    case 'propose-closing':
      return { kind: 'complaint.updated', at, by, data: { what: step.verb, text: step.text, tells: true } };
    case 'not-satisfied':
      return { kind: 'complaint.updated', at, by, data: { what: step.verb, text: step.text, tells: false } };
    case 'progress':
      return { kind: 'complaint.updated', at, by, data: { what: step.verb, text: step.text, tells: step.tells } };
    case 'record':
      return { kind: 'complaint.updated', at, by, data: { what: step.verb, text: step.record.result, tells: false } };
  }
}
