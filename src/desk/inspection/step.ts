import type { Instant } from '../../lib/instant.ts';
import { accept, type Refusal, type Result, refuse } from '../../lib/refusal.ts';
import type { CivilDate } from '../sla/calendar.ts';
import type { TicketId } from '../ticket/case/ticket.ts';
import { chainOf, missingReportAt, workdaysAround } from './chain.ts';
import { enterInChecklist, refusalOfEntry } from './checklist.ts';
import { endFeedback, owesFeedback } from './feedback.ts';
import {
  type ChecklistChange,
  type Inspection,
  type InspectionEntry,
  type InspectionProgress,
  type InspectionTerms,
  updated,
  withStatus,
} from './inspection.ts';
import { lapseInspection, withDues } from './lapse.ts';
import { applyReportStep, isReportStep, type ReportStep, refusalOfReport } from './report-step.ts';

/** What a person may do with an inspection. `was`: the date that the pressed card showed. */
export type Step =
  | { readonly verb: 'reconfirm-inspection'; readonly was?: CivilDate }
  | { readonly verb: 'move-inspection'; readonly date: CivilDate; readonly was?: CivilDate }
  | { readonly verb: 'cancel-inspection'; readonly was?: CivilDate }
  | { readonly verb: 'record-finding'; readonly title: string }
  | { readonly verb: 'check-inspection' | 'note-item'; readonly entered: ChecklistChange }
  | { readonly verb: 'finish-inspection' }
  | { readonly verb: 'deliver-inspection-report' }
  | ReportStep
  /** The customer was told that a finding was solved; without `ticketId`: all that were solved. */
  | { readonly verb: 'deliver'; readonly ticketId?: TicketId };

/** What a new inspection needs. */
export interface Plan {
  readonly customer: string;
  readonly site: string;
  /** A person's key: who runs it. */
  readonly owner: string;
  readonly date: CivilDate;
}

/** Plans a new inspection. Refused unless the date is a working day later than today. */
export function planInspection(
  plan: Plan,
  terms: InspectionTerms,
  by: string,
  now: Instant,
): Result<InspectionProgress> {
  const refusal = refusalOfDate(plan.date, terms, now);
  if (refusal) return refusal;
  const state: Inspection = {
    ...plan,
    ticketId: undefined,
    status: 'open',
    plannedBy: by,
    datedBy: by,
    chain: chainOf(plan.date, now, terms.rule, terms.calendars.office),
    told: [],
    confirmed: undefined,
    brought: [],
    checklist: undefined,
    findings: [],
    finished: undefined,
    report: {},
    missingAt: undefined,
    entries: 0,
  };
  return accept(withDues(state, [updated('plan-inspection', by, now, { date: plan.date })], terms, now));
}

/**
 * Carries out a person's step, or refuses it. What was due before `now` happens first, each at its own instant; then
 * the step; then what the step made due at `now`.
 */
export function decideStep(
  inspection: Inspection,
  step: Step,
  terms: InspectionTerms,
  by: string,
  now: Instant,
): Result<InspectionProgress> {
  const lapsed = lapseInspection(inspection, terms, now - 1);
  const refusal = refusalOf(lapsed.state, step, terms, now);
  if (refusal) return refusal;
  const decided = applyStep(lapsed.state, step, terms, by, now);
  return accept({ state: withStatus(decided.state), added: [...lapsed.added, ...decided.added] });
}

/** Verbs that are allowed after the inspection was finished; some of them only until the report is delivered. */
const AFTER_FINISH: readonly Step['verb'][] = [
  'deliver',
  'deliver-inspection-report',
  'check-inspection',
  'note-item',
  'record-finding',
];

