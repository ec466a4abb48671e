import type { Instant } from '../../../lib/instant.ts';
import type { Entry, EntryKind } from '../../ticket/case/entry.ts';
import { applyEntry, foldTicket, openTicket } from '../../ticket/case/fold.ts';
import type { Terms } from '../../ticket/case/terms.ts';
import { catchUp } from '../../ticket/clock/lapse.ts';

/**
 * The entries that time wrote under the terms of then: under other terms they come at other instants, or not at all. All
 * others are what people did and stay.
 */
const BY_TIME: readonly EntryKind[] = [
  'sla.warning',
  'sla.breached',
  'sla.raised',
  'clock.paused',
  'clock.resumed',
  'clock.moved',
  'ticket.paged',
  'ticket.unreached',
  'ticket.stale',
  'triage.due',
  'dispatch.unaccepted',
  'callback.due',
  'callback.overdue',
  'incident.report-reminder',
  'incident.report-overdue',
  'go-live.reminder',
  'go-live.missed',
];

/** Whether time wrote an entry, and no person. A level that a person set, or a tier to which they raised it, stays. */
export function isByTime(entry: Entry): boolean {
  if (entry.kind === 'ticket.level-changed' || entry.kind === 'ticket.tier-raised') return entry.data.why !== 'manual';
  return BY_TIME.includes(entry.kind);
}

/**
 * The log as it would stand at `now` if the ticket had been under `terms` from its report on: what people did, at the
 * instants at which they did it, and between these what time does by the terms. Throws if the log does not begin with
 * `ticket.opened`.
 */
export function replayLog(log: readonly Entry[], terms: Terms, now: Instant): Entry[] {
  const [first, ...rest] = log;
  if (first?.kind !== 'ticket.opened') throw new Error('a ticket log begins with ticket.opened');
  const replayed: Entry[] = [first];
  let ticket = openTicket(first);
  const letTimePass = (until: Instant, bound: 'before' | 'including') => {
    const settled = catchUp(ticket, terms, until, bound);
    ticket = settled.ticket;
    replayed.push(...settled.added);
  };
  let actedAt = first.at;
  let tickedAt: Instant | undefined;
  for (const entry of rest) {
    if (isByTime(entry)) {
      tickedAt = entry.at;
      continue;
    }
    // What falls due at the very instant of a step comes after it, unless the clock was faster then.
    letTimePass(entry.at, tickedAt === entry.at && actedAt < entry.at ? 'including' : 'before');
    ticket = applyEntry(ticket, entry);
    replayed.push(entry);
    actedAt = entry.at;
  }
  letTimePass(now, 'including');
  return replayed;
}

/** The log as it is, at `now`: what fell due while no desk ran has happened, too. */
export function recordedLog(log: readonly Entry[], terms: Terms, now: Instant): Entry[] {
  return [...log, ...catchUp(foldTicket(log), terms, now, 'including').added];
}
