import type { Instant, Interval } from '../../../lib/instant.ts';
import { limitFor } from '../../book/book.ts';
import type { ClockRule, Limit } from '../../book/clock-rule.ts';
import { METRICS, type Metric, spanOf } from '../../book/schema.ts';
import { type Allowance, type Held, isProvisional, layOut, reach } from '../../sla/sla.ts';
import { metBeforeMove } from '../case/moved.ts';
import type { Terms } from '../case/terms.ts';
import type { Dues, Ticket } from '../case/ticket.ts';

/** One promise of one ticket, with its times. All of it is computed from the log, the calendar and the clause. */
export interface TicketClock {
  readonly metric: Metric;
  readonly rule: ClockRule;
  readonly limit: Limit;
  readonly allowance: Allowance;
  readonly held: Held;
  /** When the promise was kept, or the case ended; undefined while the clock is open. */
  readonly stoppedAt: Instant | undefined;
  /** undefined while a pause holds the open clock. */
  readonly dueAt: Instant | undefined;
  readonly warnAt: Instant | undefined;
  readonly provisional: boolean;
}

/** Every clock that applies to the ticket's kind, level, service level and site and has started. */
export function clocksOf(ticket: Ticket, terms: Terms): TicketClock[] {
  return METRICS.flatMap((metric) => clockOf(ticket, terms, metric) ?? []);
}

/** The clock of one metric; undefined if it does not apply or has not started, or the ticket was taken back. */
export function clockOf(ticket: Ticket, terms: Terms, metric: Metric): TicketClock | undefined {
  if (ticket.status === 'withdrawn') return undefined;
  const rule = terms.policy.clocks[metric];
  if (!rule || rule.kind !== ticket.facts.kind) return undefined;
  if (rule.notForHardwareOnly && ticket.facts.hardwareOnly) return undefined;
  if (rule.notAfterWarranty && ticket.facts.billable) return undefined;
  const limit = limitFor(rule, { ...ticket.facts, level: ticket.level });
  if (!limit) return undefined;
  const startsAt = limit.startsAt ?? rule.startsAt;
  const originAt = startsAt === 'report' ? ticket.reportedAt : ticket.dispatchedAt;
  if (originAt === undefined) return undefined;

  const startAt = ticket.restartedAt[metric] ?? (startsAt === 'report' ? terms.hours.nextOpen(originAt) : originAt);
  const allowance = layOut(
    spanOf(limit.within),
    startAt,
    terms.calendars,
    limit.plusTravel ? ticket.facts.travelMs : 0,
  );
  const stoppedAt = stopOf(ticket, metric, originAt);
  const held = heldOf(ticket, metric, rule, stoppedAt);
  // What was met before the ticket was moved to this version of the book stays as it was promised.
  const met = metBeforeMove(ticket, metric, stoppedAt);
  const dueAt = met ? met.due : reach(allowance, held);
  return {
    metric,
    rule,
    limit,
    allowance,
    held,
    stoppedAt,
    dueAt,
    warnAt: reach(allowance, held, terms.policy.warnAtPercent / 100),
    provisional: dueAt !== undefined && isProvisional(allowance.calendar, dueAt),
  };
}

/** Whether the clock was not stopped yet. A clock stays open after a breach until its promise is kept. */
export function isOpen(clock: TicketClock): boolean {
  return clock.stoppedAt === undefined;
}

export function isPaused(clock: TicketClock): boolean {
  return isOpen(clock) && clock.held.heldSince !== undefined;
}

/** When the next promise falls due that is still owed; Infinity if none is. */
export function nextPromiseAt(ticket: Ticket, terms: Terms): Instant {
  return Math.min(
    ...clocksOf(ticket, terms).map((clock) => (isOpen(clock) && clock.dueAt) || Number.POSITIVE_INFINITY),
  );
}

/** Due instants of the clocks that are open and not paused, breached ones included. */
export function duesOf(ticket: Ticket, terms: Terms): Dues {
  const running = clocksOf(ticket, terms).filter((clock) => isOpen(clock) && !isPaused(clock));
  return Object.fromEntries(running.map(({ metric, dueAt }) => [metric, dueAt]));
}

/** The metrics of the open clocks that a pause holds or would hold. */
export function pausableOf(ticket: Ticket, terms: Terms): Metric[] {
  return clocksOf(ticket, terms)
    .filter((clock) => isOpen(clock) && clock.rule.pauses)
    .map(({ metric }) => metric);
}

function heldOf(ticket: Ticket, metric: Metric, rule: ClockRule, stoppedAt: Instant | undefined): Held {
  const gaps: readonly Interval[] = metric === 'resolve' ? ticket.resolvedGaps : [];
  if (!rule.pauses) return { excluded: gaps, heldSince: undefined };
  const { pauses, pausedSince } = ticket;
  if (stoppedAt === undefined) return { excluded: [...pauses, ...gaps], heldSince: pausedSince };
  return { excluded: [...pausesUntil(stoppedAt, pauses, pausedSince), ...gaps], heldSince: undefined };
}

/** The pauses up to an instant: those after a promise was met do not move its due time any more. */
function pausesUntil(at: Instant, pauses: readonly Interval[], pausedSince: Instant | undefined): Interval[] {
  const all: readonly Interval[] = pausedSince === undefined ? pauses : [...pauses, [pausedSince, at]];
  return all.filter(([fromAt]) => fromAt < at).map(([fromAt, toAt]) => [fromAt, Math.min(toAt, at)]);
}

/** When the first event happened that keeps the promise ("Stops" in docs/clauses.md); undefined if none has. */
function stopOf(ticket: Ticket, metric: Metric, originAt: Instant): Instant | undefined {
  const resolvedAt = ticket.resolvedAts.find((at) => at >= originAt);
  switch (metric) {
    case 'respond':
      return earliest(ticket.acknowledged?.at, ticket.respondedAt);
    case 'workaround':
      return earliest(ticket.workaroundAt, resolvedAt);
    case 'on-site':
      return earliest(ticket.arrivedAt, resolvedAt);
    case 'resolve':
      return ticket.status === 'open' ? undefined : ticket.resolvedAts.at(-1);
    case 'answer':
      return earliest(ticket.answeredAt, resolvedAt);
    case 'reply':
      return ticket.repliedAt;
  }
}

function earliest(...instants: (Instant | undefined)[]): Instant | undefined {
  const known = instants.filter((at) => at !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
}
