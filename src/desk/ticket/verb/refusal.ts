import type { Instant } from '../../../lib/instant.ts';
import { type Refusal, refuse } from '../../../lib/refusal.ts';
import { spanOf } from '../../book/schema.ts';
import { layOut } from '../../sla/sla.ts';
import { pendingConsent } from '../case/consent.ts';
import type { Terms } from '../case/terms.ts';
import type { Ticket } from '../case/ticket.ts';
import { refusalOfIncident, refusalOfSpeaking } from './incident.ts';
import type { Actor, Step, Verb } from './step-type.ts';

/** Which steps the rules refuse, and why. A refusal is a value: the asker reads it, nothing has changed. */

const CUSTOMER_VERBS: readonly Verb[] = [
  'confirm',
  'reject-fix',
  'rate',
  'accept-reply',
  'give-consent',
  'refuse-consent',
];
/** Either side may say these: the customer, or staff who heard it from the customer. */
const SHARED_VERBS: readonly Verb[] = ['customer-answered', 'approve-plan', 'reject-plan', 'update', 'attach'];
/** What still makes sense on a resolved ticket. */
const AFTER_RESOLVE: readonly Verb[] = [
  'confirm',
  'reject-fix',
  'update',
  'attach',
  'tell-customer',
  'assign',
  'leave-site',
  'confirm-leave',
  'deliver',
  'end-outage',
  'follow-up-done',
  'deliver-part',
  'record-consent',
  'callback',
  'called-back',
  'log-commands',
  'end-incident',
  'report-incident',
];
/** Papers, parts, the follow-up, the command log and the way home outlast the confirmation (A7, D15, D16, E5); a rating begins with it. */
const AFTER_CLOSE: readonly Verb[] = [
  'rate',
  'leave-site',
  'confirm-leave',
  'deliver',
  'follow-up-done',
  'deliver-part',
  'log-commands',
  'end-incident',
  'report-incident',
];
const FAULT_VERBS: readonly Verb[] = [
  'raise-tier',
  'set-level',
  'set-outage',
  'end-outage',
  'follow-up-done',
  'rate',
  'request-part',
  'deliver-part',
  'declare-incident',
];

/** undefined: the step may be taken. */
export function refusalOf(ticket: Ticket, step: Step, terms: Terms, by: Actor, now: Instant): Refusal | undefined {
  const { verb } = step;
  if (CUSTOMER_VERBS.includes(verb) && by.staff) return refuse('ticket.customer-only');
  if (!CUSTOMER_VERBS.includes(verb) && !SHARED_VERBS.includes(verb) && !by.staff) return refuse('ticket.staff-only');
  if (ticket.status === 'closed' && !AFTER_CLOSE.includes(verb) && !takesBack(ticket, step))
    return refuse('ticket.already-closed');
  if (ticket.status === 'resolved' && !AFTER_CLOSE.includes(verb) && !AFTER_RESOLVE.includes(verb))
    return refuse('ticket.already-resolved');
  if (FAULT_VERBS.includes(verb) && ticket.facts.kind !== 'fault') return refuse('ticket.faults-only');
  return refusalOfSpeaking(ticket, step, by) ?? refusalOfVerb(ticket, step, terms, by, now);
}

/** The customer confirmed a fix and told our people later that it did not hold. */
function takesBack({ facts }: Ticket, step: Step): boolean {
  return step.verb === 'reject-fix' && step.afterClose === true && facts.kind === 'fault';
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
      return refusalOfPlan(ticket, step.planNo, by);
    case 'give-consent':
    case 'refuse-consent':
      return refusalOfConsent(ticket, step.consentNo);
    case 'declare-incident':
    case 'end-incident':
    case 'report-incident':
      return refusalOfIncident(ticket, step.verb, by);
    case 'confirm-leave':
      return refusalOfLeave(ticket, by);
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
      return refusalOfPaper(ticket, step.paper);
    case 'follow-up-done':
      return ticket.status === 'open' ? refuse('ticket.not-resolved') : undefined;
    case 'called-back':
      return ticket.callback ? undefined : refuse('ticket.no-callback');
    case 'accept-reply':
      return ticket.reply && ticket.isAnswered ? undefined : refuse('ticket.no-reply');
    case 'confirm':
      if (!isDone(ticket)) return refuse('ticket.not-resolved');
      // Whoever waits for a call is not forgotten with the case.
      return ticket.callback && refuse('ticket.callback-owed');
    case 'reject-fix':
      return isDone(ticket) || ticket.status === 'closed' ? undefined : refuse('ticket.not-resolved');
    case 'rate':
      return ticket.status === 'closed' ? undefined : refuse('ticket.not-closed');
    case 'assign':
    case 'update':
    case 'attach':
    case 'tell-customer':
    case 'ask-customer':
    case 'ask-consent':
    case 'record-consent':
    case 'log-commands':
    case 'propose-workaround':
    case 'dispatch':
    case 'arrive':
    case 'leave-site':
    case 'resolve':
    case 'callback':
    case 'request-part':
    case 'deliver-part':
      return undefined;
  }
}

/** A requirement is answered in writing (A5); all other papers are about a fault. */
function refusalOfPaper({ facts: { kind } }: Ticket, paper: string): Refusal | undefined {
  if (paper === 'requirement-reply') return kind === 'requirement' ? undefined : refuse('ticket.requirements-only');
  return kind === 'fault' ? undefined : refuse('ticket.faults-only');
}

/** A question is done with its answer, a requirement with its written reply. */
export function isDone(ticket: Ticket): boolean {
  return ticket.status === 'resolved' || ticket.isAnswered;
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

/** Whoever read another plan than the one that waits has not read this one. */
function refusalOfPlan(ticket: Ticket, planNo: number | undefined, by: Actor): Refusal | undefined {
  if (!ticket.waitsForPlan) return refuse('ticket.no-plan');
  if (planNo !== undefined && planNo !== ticket.planRecord?.no) return refuse('ticket.plan-changed');
  const approves = ticket.waitsForPlan === 'director' ? by.director : !by.staff;
  return approves ? undefined : refuse(`ticket.plan-waits.${ticket.waitsForPlan}`);
}

/** Whoever read another question has not answered this one. */
function refusalOfConsent(ticket: Ticket, no: number | undefined): Refusal | undefined {
  if (pendingConsent(ticket, no)) return undefined;
  return refuse(pendingConsent(ticket, undefined) ? 'ticket.consent-changed' : 'ticket.no-consent-asked');
}

/** Somebody else than who left says that it is so (D16). */
function refusalOfLeave({ left }: Ticket, by: Actor): Refusal | undefined {
  if (!left) return refuse('ticket.not-left');
  if (left.confirmed) return refuse('ticket.leave-confirmed', { by: left.confirmed.by });
  return left.by === by.key ? refuse('ticket.own-leave') : undefined;
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
