import type { SentFile } from '../../../chat/file.ts';
import type { Instant } from '../../../lib/instant.ts';
import { pendingConsent } from '../case/consent.ts';
import { applyEntry } from '../case/fold.ts';
import { approversOf } from '../case/incident.ts';
import type { PlanApprover } from '../case/record.ts';
import type { Terms } from '../case/terms.ts';
import type { Entry, EntryOf, Ticket, UpdateVerb } from '../case/ticket.ts';
import { clockOf, duesOf, pausableOf } from '../clock/clocks.ts';
import { breachEntries, levelEntries } from '../clock/level.ts';
import type { Actor, Step } from './step-type.ts';

/** What a step that is taken writes into the log. */

export function entriesOf(ticket: Ticket, step: Step, terms: Terms, by: Actor, now: Instant): Entry[] {
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
    case 'tell-customer':
    case 'propose-workaround':
    case 'answer':
      return [update(step.verb, told(step))];
    case 'called-back':
    case 'follow-up-done':
    case 'deliver-part':
    case 'log-commands':
    case 'report-incident':
      return [update(step.verb, { text: step.text })];
    case 'rate': {
      const { verb, score, text } = step;
      return [update(verb, { score, ...(text === '' ? {} : { text }), ...nameOf(by) })];
    }
    case 'attach':
      return [update(step.verb, { attached: step.files, ...(step.text === '' ? {} : { text: step.text }) })];
    case 'ask-customer':
    case 'customer-answered':
      return withPause(ticket, terms, update(step.verb, told(step)));
    case 'submit-plan':
      return withPause(ticket, terms, update(step.verb, { ...told(step), ...waitsFor(approversOf(ticket, terms)[0]) }));
    case 'approve-plan':
      return withPause(
        ticket,
        terms,
        update(step.verb, { ...waitsFor(nextApprover(ticket, terms)), ...wordOn(ticket, by) }),
      );
    case 'reject-plan':
      return withPause(ticket, terms, update(step.verb, { text: step.text, ...wordOn(ticket, by) }));
    case 'ask-consent':
      return [update(step.verb, { purpose: step.purpose, text: step.text })];
    case 'give-consent':
    case 'refuse-consent':
      return [update(step.verb, answerOf(ticket, step, by))];
    case 'record-consent':
      return [update(step.verb, { purpose: step.purpose, agreed: step.agreed, text: step.text })];
    case 'set-outage': {
      const { verb, ...facts } = step;
      return [update(verb, facts)];
    }
    case 'declare-incident': {
      const { verb, text, ...incident } = step;
      return [update(verb, { text, incident })];
    }
    case 'callback':
      return [update(step.verb, { callback: step.callback })];
    case 'leave-site':
    case 'confirm-leave':
    case 'end-outage':
    case 'end-incident':
    case 'accept-reply':
      return [update(step.verb)];
    case 'deliver':
      return [update(step.verb, { paper: step.paper, ...(step.reply ? { reply: step.reply } : {}) })];
    case 'request-part':
      return [{ ...base, kind: 'ticket.noted', data: { what: step.verb, text: step.text } }];
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
      return [withDues(ticket, terms, { ...base, kind: 'ticket.reopened', data: reopening(ticket, step.text) })];
  }
}

/** It is on record where the customer had confirmed the fix. */
function reopening({ status }: Ticket, text: string): EntryOf<'ticket.reopened'>['data'] {
  return { text, due: {}, ...(status === 'closed' ? { afterClose: true } : {}) };
}

/** The words of a step, and what came with them. */
function told({ text, files = [] }: { text: string; files?: readonly SentFile[] }) {
  return files.length > 0 ? { text, files } : { text };
}

function waitsFor(approver: PlanApprover | undefined): { waitsFor?: PlanApprover } {
  return approver === undefined ? {} : { waitsFor: approver };
}

/** For the record: who said it, and of which text. */
function wordOn({ plan }: Ticket, by: Actor): { wording?: string; who?: string } {
  return { ...(plan === undefined ? {} : { wording: plan }), ...nameOf(by) };
}

function nameOf({ name }: Actor): { who?: string } {
  return name === undefined ? {} : { who: name };
}

function answerOf(
  ticket: Ticket,
  { verb, consentNo, text }: Extract<Step, { verb: 'give-consent' | 'refuse-consent' }>,
  by: Actor,
): Omit<EntryOf<'ticket.updated'>['data'], 'what'> {
  const asked = pendingConsent(ticket, consentNo);
  const what = asked && { purpose: asked.purpose, wording: asked.consent.text };
  return { ...what, text, agreed: verb === 'give-consent', ...nameOf(by) };
}

/** Who approves after the one the plan waits for now (D24, D6); undefined: the plan is approved. */
function nextApprover(ticket: Ticket, terms: Terms): PlanApprover | undefined {
  const order = approversOf(ticket, terms);
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

/**
 * An acknowledgement taken back never stopped the clock: a due that passed meanwhile is breached now. What an earlier
 * step had kept stays kept, whatever a level change since made of its due.
 */
function undoEntries(ticket: Ticket, terms: Terms, undone: Entry): Entry[] {
  const after = applyEntry(ticket, undone);
  const clock = clockOf(after, terms, 'respond');
  const keptAt = clock?.stoppedAt ?? undone.at;
  const wasKept = ticket.acknowledged !== undefined && keptAt <= ticket.acknowledged.at;
  if (clock?.dueAt === undefined || after.breaches.respond || wasKept || clock.dueAt >= keptAt) return [undone];
  return [undone, ...breachEntries(after, terms, clock, undone.at, 'undo')];
}
