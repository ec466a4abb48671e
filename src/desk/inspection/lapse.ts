import type { Instant } from '../../lib/instant.ts';
import { CHAIN_NOTICES, type ChainNotice, missingReportAt } from './chain.ts';
import type {
  Feedback,
  Finding,
  Inspection,
  InspectionEntry,
  InspectionProgress,
  InspectionTerms,
} from './inspection.ts';

/** What happens to an inspection when something is due. */

type FeedbackNotice = 'feedback-due' | 'feedback-reminder' | 'feedback-overdue';

type NextDue = { readonly at: Instant } & (
  | { readonly kind: ChainNotice | 'report-missing' }
  | { readonly kind: FeedbackNotice; readonly finding: Finding; readonly feedback: Feedback }
);

/**
 * What is due next, and when. At the same instant: notices in the order of the chain, then feedback, then a missing
 * report.
 */
export function nextDue(inspection: Inspection): NextDue | undefined {
  const dues = [...chainDues(inspection), ...feedbackDues(inspection)];
  if (inspection.missingAt !== undefined) dues.push({ kind: 'report-missing', at: inspection.missingAt });
  return dues.sort((one, other) => one.at - other.at)[0];
}

/** The notices that are still to be sent. After the customer has confirmed, only the first one is. */
function chainDues({ status, finished, confirmed, told, chain }: Inspection): NextDue[] {
  if (status !== 'open' || finished) return [];
  const wanted = confirmed ? (['notice'] as const) : CHAIN_NOTICES;
  return wanted.filter((notice) => !told.includes(notice)).map((kind) => ({ kind, at: chain[kind] }));
}

function feedbackDues({ findings }: Inspection): NextDue[] {
  return findings.flatMap((finding): NextDue[] => {
    const { feedback } = finding;
    if (!feedback || feedback.overdue) return [];
    const { told, remindAt, dueAt } = feedback;
    if (!told) return [{ kind: 'feedback-due', at: feedback.at, finding, feedback }];
    return remindAt === undefined
      ? [{ kind: 'feedback-overdue', at: dueAt, finding, feedback }]
      : [{ kind: 'feedback-reminder', at: remindAt, finding, feedback }];
  });
}

/** Carries out everything that is due at or before `now`, each at its own due instant. */
export function lapseInspection(
  inspection: Inspection,
  { calendars }: InspectionTerms,
  now: Instant,
): InspectionProgress {
  const added: InspectionEntry[] = [];
  let state = inspection;
  for (let due = nextDue(state); due && due.at <= now; due = nextDue(state)) {
    const base = { at: due.at, by: 'clock' };
    const { date } = state;
    switch (due.kind) {
      case 'notice':
      case 'reconfirm':
      case 'unconfirmed':
        added.push({ ...base, kind: `inspection.${due.kind}`, data: { date } });
        state = { ...state, told: [...state.told, due.kind] };
        break;
      case 'report-missing':
        added.push({ ...base, kind: 'inspection.report-missing', data: { date } });
        // One millisecond later, so that the next one found is that of another month.
        state = { ...state, missingAt: missingReportAt(calendars.office, due.at + 1) };
        break;
      case 'feedback-due':
      case 'feedback-reminder':
      case 'feedback-overdue': {
        const { kind, finding, feedback } = due;
        const data = { date, due: feedback.dueAt, ticketId: finding.ticketId };
        added.push({ ...base, kind: `inspection.${kind}`, data });
        const after = { ...finding, feedback: toldOf(feedback, kind) };
        state = { ...state, findings: state.findings.map((each) => (each === finding ? after : each)) };
      }
    }
  }
  return { state, added };
}

/** Adds what a step made due at `now`, after the step's own entries. */
export function withDues(
  state: Inspection,
  entries: readonly InspectionEntry[],
  terms: InspectionTerms,
  now: Instant,
): InspectionProgress {
  const lapsed = lapseInspection(state, terms, now);
  return { state: lapsed.state, added: [...entries, ...lapsed.added] };
}

function toldOf({ remindAt, ...feedback }: Feedback, kind: FeedbackNotice): Feedback {
  if (kind === 'feedback-overdue') return { ...feedback, overdue: true };
  return kind === 'feedback-reminder' || remindAt === undefined
    ? { ...feedback, told: true }
    : { ...feedback, told: true, remindAt };
}
