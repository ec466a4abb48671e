import type { Instant } from '../../../lib/instant.ts';
import { spanOf } from '../../book/schema.ts';
import { layOut, reach } from '../../sla/sla.ts';
import type { Entry } from '../case/entry.ts';
import { applyEntry } from '../case/fold.ts';
import { countedFrom } from '../case/moved.ts';
import type { Terms } from '../case/terms.ts';
import { isOver, type Ticket } from '../case/ticket.ts';
import { clocksOf, isOpen, type TicketClock } from './clocks.ts';
import { ladderStep, nextStepAt } from './ladder.ts';
import { breachEntries, byClock } from './level.ts';
import { nextLineAt, riseByOutage } from './outage.ts';
import { pageLapses } from './paging.ts';
import { promisedLapses } from './promised.ts';
import { dispatchLapse, triageLapses } from './waiting.ts';

/**
 * What happens to a ticket because time passes: warnings, breaches, the ladder, rises by outage, tiers, staleness. Pure
 * functions: they are given the ticket, its terms and the time.
 */

/** Something that happens at `at` unless the ticket changes before. */
interface Lapse {
  readonly at: Instant;
  happen(ticket: Ticket, at: Instant): Entry[];
}

/** A ticket and the entries that were added to it. */
export interface Progress {
  readonly ticket: Ticket;
  readonly added: readonly Entry[];
}

/** The next instant at which something falls due; undefined if nothing runs. */
export function nextDueAt(ticket: Ticket, terms: Terms): Instant | undefined {
  return earliestLapse(ticket, terms)?.at;
}

/** Lets everything happen that falls due before `now` (with `including`, at `now` too), each at its own due instant. */
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
  // A serious incident's final report is owed after the close, too.
  const promised = promisedLapses(ticket, terms);
  if (isOver(ticket)) return earliest(promised);
  return earliest([
    ...clockLapses(ticket, terms),
    ...outageLapse(ticket, terms),
    ...tierLapses(ticket, terms),
    ...staleLapses(ticket, terms),
    ...pageLapses(ticket, terms),
    ...callbackLapse(ticket),
    ...promised,
    ...triageLapses(ticket, terms),
    ...dispatchLapse(ticket, terms),
  ]);
}

function earliest(lapses: readonly Lapse[]): Lapse | undefined {
  return lapses.reduce<Lapse | undefined>((first, next) => (first && first.at <= next.at ? first : next), undefined);
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
  // A warning whose instant has passed when the clock starts or moves is skipped.
  if (warnAt !== undefined && dueAt !== undefined && warnAt >= ticket.asOfAt && ticket.warnedOf[metric] !== dueAt)
    lapses.push({ at: warnAt, happen: (_, at) => [byClock(at, 'sla.warning', { metric, due: dueAt })] });
  if (dueAt !== undefined)
    lapses.push({ at: dueAt, happen: (current, at) => breachEntries(current, terms, clock, at, undefined) });
  return lapses;
}

/**
 * The ladder: while the clock is open, one more person who is there is told every so often. A pause of the clock pauses
 * the ladder.
 */
function ladderLapse(ticket: Ticket, terms: Terms, clock: TicketClock): Lapse[] {
  const breach = ticket.breaches[clock.metric];
  if (!breach || breach.steps >= terms.policy.ladder.people.length) return [];
  // A step may have passed while the clock did not run: it was stopped by a step that was undone, or the level had no
  // such promise.
  const at = nextStepAt(breach, terms, clock, ticket.asOfAt);
  if (at === undefined) return [];
  const happen = (_: Ticket, at: Instant) => {
    const next = ladderStep(terms, breach.steps, at);
    return next ? [byClock(at, 'sla.raised', { metric: clock.metric, due: breach.dueAt, ...next })] : [];
  };
  return [{ at, happen }];
}

/** The warnings that would have been given between `since` and `now`, of promises that can still be kept. */
export function passedWarnings(ticket: Ticket, terms: Terms, since: Instant, now: Instant): Entry[] {
  return clocksOf(ticket, terms).flatMap(({ metric, dueAt, warnAt, stoppedAt }) => {
    if (stoppedAt !== undefined || dueAt === undefined || warnAt === undefined) return [];
    const isMissed = warnAt >= since && warnAt < now && dueAt >= now && ticket.warnedOf[metric] !== dueAt;
    return isMissed ? [byClock(now, 'sla.warning', { metric, due: dueAt })] : [];
  });
}

