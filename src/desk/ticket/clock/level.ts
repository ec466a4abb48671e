import type { Instant } from '../../../lib/instant.ts';
import type { Metric } from '../../book/schema.ts';
import type { Entry } from '../case/entry.ts';
import { applyEntry } from '../case/fold.ts';
import type { Terms } from '../case/terms.ts';
import type { Late, LevelChangeReason, Ticket } from '../case/ticket.ts';
import { clockOf, clocksOf, duesOf, isOpen, type TicketClock } from './clocks.ts';

/** What a broken promise and a change of level do to the clocks; each may bring the other (E2, level changes). */

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
    const clock = clockOf(current, terms, metric);
    if (!clock || !isOpen(clock) || current.breaches[metric] || clock.dueAt === undefined || clock.dueAt >= at)
      continue;
    const late = breachEntries(current, terms, clock, at, 'level-change');
    entries.push(...late);
    current = late.reduce(applyEntry, current);
  }
  return entries;
}

/** An entry that time itself makes. */
export function byClock<K extends Entry['kind']>(
  at: Instant,
  kind: K,
  data: Extract<Entry, { kind: K }>['data'],
): Entry {
  return { kind, at, by: 'clock', staff: false, data } as Entry;
}
