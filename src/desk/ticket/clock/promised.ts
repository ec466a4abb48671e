import type { Instant } from '../../../lib/instant.ts';
import { spanOf } from '../../book/schema.ts';
import { layOut, reach } from '../../sla/sla.ts';
import type { Entry } from '../case/entry.ts';
import type { Terms } from '../case/terms.ts';
import type { Ticket } from '../case/ticket.ts';
import { ladderStep } from './ladder.ts';
import { byClock } from './level.ts';

/**
 * Promises of a ticket that are no clock of its policy: the final report of a serious incident (D20), and the go-live
 * date that the customer confirmed (A5). Each has one reminder and is told once when it is late.
 */

/** When something is promised, and when the person who promised it is reminded; undefined: not at all. */
export interface Promised {
  readonly dueAt: Instant;
  readonly remindAt: Instant | undefined;
}

/** What falls due of them, in no order. Instants that passed before the promise was made are told at once, or not at all. */
export function promisedLapses(
  ticket: Ticket,
  terms: Terms,
): { readonly at: Instant; happen(ticket: Ticket, at: Instant): Entry[] }[] {
  return [...reportLapses(ticket, terms), ...goLiveLapses(ticket, terms)];
}

/** Until when the final report is owed; undefined: none is owed. */
export function finalReport({ incident, status }: Ticket, { policy, calendars }: Terms): Promised | undefined {
  if (!incident?.ended || incident.report || status === 'withdrawn') return undefined;
  const allowance = layOut(spanOf(policy.incident.reportWithin), incident.ended.at, calendars);
  const none = { excluded: [], heldSince: undefined };
  const remindAt = reach(allowance, none, policy.warnAtPercent / 100);
  return { dueAt: allowance.calendar.add(allowance.startAt, allowance.ms), remindAt };
}

function reportLapses(ticket: Ticket, terms: Terms) {
  const owed = finalReport(ticket, terms);
  const { reminded, overdue } = ticket.incident ?? {};
  if (!owed || overdue) return [];
  const { dueAt: due } = owed;
  return lapses(ticket, owed, reminded, (at, what) =>
    byClock(at, what === 'late' ? 'incident.report-overdue' : 'incident.report-reminder', { due }),
  );
}

/**
 * Until when a requirement must be live: the end of the office day of the date that the customer confirmed, or of that
 * date if the office is closed. Its assignee is reminded as the office opens on the working day before.
 */
export function goLive({ facts, status, reply, replyAcceptedAt }: Ticket, { calendars }: Terms): Promised | undefined {
  const date = reply?.goLive;
  if (facts.kind !== 'requirement' || status !== 'open' || !date || replyAcceptedAt === undefined) return undefined;
  const { office, always } = calendars;
  const before = office.addWorkdays(date, -1);
  return {
    dueAt: office.closeOf(date) ?? always.atTime(date, '24:00'),
    remindAt: office.nextOpen(office.atTime(before, '00:00')),
  };
}

/** Whether the go-live date passed and the customer was promised no other since. */
export function isGoLiveMissed({ goLiveTold, reply }: Ticket): boolean {
  return goLiveTold?.missed === true && goLiveTold.date === reply?.goLive;
}

function goLiveLapses(ticket: Ticket, terms: Terms) {
  const promised = goLive(ticket, terms);
  const date = ticket.reply?.goLive ?? '';
  const told = ticket.goLiveTold?.date === date ? ticket.goLiveTold : undefined;
  if (!promised || told?.missed) return [];
  return lapses(ticket, promised, told?.reminded, (at, what) =>
    what === 'late'
      ? byClock(at, 'go-live.missed', { date, ...ladderStep(terms, 0, at) })
      : byClock(at, 'go-live.reminder', { date }),
  );
}

function lapses(
  { asOfAt }: Ticket,
  { dueAt, remindAt }: Promised,
  reminded: true | undefined,
  tell: (at: Instant, what: 'reminder' | 'late') => Entry,
) {
  // A reminder whose instant has passed when the promise is made is skipped.
  const isRemindedOf = !reminded && remindAt !== undefined && remindAt >= asOfAt && remindAt < dueAt;
  return [
    ...(isRemindedOf ? [{ at: remindAt, happen: (_: Ticket, at: Instant) => [tell(at, 'reminder')] }] : []),
    { at: Math.max(dueAt, asOfAt), happen: (_: Ticket, at: Instant) => [tell(at, 'late')] },
  ];
}
