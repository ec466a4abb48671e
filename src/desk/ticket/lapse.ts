import type { Instant } from '../../lib/instant.ts';
import { type Metric, spanOf } from '../contract/schema.ts';
import { layOut, reach } from '../sla/sla.ts';
import { clocksOf, duesOf, isOpen, type Terms, type TicketClock } from './clocks.ts';
import { applyEntry } from './fold.ts';
import type { Entry, Late, LevelChangeReason, Ticket } from './ticket.ts';

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
export function settle(ticket: Ticket, terms: Terms, now: Instant, bound: 'before' | 'including'): Progress {
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
    ...outageLapses(ticket, terms),
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

/** A broken promise goes on record and to the first of the ladder; where the clause says so, the level rises (E2). */
export function breachEntries(
  ticket: Ticket,
  terms: Terms,
  { metric, rule, dueAt }: Pick<TicketClock, 'metric' | 'rule' | 'dueAt'>,
  at: Instant,
  late: Late | undefined,
): Entry[] {
  if (dueAt === undefined) return [];
  const raisedTo = terms.policy.ladder.people[0];
  const breached = byClock(at, 'sla.breached', {
    metric,
    due: dueAt,
    ...(raisedTo === undefined ? {} : { raisedTo }),
    ...(late === undefined ? {} : { late }),
  });
  const levels = terms.policy.levels.map(({ key }) => key);
  const higher = levels[levels.indexOf(ticket.level ?? '') - 1];
  if (rule.onBreach !== 'raise-level' || higher === undefined) return [breached];
  return [
    breached,
    ...levelEntries(
      applyEntry(ticket, breached),
      terms,
      { level: higher, why: 'overdue', restarts: metric },
      'clock',
      at,
    ),
  ];
}

/**
 * A level change keeps start and pauses and swaps the target; clocks whose new target is already past are breached at
 * once, unless they are breached or met already.
 */
export function levelEntries(
  ticket: Ticket,
  terms: Terms,
  change: { level: string; why: LevelChangeReason; restarts?: Metric },
  by: string,
  at: Instant,
): Entry[] {
  const data = { from: ticket.level ?? '', ...change };
  const bare: Entry = {
    kind: 'ticket.level-changed',
    at,
    by,
    staff: change.why === 'manual',
    data: { ...data, due: {} },
  };
  const changed = applyEntry(ticket, bare);
  const entries: Entry[] = [{ ...bare, data: { ...data, due: duesOf(changed, terms) } }];
  let current = changed;
  for (const { metric } of clocksOf(changed, terms)) {
    const clock = clocksOf(current, terms).find((each) => each.metric === metric);
    if (!clock || !isOpen(clock) || current.breaches[metric] || clock.dueAt === undefined || clock.dueAt >= at)
      continue;
    const late = breachEntries(current, terms, clock, at, 'level-change');
    entries.push(...late);
    current = late.reduce(applyEntry, current);
  }
  return entries;
}

/** D1: the lines an outage crosses as it goes on. A ticket only rises by itself. */
function outageLapses(ticket: Ticket, terms: Terms): Lapse[] {
  const { outage } = ticket;
  if (ticket.status !== 'open' || ticket.facts.kind !== 'fault' || !outage || outage.endedAt !== undefined) return [];
  const higher = crossableLines(ticket, terms);
  if (higher.length === 0) return [];
  const at = Math.max(Math.min(...higher.map((line) => line.at)), ticket.asOfAt);
  return [{ at, happen: (current, at) => riseByOutage(current, terms, at) }];
}

function riseByOutage(ticket: Ticket, terms: Terms, at: Instant): Entry[] {
  const [line] = crossableLines(ticket, terms).filter((each) => each.at <= at);
  return line ? levelEntries(ticket, terms, { level: line.level, why: 'outage' }, 'clock', at) : [];
}

/** The outage lines above the present level whose reach is given, most severe first. */
function crossableLines(ticket: Ticket, terms: Terms): { level: string; at: Instant }[] {
  const { outage } = ticket;
  if (!outage) return [];
  const levels = terms.policy.levels.map(({ key }) => key);
  const present = levels.indexOf(ticket.level ?? '');
  return (
    terms.policy.outage
      .filter((line) => levels.indexOf(line.level) < present && outage.affectedPercent >= line.affectedPercent)
      .sort((one, other) => levels.indexOf(one.level) - levels.indexOf(other.level))
      .map((line) => ({ level: line.level, at: outageLineAt(line.after, outage.sinceAt, terms) }))
      // Whoever set a level by hand knew the lines that were crossed by then.
      .filter(({ at }) => outage.overruledAt === undefined || at >= outage.overruledAt)
  );
}

function outageLineAt(after: string, sinceAt: Instant, terms: Terms): Instant {
  const { calendar, startAt, ms } = layOut(spanOf(after), sinceAt, terms.calendars);
  return calendar.add(startAt, ms);
}

/** The level that an outage of so long and so wide a reach means at `at` (D1); undefined: below every line. */
export function levelByOutage(
  terms: Terms,
  outage: { sinceAt: Instant; affectedPercent: number },
  at: Instant,
): string | undefined {
  const levels = terms.policy.levels.map(({ key }) => key);
  return terms.policy.outage
    .filter(
      (line) => outage.affectedPercent >= line.affectedPercent && outageLineAt(line.after, outage.sinceAt, terms) <= at,
    )
    .map(({ level }) => level)
    .sort((one, other) => levels.indexOf(one) - levels.indexOf(other))[0];
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

function byClock<K extends Entry['kind']>(at: Instant, kind: K, data: Extract<Entry, { kind: K }>['data']): Entry {
  return { kind, at, by: 'clock', staff: false, data } as Entry;
}
