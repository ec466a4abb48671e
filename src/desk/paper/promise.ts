import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import type { Appointment } from '../appointment/appointment.ts';
import type { Assurance } from '../assurance/assurance.ts';
import { type Book, policyOf } from '../book/book.ts';
import { METRICS } from '../book/schema.ts';
import { isBroken, isOwed } from '../complaint/clocks.ts';
import { COMPLAINT_METRICS, type Complaint, type ComplaintMetric } from '../complaint/complaint.ts';
import type { Followup } from '../followup/followup.ts';
import type { SparePart } from '../part/part.ts';
import type { Terms } from '../ticket/case/terms.ts';
import type { Ticket } from '../ticket/case/ticket.ts';
import { clockOf, isOpen } from '../ticket/clock/clocks.ts';
import { paperName } from '../ticket/view/line.ts';
import type { Paper } from './paper.ts';
import { ruleOf } from './rule.ts';

/** Which promises of a month were kept and which were broken (D19), read off the tickets and what was owed beside them. */

/** One promise that fell into the month. `running`: it is still owed, and in time so far. */
export interface PromiseOutcome {
  readonly clause: string;
  /** What was promised, in the reader's words: `Respond`. */
  readonly what: string;
  readonly outcome: 'kept' | 'broken' | 'running';
}

/** How often each promise was kept and broken; sorted by clause. */
export interface PromiseCount {
  readonly clause: string;
  readonly what: string;
  readonly kept: number;
  readonly broken: number;
  readonly running: number;
}

/** What a customer was owed beside tickets. */
export type OwedMatter =
  | { readonly feature: 'followup'; readonly state: Followup }
  | { readonly feature: 'complaint'; readonly state: Complaint }
  | { readonly feature: 'paper'; readonly state: Paper }
  | { readonly feature: 'part'; readonly state: SparePart };

/** What was agreed for a day. */
export type PlannedMatter =
  | { readonly feature: 'appointment'; readonly state: Appointment }
  | { readonly feature: 'assurance'; readonly state: Assurance };

/** The promises of a ticket's clocks, under the terms that it was opened with. A promise met late was broken. */
export function promisesOfTicket(ticket: Ticket, terms: Terms, language: Language): PromiseOutcome[] {
  return METRICS.flatMap((metric) => {
    const rule = terms.policy.clocks[metric];
    if (!rule) return [];
    const wasBroken = [ticket.breaches[metric], ...ticket.pastBreaches].some((breach) => breach?.metric === metric);
    const clock = clockOf(ticket, terms, metric);
    if (!clock && !wasBroken) return [];
    const outcome = wasBroken ? 'broken' : clock && isOpen(clock) ? 'running' : 'kept';
    return [{ clause: rule.clause, what: t(language, `metric.${metric}`), outcome }];
  });
}

/** The promises of what was owed beside tickets: calls, complaints, papers and parts. */
export function promisesOfMatter(matter: OwedMatter, book: Book, language: Language): PromiseOutcome[] {
  const policy = policyOf(book, matter.state.customer);
  switch (matter.feature) {
    case 'followup': {
      const { status, told } = matter.state;
      if (status === 'withdrawn') return [];
      const outcome = told.includes('overdue') ? 'broken' : status === 'done' ? 'kept' : 'running';
      return [{ clause: policy.followup.clause, what: t(language, 'paper.promise.followup'), outcome }];
    }
    case 'complaint': {
      const of = (metric: ComplaintMetric): PromiseOutcome => ({
        clause: policy.complaint.clause,
        what: t(language, `metric.${metric}`),
        outcome: isBroken(matter.state, metric) ? 'broken' : isOwed(matter.state, metric) ? 'running' : 'kept',
      });
      return COMPLAINT_METRICS.map(of);
    }
    case 'paper': {
      const { status, told, paper } = matter.state;
      const rule = ruleOf(book, matter.state);
      if (!rule || status === 'withdrawn' || status === 'running') return [];
      const outcome = told.includes('overdue') ? 'broken' : status === 'open' ? 'running' : 'kept';
      return [{ clause: rule.clause, what: paperName(paper, language), outcome }];
    }
    case 'part': {
      const { dueAt, isOverdue, deliveredAt } = matter.state;
      if (dueAt === undefined || !policy.parts) return [];
      const outcome = isOverdue ? 'broken' : deliveredAt === undefined ? 'running' : 'kept';
      return [{ clause: policy.parts.clause, what: t(language, 'paper.promise.part'), outcome }];
    }
  }
}

/** Counts the promises by clause and by what was promised. */
export function countPromises(all: readonly PromiseOutcome[]): PromiseCount[] {
  const counts = new Map<string, PromiseCount>();
  for (const { clause, what, outcome } of all) {
    const key = `${clause}|${what}`;
    const count = counts.get(key) ?? { clause, what, kept: 0, broken: 0, running: 0 };
    counts.set(key, { ...count, [outcome]: count[outcome] + 1 });
  }
  return [...counts.values()].sort((one, other) => one.clause.localeCompare(other.clause, 'en', { numeric: true }));
}
