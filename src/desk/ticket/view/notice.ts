import type { Lane, Notice, Withdrawal } from '../../../outbox/notice.ts';
import { type Announcement, makeNotices, makeRedraws, type Redrawing } from '../../address/notice.ts';
import { isSamePlace, type Route } from '../../address/route.ts';
import { METRICS, type Metric } from '../../book/schema.ts';
import type { Entry } from '../case/entry.ts';
import { applyEntry } from '../case/fold.ts';
import { isUndoResolve } from '../case/is-take-back.ts';
import { subjectOf } from '../case/names.ts';
import type { Terms } from '../case/terms.ts';
import { isOver, type Ticket } from '../case/ticket.ts';
import { clockOf, isOpen } from '../clock/clocks.ts';
import type { CardSide } from '../verb/verb.ts';
import { alertOf } from './alert.ts';
import { alsoHears, keyOf, outlineNotice } from './audience.ts';
import { callbackDone } from './callback-done.ts';
import { callbackWithdrawals } from './callback-row.ts';
import { alsoCalled, inPlaceOf } from './called.ts';
import { caseRoutes, caseWays } from './case-ways.ts';
import { forwardedFiles } from './forward-files.ts';
import { joinClockLines } from './join-clock-lines.ts';
import { donePings } from './ping.ts';
import { cardPost, entryPost, SIDES } from './post.ts';
import { settledPings } from './settled-ping.ts';
import { sideCardNotices, sideCardWithdrawals } from './side-cards.ts';
import type { HouseView, TicketChange } from './view.ts';

/** The finished notices of a change: one for each entry, audience and place, in the language of the place. */
export function noticesOf(change: TicketChange, house: HouseView): Notice[] {
  const all = change.added.flatMap((entry, index) => {
    const number = change.after.entries - change.added.length + index + 1;
    return entryNotices(change, house, entry, number, stateAfter(change, index));
  });
  const notices = joinClockLines(all);
  return [
    ...notices,
    ...refreshes(change, house, notices),
    ...donePings(change, house),
    ...callbackDone(change, house),
    ...settledPings(change, house),
    ...sideCardNotices(change, house),
  ];
}

/**
 * The waiting notices that a change makes pointless: warnings and raises of clocks that stopped; of a closed ticket all
 * of them, and its staleness and tiers; of one that was taken back its broken promises too.
 */
export function withdrawalsOf(change: TicketChange, terms: Terms): Withdrawal[] {
  return [
    ...sideCardWithdrawals(change),
    ...callbackWithdrawals(change),
    ...promisedWithdrawals(change),
    ...fixWithdrawals(change),
    ...clockWithdrawals(change, terms),
  ];
}

/** A final report that was handed in, and a requirement that was delivered, are not reminded of. */
function promisedWithdrawals({ id, before, after }: TicketChange): Withdrawal[] {
  const subject = subjectOf(id);
  const kinds = [
    ...(after.incident?.report && !before?.incident?.report ? ['incident.report-'] : []),
    ...(after.status !== 'open' && before?.status === 'open' ? ['go-live.'] : []),
  ];
  return kinds.map((kind) => ({ subject, keyPrefix: `${subject}|${kind}` }));
}

/** A resolve that was taken back is not told where it was not told yet. */
function fixWithdrawals({ id, added }: TicketChange): Withdrawal[] {
  const subject = subjectOf(id);
  return added.some(isUndoResolve) ? [{ subject, keyPrefix: `${subject}|ticket.resolved|` }] : [];
}

function clockWithdrawals({ id, before, after, added }: TicketChange, terms: Terms): Withdrawal[] {
  const subject = subjectOf(id);
  if (!before) return [];
  if (after.status !== before.status && isOver(after)) {
    const pings = [
      'sla.warning',
      'sla.raised',
      'ticket.stale',
      'ticket.tier-raised',
      'callback.due',
      'callback.overdue',
    ];
    // A promise that was broken before the close is still told; a ticket that was taken back has none.
    const all = after.status === 'withdrawn' ? [...pings, 'sla.breached'] : pings;
    return all.map((kind) => ({ subject, keyPrefix: `${subject}|${kind}|` }));
  }
  const moved = movedMetrics(added);
  return METRICS.filter((metric) => {
    if (moved.includes(metric)) return true;
    const was = clockOf(before, terms, metric);
    const is = clockOf(after, terms, metric);
    return was && isOpen(was) && (!is || !isOpen(is) || is.dueAt !== was.dueAt);
  }).flatMap((metric) =>
    ['sla.warning', 'sla.raised'].map((kind) => ({ subject, keyPrefix: `${subject}|${kind}|${metric}|` })),
  );
}

