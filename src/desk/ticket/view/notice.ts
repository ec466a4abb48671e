import type { Instant } from '../../../lib/instant.ts';
import type { Lane, Notice, Withdrawal } from '../../../outbox/notice.ts';
import { fallbacksOf } from '../../address/fallback.ts';
import { isSamePlace, type Route, routesOf } from '../../address/route.ts';
import { METRICS } from '../../book/schema.ts';
import type { Entry } from '../case/entry.ts';
import { applyEntry } from '../case/fold.ts';
import { subjectOf } from '../case/names.ts';
import type { Terms } from '../case/terms.ts';
import type { ReportFacts, Ticket } from '../case/ticket.ts';
import { clockOf, isOpen } from '../clock/clocks.ts';
import { type Announcement, alsoHears, announce, keyOf } from './audience.ts';
import { carriedFiles } from './forward-files.ts';
import { joinClockLines } from './join-lines.ts';
import { donePings } from './ping.ts';
import { cardPost, entryPost, isSide } from './post.ts';
import { asideNotices, asideWithdrawals } from './side-cards.ts';
import type { HouseView, TicketChange } from './view.ts';

/** The finished notices of a change: one per entry, audience and place, in the place's language. */
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
    ...asideNotices(change, house),
  ];
}

/** Which waiting notices the change makes pointless: warnings and raises of clocks that no longer run, all of a closed case. */
export function withdrawalsOf(change: TicketChange, terms: Terms): Withdrawal[] {
  return [...asideWithdrawals(change), ...clockWithdrawals(change, terms)];
}

function clockWithdrawals({ id, before, after }: TicketChange, terms: Terms): Withdrawal[] {
  const subject = subjectOf(id);
  if (!before) return [];
  if (after.status === 'closed' && before.status !== 'closed')
    return ['sla.warning', 'sla.raised', 'ticket.stale', 'ticket.tier-raised'].map((kind) => ({
      subject,
      keyPrefix: `${subject}|${kind}|`,
    }));
  return METRICS.filter((metric) => {
    const was = clockOf(before, terms, metric);
    const is = clockOf(after, terms, metric);
    return was && isOpen(was) && (!is || !isOpen(is) || is.dueAt !== was.dueAt);
  }).flatMap((metric) =>
    ['sla.warning', 'sla.raised'].map((kind) => ({ subject, keyPrefix: `${subject}|${kind}|${metric}|` })),
  );
}

function stateAfter({ after, added, before }: TicketChange, index: number): Ticket {
  return before && index < added.length - 1 ? added.slice(0, index + 1).reduce(applyEntry, before) : after;
}

/** What one entry makes everybody hear: the notice as scenario.md names it, and quiet lines for those it concerns too. */
function entryNotices(change: TicketChange, house: HouseView, entry: Entry, number: number, ticket: Ticket): Notice[] {
  const announcement = announce(entry, ticket);
  if (!announcement) return [];
  return [...announcement.to, ...alsoHears(entry, ticket)].flatMap((audience) =>
    caseRoutes(house, audience, ticket.facts).flatMap((route) => {
      const words = notice(change, house, entry, number, audience, route, announcement);
      return [words, ...carriedFiles(entry, words, audience, route, house.source, ticket.facts.customer)];
    }),
  );
}

/** The places of an audience; where the customer's own message became the ticket, its thread. */
function caseRoutes({ source }: HouseView, audience: string, { customer, origin }: ReportFacts): Route[] {
  const routes = routesOf(source, audience, customer);
  if (audience !== 'customer' || !origin) return routes;
  return routes.map((route) =>
    isSamePlace(route.place, origin) ? { ...route, place: { ...route.place, threadId: origin.threadId } } : route,
  );
}

/** Where no notice of this change brings the card itself, it is still brought up to the outcome. */
function refreshes(change: TicketChange, house: HouseView, notices: readonly Notice[]): Notice[] {
  const subject = subjectOf(change.id);
  return (['customer', 'team'] as const).flatMap((side) =>
    caseRoutes(house, side, change.after.facts)
      .filter(
        ({ place }) => !notices.some((each) => each.post.card?.subject === subject && isSamePlace(each.place, place)),
      )
      .map((route) => ({
        ...noticeBase(change, change.after.asOfAt, side, route),
        key: `${subject}|card|#${change.after.entries}|${placeKey(side, route)}`,
        kind: 'ticket.card',
        lane: 'normal' as const,
        post: cardPost(change.id, change.after, house, side, route),
        fallbacks: [],
      })),
  );
}

function notice(
  change: TicketChange,
  house: HouseView,
  entry: Entry,
  number: number,
  audience: string,
  route: Route,
  announcement: Announcement,
): Notice {
  const subject = subjectOf(change.id);
  const base = keyOf(subject, entry, number);
  const told = { id: change.id, ticket: change.after, entry, base, isLast: entry === change.added.at(-1) };
  const about = { ...announcement, id: base, subject, at: entry.at, audience };
  return {
    ...noticeBase(change, entry.at, audience, route),
    key: `${base}|${placeKey(audience, route)}`,
    kind: entry.kind,
    lane: laneOf(entry, audience, change.after, house.terms),
    post: { ...entryPost(told, house, audience, route), about },
    fallbacks: fallbacksOf(house.source, audience, route, isSide(audience) ? 'stays' : 'comes'),
  };
}

const PINGS_OF_TOP_LEVEL: readonly Entry['kind'][] = [
  'ticket.opened',
  'ticket.assigned',
  'ticket.level-changed',
  'sla.warning',
];

/** What cannot wait behind the rest of its channel: broken promises, and our own pings of the highest level. */
function laneOf({ kind }: Entry, audience: string, { level }: Ticket, { policy }: Terms): Lane {
  if (kind === 'sla.breached' || kind === 'sla.raised') return 'urgent';
  const isTop = level !== undefined && level === policy.levels[0]?.key;
  return isTop && audience !== 'customer' && PINGS_OF_TOP_LEVEL.includes(kind) ? 'urgent' : 'normal';
}

function noticeBase(change: TicketChange, at: Instant, audience: string, { place }: Route) {
  return { subject: subjectOf(change.id), at, audience, place };
}

function placeKey(audience: string, { place }: Route): string {
  return `${audience}@${place.platform}/${place.channelId}`;
}
