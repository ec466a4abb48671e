import type { Instant } from '../../lib/instant.ts';
import { type Refusal, refuse } from '../../lib/refusal.ts';
import { missingReportAt } from './chain.ts';
import { type Inspection, type InspectionProgress, type InspectionTerms, updated } from './inspection.ts';
import { withDues } from './lapse.ts';

/** The steps on a delivered report (D14): signed, then checked and accepted or refused. */
export type ReportStep =
  | { readonly verb: 'sign-report'; readonly name: string }
  | { readonly verb: 'no-signature'; readonly reason: string }
  | { readonly verb: 'countersign-report' }
  | { readonly verb: 'accept-report' }
  | { readonly verb: 'refuse-report'; readonly reason: string };

const REPORT_VERBS: readonly string[] = [
  'sign-report',
  'no-signature',
  'countersign-report',
  'accept-report',
  'refuse-report',
] satisfies readonly ReportStep['verb'][];

export function isReportStep(step: { readonly verb: string }): step is ReportStep {
  return REPORT_VERBS.includes(step.verb);
}

/**
 * Refuses a step on the report; undefined: it may be taken. Accepting needs the signature of the customer or a manager.
 */
export function refusalOfReport({ finished, report }: Inspection, { verb }: ReportStep): Refusal | undefined {
  if (!finished) return refuse('inspection.not-finished');
  if (!report.delivered) return refuse('inspection.no-report');
  if (report.accepted) return refuse('inspection.report-accepted', { by: report.accepted.by });
  switch (verb) {
    case 'sign-report':
    case 'no-signature':
      return report.signed && refuse('inspection.already-signed', { name: report.signed.name });
    case 'countersign-report':
      if (report.signed) return refuse('inspection.already-signed', { name: report.signed.name });
      return report.unsigned ? undefined : refuse('inspection.no-reason');
    case 'accept-report':
      return report.signed || report.countersigned ? undefined : refuse('inspection.not-signed');
    case 'refuse-report':
      return undefined;
  }
}

/** The inspection after a step that is not refused, and its entries. A refused report is owed again. */
export function applyReportStep(
  inspection: Inspection,
  step: ReportStep,
  { rule, calendars }: InspectionTerms,
  by: string,
  now: Instant,
): InspectionProgress {
  const done = { by, at: now };
  const { report } = inspection;
  const after = (change: Partial<Inspection['report']>, text = ''): InspectionProgress => ({
    state: { ...inspection, report: { ...report, ...change } },
    added: [updated(step.verb, by, now, { text })],
  });
  switch (step.verb) {
    case 'sign-report':
      return after({ signed: { name: step.name, at: now } }, step.name);
    case 'no-signature':
      return after({ unsigned: { ...done, reason: step.reason } }, step.reason);
    case 'countersign-report':
      return after({ countersigned: done });
    case 'accept-report':
      return after({ accepted: done });
    case 'refuse-report': {
      const missingAt = missingReportAt(calendars.office, now);
      const refused = { refused: { ...done, reason: step.reason } };
      const entry = updated(step.verb, by, now, { text: step.reason });
      return withDues({ ...inspection, report: refused, missingAt }, [entry], { rule, calendars }, now);
    }
  }
}