/** What was about to be told of deadlines that a new version of the book changes. */
function movedMetrics(added: TicketChange['added']): Metric[] {
  return added.flatMap((entry) => (entry.kind === 'ticket.moved' ? entry.data.moved.map(({ metric }) => metric) : []));
}

function stateAfter({ after, added, before }: TicketChange, index: number): Ticket {
  return before && index < added.length - 1 ? added.slice(0, index + 1).reduce(applyEntry, before) : after;
}

/**
 * The notices of one entry: to its audiences as docs/simulate.md lists them, and to the audiences that get only its
 * line. Files follow.
 */
function entryNotices(change: TicketChange, house: HouseView, entry: Entry, number: number, ticket: Ticket): Notice[] {
  const outline = outlineNotice(entry, ticket, house);
  if (!outline) return [];
  const { facts } = ticket;
  const alert = alertOf(entry, change.after, house.terms.policy);
  const subject = subjectOf(change.id);
  const base = keyOf(subject, entry, number);
  const told = { id: change.id, ticket: change.after, entry, base, isLast: entry === change.added.at(-1) };
  const inPlace = inPlaceOf(entry, ticket, house);
  const announcement: Announcement = {
    ...outline,
    ...(inPlace ? { inPlace } : {}),
    key: base,
    subject,
    at: entry.at,
    also: [...alsoHears(entry, ticket), ...alsoCalled(entry, ticket, house)].filter(
      (each) => !outline.to.includes(each),
    ),
    customer: facts.customer,
    ...(alert ? { alert } : {}),
    lane: (audience) => laneOf(entry, audience, change.after, house.terms),
    waysTo: (audience) => caseWays(house, audience, facts),
    sealsItself: true,
  };
  const notices = makeNotices(house, announcement, (audience, route) => entryPost(told, house, audience, route));
  return notices.flatMap((words) => [words, ...forwardedFiles(entry, words, house.source, facts.customer)]);
}

/** Brings the ticket's card up to date where none of the change's notices brings it. */
function refreshes({ id, after }: TicketChange, house: HouseView, notices: readonly Notice[]): Notice[] {
  const subject = subjectOf(id);
  const isBrought = ({ place }: Route) =>
    notices.some((each) => each.post.card?.subject === subject && isSamePlace(each.place, place));
  const redrawing: Redrawing = {
    key: `${subject}|card|#${after.entries}`,
    kind: 'ticket.card',
    subject,
    at: after.asOfAt,
    to: SIDES,
    customer: after.facts.customer,
    sealsItself: true,
    waysTo: (side) =>
      caseRoutes(house, side, after.facts)
        .filter((route) => !isBrought(route))
        .map((route) => ({ route, fallbacks: [] })),
  };
  return makeRedraws(house, redrawing, (side, route) => cardPost(id, after, house, side as CardSide, route));
}

const PINGS_OF_TOP_LEVEL: readonly Entry['kind'][] = [
  'ticket.opened',
  'ticket.assigned',
  'ticket.level-changed',
  'sla.warning',
];

/**
 * Urgent, so that they overtake other notices of their channel: broken promises, and staff's pings of the highest
 * level.
 */
function laneOf({ kind }: Entry, audience: string, { level }: Ticket, { policy }: Terms): Lane {
  if (kind === 'sla.breached' || kind === 'sla.raised' || kind === 'ticket.unreached') return 'urgent';
  const isTop = level !== undefined && level === policy.levels[0]?.key;
  return isTop && audience !== 'customer' && PINGS_OF_TOP_LEVEL.includes(kind) ? 'urgent' : 'normal';
}