function outageLapse(ticket: Ticket, terms: Terms): Lapse[] {
  const at = nextLineAt(ticket, terms);
  return at === undefined ? [] : [{ at, happen: (current, at) => riseByOutage(current, terms, at) }];
}

/**
 * Support tiers (D11): the tier only rises, and only if the ticket is unresolved at that very instant: a line that
 * passed while it was resolved raises nothing. Pauses do not delay it.
 */
function tierLapses(ticket: Ticket, terms: Terms): Lapse[] {
  return tierLines(ticket, terms)
    .filter(({ at }) => at >= ticket.asOfAt)
    .map(({ at, tier }) => ({ at, happen: (_, at) => [byClock(at, 'ticket.tier-raised', { tier, why: 'overdue' })] }));
}

/**
 * The highest tier whose line passed unnoticed: before a ticket was written down that was told earlier, or since a
 * resolve that was taken back. None: no entry.
 */
export function passedTier(ticket: Ticket, terms: Terms, now: Instant, since = Number.NEGATIVE_INFINITY): Entry[] {
  const passed = tierLines(ticket, terms).filter(({ at }) => at >= since && at < now);
  if (passed.length === 0) return [];
  const tier = Math.max(...passed.map((line) => line.tier));
  return [byClock(now, 'ticket.tier-raised', { tier, why: 'overdue' })];
}

/** When an unresolved fault rises to each of the tiers above its own. */
function tierLines(ticket: Ticket, terms: Terms): { readonly tier: number; readonly at: Instant }[] {
  if (ticket.status !== 'open' || ticket.facts.kind !== 'fault') return [];
  return terms.policy.tiers.flatMap(({ tier, after, from, unlessArrived }) => {
    const fromAt = from === 'report' ? ticket.reportedAt : ticket.arrivedAt;
    if (!after || tier <= ticket.tier || fromAt === undefined) return [];
    if (unlessArrived && ticket.arrivedAt !== undefined) return [];
    const { calendar, startAt, ms } = layOut(spanOf(after), fromAt, terms.calendars);
    return [{ tier, at: calendar.add(startAt, ms) }];
  });
}

/** The next tier that the ticket rises to by itself, and when; undefined: none lies ahead. */
export function nextTier(ticket: Ticket, terms: Terms): { readonly tier: number; readonly at: Instant } | undefined {
  return tierLines(ticket, terms)
    .filter(({ at }) => at >= ticket.asOfAt)
    .sort((one, other) => one.at - other.at || other.tier - one.tier)[0];
}

/** A call that is owed and was not made in time (B5); told once. Pauses do not hold it. */
function callbackLapse({ callback, asOfAt }: Ticket): Lapse[] {
  const due = callback?.until;
  if (due === undefined || callback?.overdue) return [];
  const data = { due, ...(callback?.no === undefined ? {} : { no: callback.no }) };
  return [{ at: Math.max(due, asOfAt), happen: (_, at) => [byClock(at, 'callback.overdue', data)] }];
}

/**
 * Staleness (D7): no entry by staff for the policy's limit, reported once for each silence; pauses do not count. Each
 * further silence goes one manager higher.
 */
function staleLapses(ticket: Ticket, terms: Terms): Lapse[] {
  const at = silentAt(ticket, terms);
  const since = ticket.lastStaffAt ?? ticket.reportedAt;
  const place = Math.min(ticket.silences ?? 0, terms.policy.ladder.people.length - 1);
  const happen = (_: Ticket, at: Instant) => [byClock(at, 'ticket.stale', { since, ...ladderStep(terms, place, at) })];
  return at === undefined ? [] : [{ at, happen }];
}

/** When the silence of staff is reported if nothing is heard from them; undefined: not, or a pause holds it. */
export function silentAt(ticket: Ticket, terms: Terms): Instant | undefined {
  const rule = terms.policy.stale.find(({ levels }) => !levels || levels.includes(ticket.level ?? ''));
  const since = ticket.lastStaffAt ?? ticket.reportedAt;
  if (!rule || ticket.status !== 'open' || ticket.facts.kind !== 'fault' || ticket.staleSince === since)
    return undefined;
  const held = { excluded: [...ticket.pauses, ...ticket.resolvedGaps], heldSince: ticket.pausedSince };
  const dueAt = reach(layOut(spanOf(rule.within), countedFrom(ticket, 'silence', since), terms.calendars), held);
  return dueAt === undefined ? undefined : Math.max(dueAt, ticket.asOfAt);
}