function refusalOf(inspection: Inspection, step: Step, terms: InspectionTerms, now: Instant): Refusal | undefined {
  const { verb } = step;
  if (inspection.status === 'cancelled' && verb !== 'deliver') return refuse('inspection.already-cancelled');
  if (isReportStep(step)) return refusalOfReport(inspection, step);
  if (inspection.finished && !AFTER_FINISH.includes(verb))
    return refuse('inspection.already-finished', { by: inspection.finished.by });
  const { date, datedBy } = inspection;
  if ('was' in step && step.was !== undefined && step.was !== date)
    return refuse('inspection.moved-meanwhile', { by: datedBy, date });
  switch (step.verb) {
    case 'reconfirm-inspection':
      return inspection.confirmed && refuse('inspection.already-confirmed', { by: inspection.confirmed.by });
    case 'move-inspection':
      if (step.date === date) return refuse('inspection.same-date', { date });
      return refusalOfDate(step.date, terms, now);
    case 'cancel-inspection':
    case 'finish-inspection':
      return undefined;
    case 'record-finding':
      return refusalAfterDelivery(inspection);
    case 'check-inspection':
    case 'note-item':
      return refusalAfterDelivery(inspection) ?? refusalOfEntry(inspection, step.entered);
    case 'deliver-inspection-report':
      if (!inspection.finished) return refuse('inspection.not-finished');
      return refusalAfterDelivery(inspection);
    case 'deliver':
      return inspection.findings.some((finding) => owesFeedback(finding, step.ticketId))
        ? undefined
        : refuse('inspection.no-feedback-owed');
  }
}

function refusalAfterDelivery({ report: { delivered } }: Inspection): Refusal | undefined {
  return delivered && refuse('inspection.report-there', { by: delivered.by });
}

function refusalOfDate(date: CivilDate, { calendars }: InspectionTerms, now: Instant): Refusal | undefined {
  const { office } = calendars;
  const today = office.dateOf(now);
  if (date <= today) return refuse('inspection.date-past', { date });
  if (office.isWorkday(date)) return undefined;
  return refuse('inspection.not-a-working-day', { date, around: workdaysAround(office, date, today).join(', ') });
}

function applyStep(
  inspection: Inspection,
  step: Step,
  terms: InspectionTerms,
  by: string,
  now: Instant,
): InspectionProgress {
  const base = { at: now, by };
  const { date } = inspection;
  if (isReportStep(step)) return applyReportStep(inspection, step, terms, by, now);
  switch (step.verb) {
    case 'reconfirm-inspection':
      return { state: { ...inspection, confirmed: { by, at: now } }, added: [updated(step.verb, by, now)] };
    case 'move-inspection': {
      const chain = chainOf(step.date, now, terms.rule, terms.calendars.office);
      const moved = { ...inspection, date: step.date, datedBy: by, chain, told: [], confirmed: undefined };
      return withDues(
        moved,
        [{ ...base, kind: 'inspection.moved', data: { date: step.date, from: date } }],
        terms,
        now,
      );
    }
    case 'cancel-inspection':
      return {
        state: { ...inspection, status: 'cancelled', datedBy: by },
        added: [{ ...base, kind: 'inspection.cancelled', data: { date } }],
      };
    case 'record-finding':
      return { state: inspection, added: [updated(step.verb, by, now, { title: step.title })] };
    case 'check-inspection':
    case 'note-item':
      return enterInChecklist(inspection, step.verb, step.entered, by, now);
    case 'finish-inspection': {
      const missingAt = missingReportAt(terms.calendars.office, now);
      const finished = { ...inspection, finished: { by, at: now }, missingAt };
      return withDues(finished, [updated(step.verb, by, now)], terms, now);
    }
    case 'deliver-inspection-report':
      return {
        state: { ...inspection, report: { delivered: { by, at: now } }, missingAt: undefined },
        added: [updated(step.verb, by, now)],
      };
    case 'deliver': {
      const { ticketId } = step;
      const entry: InspectionEntry =
        ticketId === undefined
          ? updated('deliver', by, now)
          : { ...base, kind: 'inspection.noted', data: { what: 'deliver', ticketId } };
      return { state: endFeedback(inspection, ticketId), added: [entry] };
    }
  }
}
