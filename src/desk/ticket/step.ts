import type { Instant } from '../../lib/instant.ts';
import { accept, type Refusal, type Result, refuse } from '../../lib/refusal.ts';
import { lowestLevel } from '../contract/contract.ts';
import { spanOf } from '../contract/schema.ts';
import { layOut } from '../sla/sla.ts';
import { clockOf, clocksOf, duesOf, pausableOf, type Terms } from './clocks.ts';
import { applyEntry, openTicket } from './fold.ts';
import { breachEntries, levelByOutage, levelEntries, type Progress, settle } from './lapse.ts';
import type { Entry, EntryOf, PlanApprover, ReportFacts, Ticket, UpdateVerb } from './ticket.ts';

/** What a person may ask of a ticket that is there. */
export type Step =
  | { readonly verb: 'acknowledge' }
  | { readonly verb: 'undo-acknowledge' }
  | { readonly verb: 'assign'; readonly to: string }
  | { readonly verb: 'update'; readonly text: string }
  | { readonly verb: 'ask-customer'; readonly text: string }
  | { readonly verb: 'customer-answered'; readonly text: string }
  | { readonly verb: 'submit-plan'; readonly text: string }
  | { readonly verb: 'approve-plan' }
  | { readonly verb: 'reject-plan'; readonly text: string }
  | { readonly verb: 'propose-workaround'; readonly text: string }
  | { readonly verb: 'dispatch' }
  | { readonly verb: 'arrive' }
  | { readonly verb: 'leave-site' }
  | { readonly verb: 'raise-tier'; readonly tier: number }
  | { readonly verb: 'set-level'; readonly level: string }
  | { readonly verb: 'set-outage'; readonly sinceAt?: Instant; readonly affectedPercent?: number }
  | { readonly verb: 'end-outage' }
  | { readonly verb: 'answer'; readonly text: string }
  | { readonly verb: 'resolve'; readonly text: string }
  | { readonly verb: 'confirm' }
  | { readonly verb: 'reject-fix'; readonly text: string }
  | { readonly verb: 'deliver'; readonly paper: 'requirement-reply' };

export type Verb = Step['verb'];

/** Who asks, as far as the rules care. */
export interface Actor {
  /** A person's key, or `customer`. */
  readonly key: string;
  readonly staff: boolean;
  readonly director: boolean;
}

export interface Report {
  readonly facts: ReportFacts;
  /** undefined: the policy classifies. */
  readonly level: string | undefined;
  readonly outage: { readonly sinceAt: Instant; readonly affectedPercent: number } | undefined;
  readonly assignee: string | undefined;
}

/**
 * A report becomes a ticket. Without a level, outage facts classify it where the policy has outage lines (D1), else it
 * gets the lowest level; questions and requirements have none. Refuses an unknown level and an outage in the future.
 */
export function openByReport(report: Report, terms: Terms, by: Actor, now: Instant): Result<Progress> {
  const { facts, assignee } = report;
  const levels = terms.policy.levels.map(({ key }) => key);
  if (report.level !== undefined && !levels.includes(report.level))
    return refuse('ticket.unknown-level', { level: report.level, allowed: levels.join(', ') });
  const outage = facts.kind === 'fault' ? report.outage : undefined;
  if (outage && outage.sinceAt > now) return refuse('ticket.outage-in-future');
  const classified = () => (outage && levelByOutage(terms, outage, now)) ?? lowestLevel(terms.policy).key;
  const level = facts.kind === 'fault' ? (report.level ?? classified()) : undefined;

  const bare: EntryOf<'ticket.opened'> = {
    kind: 'ticket.opened',
    at: now,
    by: by.key,
    staff: false,
    data: {
      facts,
      due: {},
      provisional: [],
      ...(level === undefined ? {} : { level }),
      ...(assignee === undefined ? {} : { assignee }),
      ...(outage === undefined ? {} : { outage }),
    },
  };
  const ticket = openTicket(bare);
  const provisional = clocksOf(ticket, terms).flatMap((clock) => (clock.provisional ? [clock.metric] : []));
  return accept({ ticket, added: [{ ...bare, data: { ...bare.data, due: duesOf(ticket, terms), provisional } }] });
}

/**
 * A person's step. What fell due before `now` happens first, at its own instant; then the step is taken or refused.
 * A refusal changes nothing beyond what time had done anyway.
 */
export function takeStep(ticket: Ticket, step: Step, terms: Terms, by: Actor, now: Instant): Result<Progress> {
  const settled = settle(ticket, terms, now, 'before');
  const refusal = refusalOf(settled.ticket, step, terms, by, now);
  if (refusal) return refusal;
  const entries = entriesOf(settled.ticket, step, terms, by, now);
  const added = [...settled.added, ...entries];
  return accept({ ticket: entries.reduce(applyEntry, settled.ticket), added });
}

