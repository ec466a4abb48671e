import type { Instant } from '../../lib/instant.ts';
import { consentsAfter } from './consent.ts';
import { incidentAfter } from './incident.ts';
import { recordWord } from './record.ts';
import type { Breach, Entry, EntryOf, Ticket, UpdateVerb } from './ticket.ts';

/** Makes the ticket from its whole log. Throws when the log does not begin with the report. */
export function foldTicket(entries: readonly Entry[]): Ticket {
  const [first, ...rest] = entries;
  if (first?.kind !== 'ticket.opened') throw new Error('a ticket log begins with ticket.opened');
  return rest.reduce(applyEntry, openTicket(first));
}

/** The ticket as its first entry makes it. */
export function openTicket(entry: EntryOf<'ticket.opened'>): Ticket {
  const { facts, level, assignee, outage } = entry.data;
  return {
    facts,
    status: 'open',
    level,
    assignee,
    reportedAt: entry.at,
    asOfAt: entry.at,
    entries: 1,
    outage: outage && { ...outage, endedAt: undefined, overruledAt: undefined },
    acknowledged: undefined,
    respondedAt: undefined,
    workaroundAt: undefined,
    dispatchedAt: undefined,
    arrivedAt: undefined,
    answeredAt: undefined,
    repliedAt: undefined,
    isAnswered: false,
    reply: undefined,
    replyAcceptedAt: undefined,
    resolvedAts: [],
    resolvedGaps: [],
    waitsForAnswer: false,
    waitsForPlan: undefined,
    question: undefined,
    plan: undefined,
    planRecord: undefined,
    incident: undefined,
    left: undefined,
    consents: {},
    callback: undefined,
    pauses: [],
    pausedSince: undefined,
    tier: 1,
    lastStaffAt: entry.staff ? entry.at : undefined,
    staleSince: undefined,
    restartedAt: {},
    breaches: {},
    pastBreaches: [],
    warnedOf: {},
  };
}

/** The ticket after one more entry. */
export function applyEntry(ticket: Ticket, entry: Entry): Ticket {
  const next = { ...ticket, ...change(ticket, entry), asOfAt: entry.at, entries: ticket.entries + 1 };
  if (!entry.staff) return next;
  const respondedAt = countsAsResponse(entry) ? (next.respondedAt ?? entry.at) : next.respondedAt;
  return { ...next, respondedAt, lastStaffAt: entry.at };
}

const RESPONSES: readonly UpdateVerb[] = [
  'update',
  'tell-customer',
  'ask-customer',
  'ask-consent',
  'submit-plan',
  'propose-workaround',
];

/** "Stops of `respond`" in the fine print, apart from the acknowledgement, which can be taken back. */
function countsAsResponse(entry: Entry): boolean {
  switch (entry.kind) {
    case 'ticket.dispatched':
    case 'ticket.arrived':
    case 'ticket.resolved':
      return true;
    case 'ticket.updated':
      return RESPONSES.includes(entry.data.what);
    default:
      return false;
  }
}

function change(ticket: Ticket, entry: Entry): Partial<Ticket> {
  switch (entry.kind) {
    case 'ticket.opened':
      throw new Error('a ticket is opened once');
    case 'ticket.acknowledged':
      return {
        acknowledged: { by: entry.by, at: entry.at, assigneeBefore: ticket.assignee },
        assignee: entry.by,
      };
    case 'ticket.assigned':
    case 'ticket.handed-over':
      return { assignee: entry.data.assignee };
    case 'ticket.updated':
      return changeByUpdate(ticket, entry);
    case 'ticket.dispatched':
      return { dispatchedAt: ticket.dispatchedAt ?? entry.at };
    case 'ticket.arrived':
      return { arrivedAt: ticket.arrivedAt ?? entry.at };
    case 'ticket.resolved':
      return {
        status: 'resolved',
        resolvedAts: [...ticket.resolvedAts, entry.at],
        waitsForAnswer: false,
        waitsForPlan: undefined,
        ...endPause(ticket, entry.at),
      };
    case 'ticket.closed':
      return { status: 'closed', ...endPause(ticket, entry.at) };
    case 'ticket.reopened':
      return reopen(ticket, entry.at);
    case 'ticket.level-changed':
      return changeLevel(ticket, entry);
    case 'ticket.tier-raised':
      return { tier: entry.data.tier };
    case 'ticket.stale':
      return { staleSince: entry.data.since };
    case 'ticket.noted':
    case 'clock.paused':
    case 'clock.resumed':
      return {};
    case 'sla.warning':
      return { warnedOf: { ...ticket.warnedOf, [entry.data.metric]: entry.data.due } };
    case 'sla.breached':
      return breach(ticket, entry);
    case 'sla.raised':
      return raise(ticket, entry);
  }
}

function changeByUpdate(ticket: Ticket, entry: EntryOf<'ticket.updated'>): Partial<Ticket> {
  const { at, data } = entry;
  switch (data.what) {
    case 'update':
    case 'tell-customer':
    case 'follow-up-done':
    case 'deliver-part':
    case 'log-commands':
      return {};
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

function endPause(ticket: Ticket, at: Instant): Partial<Ticket> {
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

function reopen(ticket: Ticket, at: Instant): Partial<Ticket> {
  const resolvedAt = ticket.status === 'resolved' ? ticket.resolvedAts.at(-1) : undefined;
  return {
    status: 'open',
    isAnswered: false,
    resolvedGaps: resolvedAt === undefined ? ticket.resolvedGaps : [...ticket.resolvedGaps, [resolvedAt, at]],
  };
}

function changeLevel(ticket: Ticket, { at, data }: EntryOf<'ticket.level-changed'>): Partial<Ticket> {
  const { level, restarts, why } = data;
  if (why === 'manual') return { level, outage: ticket.outage && { ...ticket.outage, overruledAt: at } };
  if (restarts === undefined) return { level };
  const { [restarts]: ended, ...breaches } = ticket.breaches;
  return {
    level,
    restartedAt: { ...ticket.restartedAt, [restarts]: at },
    breaches,
    pastBreaches: ended ? [...ticket.pastBreaches, ended] : ticket.pastBreaches,
  };
}

function breach(ticket: Ticket, { at, data }: EntryOf<'sla.breached'>): Partial<Ticket> {
  const { metric, due, late } = data;
  const entered: Breach = { metric, dueAt: due, at, late, steps: 1 };
  return { breaches: { ...ticket.breaches, [metric]: entered } };
}

function raise(ticket: Ticket, { data }: EntryOf<'sla.raised'>): Partial<Ticket> {
  const current = ticket.breaches[data.metric];
  if (!current) return {};
  return { breaches: { ...ticket.breaches, [data.metric]: { ...current, steps: current.steps + 1 } } };
}
