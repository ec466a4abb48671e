import type { Instant } from '../../../lib/instant.ts';
import { consentsAfter } from './consent.ts';
import { incidentAfter } from './incident.ts';
import { recordWord } from './record.ts';
import type { EntryOf, Ticket } from './ticket.ts';

/** What an entry without a kind of its own changes: one case a verb. */
export function changeByUpdate(ticket: Ticket, entry: EntryOf<'ticket.updated'>): Partial<Ticket> {
  const { at, data } = entry;
  switch (data.what) {
    case 'update':
    case 'tell-customer':
    case 'follow-up-done':
    case 'deliver-part':
    case 'log-commands':
      return {};
    case 'rate':
      return { rating: { score: data.score ?? 0, by: entry.by, who: data.who, at } };
    case 'attach':
      return { attached: [...(ticket.attached ?? []), ...(data.attached ?? [])] };
    case 'declare-incident':
    case 'end-incident':
    case 'report-incident':
      return { incident: incidentAfter(ticket, entry) };
    case 'ask-consent':
    case 'give-consent':
    case 'refuse-consent':
    case 'record-consent':
      return { consents: consentsAfter(ticket, entry) };
    case 'ask-customer':
      return { waitsForAnswer: true, question: data.text, pausedSince: ticket.pausedSince ?? at };
    case 'customer-answered':
      return { waitsForAnswer: false, ...(ticket.waitsForPlan === 'customer' ? {} : endPause(ticket, at)) };
    case 'submit-plan':
      return {
        ...putPlanTo(ticket, data.waitsFor, at),
        plan: data.text,
        planRecord: { no: ticket.entries + 1, by: entry.by, at, approvals: [], sentBack: undefined },
      };
    case 'approve-plan':
    case 'reject-plan': {
      const word = data.what === 'approve-plan' ? 'approved' : 'sent back';
      const planRecord = recordWord(ticket.planRecord, { by: entry.by, who: data.who, at }, word);
      return { ...putPlanTo(ticket, data.waitsFor, at), planRecord };
    }
    case 'leave-site': {
      const left = { by: entry.by, who: undefined, at, afterConfirmation: ticket.status === 'closed' };
      return { left: { ...left, confirmed: undefined } };
    }
    case 'confirm-leave':
      return { left: ticket.left && { ...ticket.left, confirmed: { by: entry.by, who: undefined, at } } };
    case 'callback':
      return { callback: data.callback };
    case 'called-back':
      return { callback: undefined };
    case 'propose-workaround':
      return { workaroundAt: ticket.workaroundAt ?? at };
    case 'undo-acknowledge':
      return undoAcknowledge(ticket);
    case 'set-outage':
      return {
        outage: {
          sinceAt: data.sinceAt ?? ticket.outage?.sinceAt ?? at,
          affectedPercent: data.affectedPercent ?? ticket.outage?.affectedPercent ?? 0,
          endedAt: undefined,
          overruledAt: undefined,
        },
      };
    case 'end-outage':
      return { outage: ticket.outage && { ...ticket.outage, endedAt: at } };
    case 'answer':
      return { answeredAt: ticket.answeredAt ?? at, isAnswered: true };
    case 'deliver':
      if (ticket.facts.kind !== 'requirement') return {};
      return { repliedAt: ticket.repliedAt ?? at, isAnswered: true, reply: data.reply, replyAcceptedAt: undefined };
    case 'accept-reply':
      return { isAnswered: false, replyAcceptedAt: at };
  }
}

/** While the customer looks at a plan the clocks pause; pauses overlap, the last cause to end resumes (D6). */
function putPlanTo(ticket: Ticket, waitsForPlan: Ticket['waitsForPlan'], at: Instant): Partial<Ticket> {
  if (waitsForPlan === 'customer') return { waitsForPlan, pausedSince: ticket.pausedSince ?? at };
  return { waitsForPlan, ...(ticket.waitsForAnswer ? {} : endPause(ticket, at)) };
}

/** Ends the pause that lasts, if one does. */
export function endPause(ticket: Ticket, at: Instant): Partial<Ticket> {
  if (ticket.pausedSince === undefined) return {};
  return { pausedSince: undefined, pauses: [...ticket.pauses, [ticket.pausedSince, at]] };
}

function undoAcknowledge(ticket: Ticket): Partial<Ticket> {
  const { acknowledged, assignee } = ticket;
  if (!acknowledged) return {};
  return {
    acknowledged: undefined,
    assignee: assignee === acknowledged.by ? acknowledged.assigneeBefore : assignee,
  };
}
