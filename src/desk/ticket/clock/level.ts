import type { Instant } from '../../../lib/instant.ts';
import type { Metric } from '../../book/schema.ts';
import type { Entry } from '../case/entry.ts';
import { applyEntry } from '../case/fold.ts';
import type { Terms } from '../case/terms.ts';
import type { Late, LevelChangeReason, Ticket } from '../case/ticket.ts';
import { clockOf, clocksOf, duesOf, isOpen, type TicketClock } from './clocks.ts';
import { ladderStep } from './ladder.ts';

/** What a breach and a level change do to the clocks. Each may cause the other (E2). */

/**
 * The entries of a breach: the first person of the ladder is told, and the level rises where the clause says so (E2).
 */
export function breachEntries(
  ticket: Ticket,
  terms: Terms,
  { metric, rule, dueAt }: Pick<TicketClock, 'metric' | 'rule' | 'dueAt'>,
  at: Instant,
  late: Late | undefined,
): Entry[] {
  if (dueAt === undefined) return [];
  const breached = byClock(at, 'sla.breached', {
    metric,
    due: dueAt,
    ...ladderStep(terms, 0, at),
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
 * The entries of a level change. Clocks keep their start and pauses and get the new level's limit; those that are late
 * by it are breached at once, unless they are breached or stopped already.
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
  return [
    { ...bare, data: { ...data, due: duesOf(changed, terms) } },
    ...lateEntries(changed, terms, at, 'level-change'),
  ];
}

/** The breaches of the clocks that are late at `at` already, unless they are breached or stopped. */
export function lateEntries(ticket: Ticket, terms: Terms, at: Instant, why: Late): Entry[] {
  const entries: Entry[] = [];
  let current = ticket;
  for (const { metric } of clocksOf(ticket, terms)) {
    const clock = clockOf(current, terms, metric);
    if (!clock || !isOpen(clock) || current.breaches[metric] || clock.dueAt === undefined || clock.dueAt >= at)
      continue;
    const late = breachEntries(current, terms, clock, at, why);
    entries.push(...late);
    current = late.reduce(applyEntry, current);
  }
  return entries;
}

/** An entry that the passing of time writes. */
export function byClock<K extends Entry['kind']>(
  at: Instant,
  kind: K,
  data: Extract<Entry, { kind: K }>['data'],
): Entry {
  return { kind, at, by: 'clock', staff: false, data } as Entry;
}
