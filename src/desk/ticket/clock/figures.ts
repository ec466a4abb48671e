import type { Instant } from '../../../lib/instant.ts';
import { METRICS, type Metric } from '../../book/schema.ts';
import type { MadePromise, Outcome, TicketFigures, TicketTimes } from '../case/figures.ts';
import { metBeforeMove } from '../case/moved.ts';
import type { SettledPromise } from '../case/moved-record.ts';
import type { Terms } from '../case/terms.ts';
import { type Breach, isOver, type Ticket } from '../case/ticket.ts';
import { clockOf, type TicketClock } from './clocks.ts';
import { finalReport } from './promised.ts';

/** What the figures of a month need of a ticket (docs/decision/0030). Pure functions of the ticket and its terms. */

/** What is counted of one ticket, and its times, under the terms that it has. */
export interface CountedTicket {
  readonly figures: TicketFigures;
  readonly times: TicketTimes;
}

export function figuresOf(ticket: Ticket, terms: Terms): CountedTicket {
  const { facts, level, assignee, withdrawn, resolvedAts, resolvedGaps } = ticket;
  const promises = promisesOf(ticket, terms);
  return {
    figures: {
      kind: facts.kind,
      customer: facts.customer,
      ...(level === undefined ? {} : { level }),
      ...(assignee === undefined ? {} : { engineer: assignee }),
      ...(facts.device === undefined ? {} : { device: facts.device }),
      promises: promises.map(({ clause, what, outcome }) => ({ clause, what, outcome })),
      ...(resolvedAts.length > 0 ? { resolved: true } : {}),
      ...(resolvedGaps.length > 0 ? { reopened: resolvedGaps.length } : {}),
      ...(withdrawn ? { gone: withdrawn.how } : {}),
    },
    times: timesOf(ticket, promises),
  };
}

function timesOf(ticket: Ticket, promises: readonly TimedPromise[]): TicketTimes {
  const { reportedAt, facts, arrivedAt, status, resolvedAts } = ticket;
  const since = (at: Instant | undefined) => (at === undefined ? null : Math.max(0, at - reportedAt));
  const ofFault = (at: Instant | undefined) => (facts.kind === 'fault' ? since(at) : null);
  const times = [
    since(firstResponse(ticket)),
    ofFault(arrivedAt),
    ofFault(status === 'open' ? undefined : resolvedAts.at(-1)),
  ] as const;
  const late = promises.flatMap(({ outcome, dueAt, metAt }) =>
    outcome === 'keptLate' && dueAt !== undefined && metAt !== undefined ? [metAt - dueAt] : [],
  );
  const unmet = promises.flatMap(({ outcome, dueAt }) => (outcome === 'broken' && dueAt !== undefined ? [dueAt] : []));
  if (late.length + unmet.length === 0) return times;
  return [...times, late.length > 0 ? Math.max(...late) : null, unmet.length > 0 ? Math.min(...unmet) : null];
}

/** A promise with when it was due and met. */
export interface TimedPromise extends MadePromise {
  /** Left out: a pause holds it. */
  readonly dueAt?: Instant;
  readonly metAt?: Instant;
}

/**
 * One promise for each clock that has started, and the final report of a serious incident. A clock that began afresh
 * after a breach (E2) is the same promise: met after all, it was kept late. Of a ticket that was taken back every
 * promise is withdrawn.
 */
export function promisesOf(ticket: Ticket, terms: Terms): TimedPromise[] {
  const { withdrawn } = ticket;
  // A withdrawn ticket has no clocks: what it had promised is read off the ticket before.
  const before: Ticket = withdrawn ? { ...ticket, status: withdrawn.was } : ticket;
  const made = [...METRICS.flatMap((metric) => clockPromise(before, terms, metric)), ...reportPromise(before, terms)];
  return withdrawn ? made.map((promise) => ({ ...promise, outcome: 'withdrawn' })) : made;
}

function clockPromise(ticket: Ticket, terms: Terms, metric: Metric): TimedPromise[] {
  const breach = ticket.pastBreaches.find((each) => each.metric === metric) ?? ticket.breaches[metric];
  const clock = clockOf(ticket, terms, metric);
  const settled = settledOf(ticket, metric, clock, breach);
  const clause = settled?.clause ?? terms.policy.clocks[metric]?.clause;
  if ((!clock && !breach && !settled) || clause === undefined) return [];
  const metAt = clock ? clock.stoppedAt : settled?.met;
  const dueAt = breach?.dueAt ?? clock?.dueAt ?? settled?.due;
  return [
    {
      clause,
      what: metric,
      // What the version of the book no longer promises is not owed any longer.
      outcome: outcomeOf(
        breach !== undefined,
        metAt !== undefined,
        isOver(ticket) || (!clock && settled !== undefined),
      ),
      ...(dueAt === undefined ? {} : { dueAt }),
      ...(metAt === undefined ? {} : { metAt }),
    },
  ];
}

/** The promise as an older version of the book had it, if it was met, broken or dropped by then (docs/decision/0034). */
function settledOf(
  { bookMove }: Ticket,
  metric: Metric,
  clock: TicketClock | undefined,
  breach: Breach | undefined,
): SettledPromise | undefined {
  const settled = bookMove?.settled[metric];
  if (!settled || !clock) return settled;
  return breach
    ? breach.dueAt === settled.due
      ? settled
      : undefined
    : metBeforeMove({ bookMove }, metric, clock.stoppedAt);
}

/** The final report of a serious incident (D20). */
function reportPromise(ticket: Ticket, terms: Terms): TimedPromise[] {
  const { incident } = ticket;
  if (!incident?.ended) return [];
  const { report, overdue = false, ...asked } = incident;
  const dueAt = finalReport({ ...ticket, incident: { ...asked, report: undefined } }, terms)?.dueAt;
  return [
    {
      clause: terms.policy.incident.clause,
      what: 'incident-report',
      outcome: outcomeOf(overdue, report !== undefined, false),
      ...(dueAt === undefined ? {} : { dueAt }),
      ...(report ? { metAt: report.at } : {}),
    },
  ];
}

/** What became of a promise. `isOver`: its case has ended, so that what was not met is not owed any longer. */
export function outcomeOf(wasBroken: boolean, isMet: boolean, isOver: boolean): Outcome {
  if (wasBroken) return isMet ? 'keptLate' : 'broken';
  if (isMet) return 'kept';
  return isOver ? 'withdrawn' : 'open';
}

/** The first sign of life to the customer: an acknowledgement, a step of work, an answer, a written reply. */
function firstResponse({ acknowledged, respondedAt, answeredAt, repliedAt }: Ticket): Instant | undefined {
  const known = [acknowledged?.at, respondedAt, answeredAt, repliedAt].filter((at) => at !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
}
