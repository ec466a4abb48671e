import type { Instant } from '../../../lib/instant.ts';
import { spanOf } from '../../book/schema.ts';
import { layOut, reach } from '../../sla/sla.ts';
import type { Entry } from '../case/entry.ts';
import { applyEntry } from '../case/fold.ts';
import type { Terms } from '../case/terms.ts';
import type { Ticket } from '../case/ticket.ts';
import { clocksOf, isOpen, type TicketClock } from './clocks.ts';
import { breachEntries, byClock } from './level.ts';
import { nextLineAt, riseByOutage } from './outage.ts';

/**
 * What happens to a ticket because time passes: warnings, breaches, the ladder, rises by outage, tiers, staleness.
 * Pure: from the ticket and its terms follows what lapses next and when; nothing here asks what time it is.
 */

/** Something that will happen by itself at `at` unless somebody changes the ticket before. */
interface Lapse {
  readonly at: Instant;
  happen(ticket: Ticket, at: Instant): Entry[];
}

/** The ticket and the entries that were added to it. */
export interface Progress {
  readonly ticket: Ticket;
  readonly added: readonly Entry[];
}

/** The next instant at which something falls due; undefined when nothing runs. */
export function nextDueAt(ticket: Ticket, terms: Terms): Instant | undefined {
  return earliestLapse(ticket, terms)?.at;
}

/** Lets everything happen that lies before `now` (or, with `including`, at `now` too), each at its own due instant. */
export function catchUp(ticket: Ticket, terms: Terms, now: Instant, bound: 'before' | 'including'): Progress {
  const added: Entry[] = [];
  let current = ticket;
  for (;;) {
    const lapse = earliestLapse(current, terms);
    if (!lapse || (bound === 'before' ? lapse.at >= now : lapse.at > now)) return { ticket: current, added };
    const entries = lapse.happen(current, Math.max(lapse.at, current.asOfAt));
    added.push(...entries);
    current = entries.reduce(applyEntry, current);
  }
}

function earliestLapse(ticket: Ticket, terms: Terms): Lapse | undefined {
  if (ticket.status === 'closed') return undefined;
  const all = [
    ...clockLapses(ticket, terms),
    ...outageLapse(ticket, terms),
    ...tierLapses(ticket, terms),
    ...staleLapses(ticket, terms),
  ];
  return all.reduce<Lapse | undefined>((first, next) => (first && first.at <= next.at ? first : next), undefined);
}

function clockLapses(ticket: Ticket, terms: Terms): Lapse[] {
  return clocksOf(ticket, terms)
    .filter(isOpen)
    .flatMap((clock) =>
      ticket.breaches[clock.metric] ? ladderLapse(ticket, terms, clock) : dueLapses(ticket, terms, clock),
    );
}

function dueLapses(ticket: Ticket, terms: Terms, clock: TicketClock): Lapse[] {
  const { metric, dueAt, warnAt } = clock;
  const lapses: Lapse[] = [];
  // A warning that lies in the past when the clock starts or moves is skipped.
  if (warnAt !== undefined && dueAt !== undefined && warnAt >= ticket.asOfAt && ticket.warnedOf[metric] !== dueAt)
    lapses.push({ at: warnAt, happen: (_, at) => [byClock(at, 'sla.warning', { metric, due: dueAt })] });
  if (dueAt !== undefined)
    lapses.push({ at: dueAt, happen: (current, at) => breachEntries(current, terms, clock, at, undefined) });
  return lapses;
}

/** One person up the ladder every so often while the clock is open; the steps wait while it is paused. */
function ladderLapse(ticket: Ticket, terms: Terms, clock: TicketClock): Lapse[] {
  const breach = ticket.breaches[clock.metric];
  const { people, every } = terms.policy.ladder;
  const raisedTo = breach && people[breach.steps];
  if (!breach || raisedTo === undefined) return [];
  const step = layOut(spanOf(every), breach.at, terms.calendars);
  const at = reach({ ...step, ms: step.ms * breach.steps }, clock.held);
  if (at === undefined) return [];
  const data = { metric: clock.metric, due: breach.dueAt, raisedTo };
  // A step can have passed while the clock was away: stopped by what was undone, or not promised at another level.
  return [{ at: Math.max(at, ticket.asOfAt), happen: (_, at) => [byClock(at, 'sla.raised', data)] }];
}

function outageLapse(ticket: Ticket, terms: Terms): Lapse[] {
  const at = nextLineAt(ticket, terms);
  return at === undefined ? [] : [{ at, happen: (current, at) => riseByOutage(current, terms, at) }];
}

/** D11: the next level of support, each only upwards and only while unresolved; pauses do not stop it. */
function tierLapses(ticket: Ticket, terms: Terms): Lapse[] {
  if (ticket.status !== 'open' || ticket.facts.kind !== 'fault') return [];
  return terms.policy.tiers.flatMap(({ tier, after, from, unlessArrived }) => {
    const fromAt = from === 'report' ? ticket.reportedAt : ticket.arrivedAt;
    if (!after || tier <= ticket.tier || fromAt === undefined) return [];
    if (unlessArrived && ticket.arrivedAt !== undefined) return [];
    const { calendar, startAt, ms } = layOut(spanOf(after), fromAt, terms.calendars);
    const at = calendar.add(startAt, ms);
    // A line that passed while the ticket was resolved is gone: the tier asks for the state at its own instant.
    if (at < ticket.asOfAt) return [];
    return [{ at, happen: (_: Ticket, at: Instant) => [byClock(at, 'ticket.tier-raised', { tier, why: 'overdue' })] }];
  });
}

/** D7: no sign of life from the staff for the policy's limit, once per silence; pauses are cut out. */
function staleLapses(ticket: Ticket, terms: Terms): Lapse[] {
  const rule = terms.policy.stale.find(({ levels }) => !levels || levels.includes(ticket.level ?? ''));
  const since = ticket.lastStaffAt ?? ticket.reportedAt;
  if (!rule || ticket.status !== 'open' || ticket.facts.kind !== 'fault' || ticket.staleSince === since) return [];
  const held = { excluded: [...ticket.pauses, ...ticket.resolvedGaps], heldSince: ticket.pausedSince };
  const dueAt = reach(layOut(spanOf(rule.within), since, terms.calendars), held);
  if (dueAt === undefined) return [];
  return [{ at: Math.max(dueAt, ticket.asOfAt), happen: (_, at) => [byClock(at, 'ticket.stale', { since })] }];
}
