import type { Instant } from '../../../lib/instant.ts';
import type { Entry, EntryOf } from './entry.ts';
import { noteResponse, resolveTicket } from './fix.ts';
import { moveToVersion } from './moved.ts';
import { withPaging } from './paging.ts';
import { endPause } from './pause.ts';
import type { Rejected } from './record.ts';
import { handOf } from './state.ts';
import type { Breach, Ticket } from './ticket.ts';
import { meaningOf } from './update.ts';
import { arriveOnSite, sendOut } from './visit.ts';

/**
 * Computes a ticket's state from its log, entry by entry. ("Fold" as in functional programming: a reduce over the log.)
 */

/** Computes the ticket from its whole log. Throws if the log does not begin with `ticket.opened`. */
export function foldTicket(entries: readonly Entry[]): Ticket {
  const [first, ...rest] = entries;
  if (first?.kind !== 'ticket.opened') throw new Error('a ticket log begins with ticket.opened');
  return rest.reduce(applyEntry, openTicket(first));
}

/** The ticket after its first entry. */
export function openTicket(entry: EntryOf<'ticket.opened'>): Ticket {
  const { facts, level, assignee, outage, triage } = entry.data;
  return {
    facts,
    status: 'open',
    level,
    assignee,
    reportedAt: facts.told?.at ?? entry.at,
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
    // Calls count from now, also if we were told earlier.
    ...(facts.told?.at === undefined ? {} : { paging: { since: entry.at, pages: [] } }),
    ...(triage ? { triage: { dueAt: triage.due, holdsBack: triage.holdsBack } } : {}),
  };
}

/** The ticket after one more entry. */
export function applyEntry(ticket: Ticket, entry: Entry): Ticket {
  const next = withPaging(ticket, applyChange(ticket, entry), entry);
  return handOf(next) === handOf(ticket) ? next : { ...next, handedNo: next.entries };
}

function applyChange(ticket: Ticket, entry: Entry): Ticket {
  const next = { ...ticket, ...change(ticket, entry), asOfAt: entry.at, entries: ticket.entries + 1 };
  if (!entry.staff) return next;
  const staffed = { ...next, lastStaffAt: entry.at };
  if (!countsAsResponse(entry)) return staffed;
  const noted = entry.kind === 'ticket.resolved' ? {} : noteResponse(next, entry.at);
  return { ...staffed, ...noted, respondedAt: next.respondedAt ?? entry.at };
}

/**
 * Whether an entry of staff stops the `respond` clock. An acknowledgement does too, but it can be taken back and is
 * kept apart.
 */
function countsAsResponse(entry: Entry): boolean {
  switch (entry.kind) {
    case 'ticket.dispatched':
    case 'ticket.arrived':
    case 'ticket.resolved':
      return true;
    case 'ticket.updated':
      return meaningOf(entry.data.what).responds === true;
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
      return meaningOf(entry.data.what).change?.(ticket, entry) ?? {};
    case 'ticket.dispatched':
      return sendOut(ticket, entry);
    case 'triage.due':
      return { triage: ticket.triage && { ...ticket.triage, told: entry.data.is } };
    case 'dispatch.unaccepted':
      return { dispatch: ticket.dispatch && { ...ticket.dispatch, chased: true } };
    case 'ticket.arrived':
      return arriveOnSite(ticket, entry);
    case 'ticket.resolved':
      return resolveTicket(ticket, entry);
    case 'ticket.closed':
      return { status: 'closed', closedAt: entry.at, withdrawWish: undefined, ...endPause(ticket, entry.at) };
    case 'ticket.reopened':
      return { ...reopen(ticket, entry.at), rejected: rejectedBy(entry) };
    case 'ticket.level-changed':
      return changeLevel(ticket, entry);
    case 'ticket.tier-raised':
      return { tier: entry.data.tier };
    case 'ticket.moved':
      return moveToVersion(ticket, entry);
    case 'ticket.stale':
      return { staleSince: entry.data.since, silences: (ticket.silences ?? 0) + 1 + (entry.data.skipped ?? []).length };
    case 'callback.overdue':
      return { callback: ticket.callback && { ...ticket.callback, overdue: true } };
    case 'incident.report-reminder':
      return { incident: ticket.incident && { ...ticket.incident, reminded: true } };
    case 'incident.report-overdue':
      return { incident: ticket.incident && { ...ticket.incident, overdue: true } };
    case 'go-live.reminder':
      return { goLiveTold: { date: entry.data.date, reminded: true } };
    case 'go-live.missed':
      return { goLiveTold: { date: entry.data.date, reminded: true, missed: true } };
    case 'ticket.noted':
      return entry.data.what === 'delete-words' && entry.data.person === undefined
        ? { wordsDeleted: { by: entry.by, who: undefined, at: entry.at } }
        : {};
    case 'callback.due':
    case 'ticket.copied':
    case 'clock.paused':
    case 'clock.resumed':
    case 'clock.moved':
    case 'ticket.paged':
    case 'ticket.unreached':
      return {};
    case 'sla.warning':
      return { warnedOf: { ...ticket.warnedOf, [entry.data.metric]: entry.data.due } };
    case 'sla.breached':
      return breach(ticket, entry);
    case 'sla.raised':
      return raise(ticket, entry);
  }
}

/** What the customer says is still wrong; undefined if the ticket was reopened in another way. */
function rejectedBy({ at, by, data }: EntryOf<'ticket.reopened'>): Rejected | undefined {
  return data.what === undefined ? { by, who: data.who, at, text: data.text ?? '' } : undefined;
}

function reopen(ticket: Ticket, at: Instant): Partial<Ticket> {
  const { withdrawn } = ticket;
  if (withdrawn) {
    const before: Ticket = { ...ticket, status: withdrawn.was, withdrawn: undefined };
    return { withdrawn: undefined, ...(before.status === 'open' ? { status: 'open' } : reopen(before, at)) };
  }
  const resolvedAt = ticket.status === 'open' ? undefined : ticket.resolvedAts.at(-1);
  return {
    status: 'open',
    isAnswered: false,
    rating: undefined,
    closedAt: undefined,
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
  const begun: Breach = { metric, dueAt: due, at, late, steps: 0 };
  // By a move no one was told: the ladder begins one span later.
  const entered: Breach = late === 'moved' ? { ...begun, again: { at, steps: 0 } } : climb(begun, data);
  return { breaches: { ...ticket.breaches, [metric]: entered } };
}

function raise(ticket: Ticket, { data }: EntryOf<'sla.raised'>): Partial<Ticket> {
  const current = ticket.breaches[data.metric];
  if (!current) return {};
  return { breaches: { ...ticket.breaches, [data.metric]: climb(current, data) } };
}

/** One person more of the ladder was told, after those who were away. */
function climb(breach: Breach, { raisedTo, skipped = [] }: { raisedTo?: string; skipped?: readonly string[] }): Breach {
  const told = { ...breach, steps: breach.steps + skipped.length + 1, ...(raisedTo === undefined ? {} : { raisedTo }) };
  return skipped.length === 0 ? told : { ...told, skipped: (breach.skipped ?? 0) + skipped.length };
}