const CUSTOMER_VERBS: readonly Verb[] = ['confirm', 'reject-fix'];
/** Either side may say these: the customer, or staff who heard it from the customer. */
const SHARED_VERBS: readonly Verb[] = ['customer-answered', 'approve-plan', 'reject-plan', 'update'];
/** What still makes sense on a resolved ticket. */
const AFTER_RESOLVE: readonly Verb[] = [
  'confirm',
  'reject-fix',
  'update',
  'assign',
  'leave-site',
  'deliver',
  'end-outage',
];
/** Papers and the way home outlast the confirmation (D16, E5). */
const AFTER_CLOSE: readonly Verb[] = ['leave-site', 'deliver'];
const FAULT_VERBS: readonly Verb[] = ['raise-tier', 'set-level', 'set-outage', 'end-outage'];

function refusalOf(ticket: Ticket, step: Step, terms: Terms, by: Actor, now: Instant): Refusal | undefined {
  const { verb } = step;
  if (CUSTOMER_VERBS.includes(verb) && by.staff) return refuse('ticket.customer-only');
  if (!CUSTOMER_VERBS.includes(verb) && !SHARED_VERBS.includes(verb) && !by.staff) return refuse('ticket.staff-only');
  if (ticket.status === 'closed' && !AFTER_CLOSE.includes(verb)) return refuse('ticket.already-closed');
  if (ticket.status === 'resolved' && !AFTER_CLOSE.includes(verb) && !AFTER_RESOLVE.includes(verb))
    return refuse('ticket.already-resolved');
  if (FAULT_VERBS.includes(verb) && ticket.facts.kind !== 'fault') return refuse('ticket.faults-only');
  return refusalOfVerb(ticket, step, terms, by, now);
}

function refusalOfVerb(ticket: Ticket, step: Step, terms: Terms, by: Actor, now: Instant): Refusal | undefined {
  switch (step.verb) {
    case 'acknowledge':
      return ticket.acknowledged && refuse('ticket.already-acknowledged', { by: ticket.acknowledged.by });
    case 'undo-acknowledge':
      return refusalOfUndo(ticket, terms, by, now);
    case 'customer-answered':
      return ticket.waitsForAnswer ? undefined : refuse('ticket.nothing-asked');
    case 'submit-plan':
      return ticket.waitsForPlan && refuse(`ticket.plan-waits.${ticket.waitsForPlan}`);
    case 'approve-plan':
    case 'reject-plan':
      return refusalOfPlan(ticket, by);
    case 'raise-tier':
      return refusalOfTier(ticket, step.tier, terms);
    case 'set-level':
      return refusalOfLevel(ticket, step.level, terms);
    case 'set-outage':
      return (step.sinceAt ?? now) > now ? refuse('ticket.outage-in-future') : undefined;
    case 'end-outage':
      return ticket.outage && ticket.outage.endedAt === undefined ? undefined : refuse('ticket.no-outage');
    case 'answer':
      return ticket.facts.kind === 'question' ? undefined : refuse('ticket.questions-only');
    case 'deliver':
      return ticket.facts.kind === 'requirement' ? undefined : refuse('ticket.requirements-only');
    case 'confirm':
    case 'reject-fix':
      return isDone(ticket) ? undefined : refuse('ticket.not-resolved');
    case 'assign':
    case 'update':
    case 'ask-customer':
    case 'propose-workaround':
    case 'dispatch':
    case 'arrive':
    case 'leave-site':
    case 'resolve':
      return undefined;
  }
}

/** A question is done with its answer, a requirement with its written reply. */
export function isDone(ticket: Ticket): boolean {
  return ticket.status === 'resolved' || ticket.answeredAt !== undefined || ticket.repliedAt !== undefined;
}

function refusalOfUndo(ticket: Ticket, terms: Terms, by: Actor, now: Instant): Refusal | undefined {
  const { acknowledged } = ticket;
  if (!acknowledged) return refuse('ticket.not-acknowledged');
  if (acknowledged.by !== by.key) return refuse('ticket.acknowledged-by-other', { by: acknowledged.by });
  const { calendar, ms } = layOut(spanOf(terms.policy.undoWithin), acknowledged.at, terms.calendars);
  if (now > calendar.add(acknowledged.at, ms))
    return refuse('ticket.undo-too-late', { within: terms.policy.undoWithin });
  return undefined;
}

function refusalOfPlan(ticket: Ticket, by: Actor): Refusal | undefined {
  if (!ticket.waitsForPlan) return refuse('ticket.no-plan');
  const approves = ticket.waitsForPlan === 'director' ? by.director : !by.staff;
  return approves ? undefined : refuse(`ticket.plan-waits.${ticket.waitsForPlan}`);
}

function refusalOfTier(ticket: Ticket, tier: number, terms: Terms): Refusal | undefined {
  const tiers = terms.policy.tiers.map((each) => each.tier);
  // A policy that names no tiers still has people above: any higher number will do.
  if (tiers.length > 0 && !tiers.includes(tier))
    return refuse('ticket.unknown-tier', { tier, allowed: tiers.join(', ') });
  return tier > ticket.tier ? undefined : refuse('ticket.tier-not-higher', { tier: ticket.tier });
}

function refusalOfLevel(ticket: Ticket, level: string, terms: Terms): Refusal | undefined {
  const levels = terms.policy.levels.map(({ key }) => key);
  if (!levels.includes(level)) return refuse('ticket.unknown-level', { level, allowed: levels.join(', ') });
  return level === ticket.level ? refuse('ticket.same-level', { level }) : undefined;
}

function entriesOf(ticket: Ticket, step: Step, terms: Terms, by: Actor, now: Instant): Entry[] {
  const base = { at: now, by: by.key, staff: by.staff };
  const update = (what: UpdateVerb, data: Omit<EntryOf<'ticket.updated'>['data'], 'what'> = {}): Entry => ({
    ...base,
    kind: 'ticket.updated',
    data: { what, ...data },
  });
  switch (step.verb) {
    case 'acknowledge':
      return [{ ...base, kind: 'ticket.acknowledged', data: {} }];
    case 'undo-acknowledge':
      return undoEntries(ticket, terms, update('undo-acknowledge'));
    case 'assign':
      return [{ ...base, kind: 'ticket.assigned', data: { assignee: step.to } }];
    case 'update':
    case 'propose-workaround':
    case 'answer':
      return [update(step.verb, { text: step.text })];
    case 'ask-customer':
    case 'customer-answered':
      return withPause(ticket, terms, update(step.verb, { text: step.text }));
    case 'submit-plan':
      return withPause(
        ticket,
        terms,
        update(step.verb, { text: step.text, ...waitsFor(terms.policy.planApproval[0]) }),
      );
    case 'approve-plan':
      return withPause(ticket, terms, update(step.verb, waitsFor(nextApprover(ticket, terms))));
    case 'reject-plan':
      return withPause(ticket, terms, update(step.verb, { text: step.text }));
    case 'set-outage': {
      const { verb, ...facts } = step;
      return [update(verb, facts)];
    }
    case 'leave-site':
    case 'end-outage':
    case 'deliver':
      return [update(step.verb)];
    case 'dispatch':
      return [withDues(ticket, terms, { ...base, kind: 'ticket.dispatched', data: { due: {} } })];
    case 'arrive':
      return [{ ...base, kind: 'ticket.arrived', data: {} }];
    case 'raise-tier':
      return [{ ...base, kind: 'ticket.tier-raised', data: { tier: step.tier, why: 'manual' } }];
    case 'set-level':
      return levelEntries(ticket, terms, { level: step.level, why: 'manual' }, by.key, now);
    case 'resolve':
      return [{ ...base, kind: 'ticket.resolved', data: { text: step.text } }];
    case 'confirm':
      return [{ ...base, kind: 'ticket.closed', data: {} }];
    case 'reject-fix':
      return [withDues(ticket, terms, { ...base, kind: 'ticket.reopened', data: { text: step.text, due: {} } })];
  }
}

function waitsFor(approver: PlanApprover | undefined): { waitsFor?: PlanApprover } {
  return approver === undefined ? {} : { waitsFor: approver };
}

/** Who approves after the one the plan waits for now (D24, D6); undefined: the plan is approved. */
function nextApprover(ticket: Ticket, terms: Terms): PlanApprover | undefined {
  const order = terms.policy.planApproval;
  return ticket.waitsForPlan && order[order.indexOf(ticket.waitsForPlan) + 1];
}

function withDues(ticket: Ticket, terms: Terms, entry: EntryOf<'ticket.dispatched' | 'ticket.reopened'>): Entry {
  const due = duesOf(applyEntry(ticket, entry), terms);
  return { ...entry, data: { ...entry.data, due } } as Entry;
}

/** An entry that may begin or end the customer's pause, followed by the word of it where some clock pauses or resumes. */
function withPause(ticket: Ticket, terms: Terms, entry: Entry): Entry[] {
  const after = applyEntry(ticket, entry);
  const wasPaused = ticket.pausedSince !== undefined;
  if (wasPaused === (after.pausedSince !== undefined)) return [entry];
  const metrics = pausableOf(after, terms);
  if (metrics.length === 0) return [entry];
  const base = { at: entry.at, by: entry.by, staff: entry.staff };
  if (!wasPaused) return [entry, { ...base, kind: 'clock.paused', data: { metrics } }];
  return [entry, { ...base, kind: 'clock.resumed', data: { metrics, due: duesOf(after, terms) } }];
}

/** An acknowledgement taken back never stopped the clock: a due that passed meanwhile is breached now. */
function undoEntries(ticket: Ticket, terms: Terms, undone: Entry): Entry[] {
  const after = applyEntry(ticket, undone);
  const clock = clockOf(after, terms, 'respond');
  const keptAt = clock?.stoppedAt ?? undone.at;
  if (clock?.dueAt === undefined || after.breaches.respond || clock.dueAt >= keptAt) return [undone];
  return [undone, ...breachEntries(after, terms, clock, undone.at, 'undo')];
}
