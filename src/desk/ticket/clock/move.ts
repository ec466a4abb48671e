import type { Instant } from '../../../lib/instant.ts';
import { METRICS, type Metric } from '../../book/schema.ts';
import type { Entry, EntryOf, LateByMove } from '../case/entry.ts';
import { applyEntry } from '../case/fold.ts';
import type { ChangedDue, ContractFacts, CountsAgain, SettledPromises } from '../case/moved-record.ts';
import type { Terms } from '../case/terms.ts';
import type { Ticket } from '../case/ticket.ts';
import { clockOf, clocksOf, duesOf, isOpen, isPaused, type TicketClock } from './clocks.ts';
import { lastTold, nextStepAt } from './ladder.ts';
import { catchUp, type Progress, silentAt } from './lapse.ts';
import { byClock } from './level.ts';
import { nextLineAt } from './outage.ts';
import { nextPage } from './paging.ts';
import { finalReport, goLive } from './promised.ts';
import { dispatchLapse } from './waiting.ts';

/**
 * A ticket moves to another version of the service book. From then on its deadlines are those of the new version; what would
 * have been told before by it is not told any more, and what lies ahead is told in time (docs/decision/0034). Pure.
 */

/** The terms of a ticket by both versions of the book, and what the new one says of its place. */
export interface MoveTerms {
  readonly from: { readonly version: number; readonly terms: Terms };
  readonly to: { readonly version: number; readonly terms: Terms };
  readonly facts: ContractFacts;
}

/** A ticket after its move, and what the move does to its deadlines. */
export interface Moved extends Progress {
  readonly changed: readonly ChangedDue[];
  /** Promises that are broken at once, because they were due before now by the new version. */
  readonly broken: readonly Metric[];
  readonly late: readonly LateByMove[];
}

/** Moves a ticket. What fell due before `now` by the old terms happens first. `by`: who has it moved. */
export function moveTicket(ticket: Ticket, move: MoveTerms, by: string, now: Instant): Moved {
  const { from, to } = move;
  const settled = catchUp(ticket, from.terms, now, 'before');
  const bare = entryOf(settled.ticket, move, by, now);
  const moved = applyEntry(settled.ticket, bare);
  const entry: EntryOf<'ticket.moved'> = {
    ...bare,
    data: {
      ...bare.data,
      again: countsAgain(moved, to.terms, now),
      ladders: laddersAfter(moved, from.terms, to.terms, now),
      ...callsAfter(moved, to.terms, now),
      late: lateByMove(moved, to.terms, now),
    },
  };
  const after = applyEntry(settled.ticket, entry);
  const breaches = brokenBy(after, to.terms, now);
  return {
    ticket: breaches.reduce(applyEntry, after),
    added: [...settled.added, entry, ...breaches],
    changed: entry.data.moved,
    broken: breaches.map(({ data }) => data.metric),
    late: entry.data.late,
  };
}

/** The entry with everything but what has to wait, which is read off the ticket after it. */
function entryOf(ticket: Ticket, { from, to, facts }: MoveTerms, by: string, now: Instant): EntryOf<'ticket.moved'> {
  const placed: Ticket = { ...ticket, facts: { ...ticket.facts, ...facts } };
  const data = {
    ...{ from: from.version, to: to.version, facts },
    // A promise that was broken stays so: its deadline does not change any more.
    moved: METRICS.filter((metric) => !ticket.breaches[metric]).flatMap((metric) =>
      changeOf(metric, clockOf(ticket, from.terms, metric), clockOf(placed, to.terms, metric)),
    ),
    settled: settledBy(ticket, placed, from, to.terms),
    due: duesOf(placed, to.terms),
    ...{ again: [], ladders: {}, late: [] },
  };
  return { kind: 'ticket.moved', at: now, by, staff: false, data };
}

/** How the deadline of one clock changes; empty: not at all, or it was met already. */
function changeOf(metric: Metric, was: TicketClock | undefined, is: TicketClock | undefined): ChangedDue[] {
  const [before, after] = [was, is].map((clock) => (clock && isOpen(clock) ? clock : undefined));
  if (was && !before) return [];
  if (!before && !after) return [];
  if (before && after && isPaused(before)) {
    const isSame = before.allowance.ms === after.allowance.ms && before.allowance.startAt === after.allowance.startAt;
    return isSame && isPaused(after) ? [] : [{ metric, held: true }];
  }
  if (before?.dueAt === after?.dueAt) return [];
  return [
    {
      metric,
      ...(before?.dueAt === undefined ? {} : { from: before.dueAt }),
      ...(after?.dueAt === undefined ? {} : { to: after.dueAt }),
    },
  ];
}

/** The promises that stay as the old version had them: met or broken by now, or unknown to the new one. */
function settledBy(before: Ticket, after: Ticket, { version, terms }: MoveTerms['from'], next: Terms): SettledPromises {
  const earlier = before.bookMove?.settled ?? {};
  const settled = clocksOf(before, terms).flatMap(({ metric, rule, dueAt, stoppedAt }) => {
    const breach = before.breaches[metric];
    if (stoppedAt === undefined && !breach && clockOf(after, next, metric)) return [];
    const due = breach?.dueAt ?? dueAt;
    const known = earlier[metric];
    if (known && known.met === stoppedAt && known.due === due) return [[metric, known] as const];
    const promise = {
      ...{ version, clause: rule.clause },
      ...(due === undefined ? {} : { due }),
      ...(stoppedAt === undefined ? {} : { met: stoppedAt }),
    };
    return [[metric, promise] as const];
  });
  const dropped = Object.entries(earlier).filter(([metric]) => !clockOf(before, terms, metric as Metric));
  return Object.fromEntries([...dropped, ...settled]);
}

function countsAgain(moved: Ticket, terms: Terms, now: Instant): CountsAgain[] {
  const hasPassed = (at: Instant | undefined) => at !== undefined && at <= now;
  return [
    ...(hasPassed(silentAt(moved, terms)) ? (['silence'] as const) : []),
    ...(hasPassed(dispatchLapse(moved, terms)[0]?.at) ? (['dispatch'] as const) : []),
    ...(hasPassed(nextLineAt(moved, terms)) ? (['outage'] as const) : []),
  ];
}

/**
 * Where the ladders of broken promises go on, of those that would go on elsewhere or at once: behind the person who was
 * told last, if the new ladder has them, else at the same step.
 */
function laddersAfter(moved: Ticket, was: Terms, is: Terms, now: Instant): Record<string, number> {
  const { people } = is.policy.ladder;
  const ladders = clocksOf(moved, is).flatMap((clock) => {
    const breach = moved.breaches[clock.metric];
    if (!breach || !isOpen(clock)) return [];
    const told = people.indexOf(lastTold(breach, was.policy.ladder) ?? '');
    const steps = told >= 0 ? told + 1 : Math.min(breach.steps, people.length);
    const nextAt = nextStepAt(breach, is, clock, Number.NEGATIVE_INFINITY);
    const isMissed = steps < people.length && nextAt !== undefined && nextAt <= now;
    return steps === breach.steps && !isMissed ? [] : [[clock.metric, steps] as const];
  });
  return Object.fromEntries(ladders);
}

/** How many of the planned calls are over, where the instants of some have passed that were not made. */
function callsAfter(moved: Ticket, terms: Terms, now: Instant): { calls?: number } {
  const paging = moved.paging ?? { since: moved.reportedAt, pages: [] };
  const made = paging.over ?? paging.pages.length;
  let over = made;
  for (;;) {
    const next = nextPage({ ...moved, paging: { ...paging, over } }, terms);
    if (!next || next.at > now) return over === made ? {} : { calls: over };
    over += 1;
  }
}

function lateByMove(moved: Ticket, terms: Terms, now: Instant): LateByMove[] {
  const report = moved.incident?.overdue ? undefined : finalReport(moved, terms);
  const live = moved.goLiveTold?.missed ? undefined : goLive(moved, terms);
  return [
    ...(report && report.dueAt <= now ? (['incident-report'] as const) : []),
    ...(live && live.dueAt <= now ? (['go-live'] as const) : []),
  ];
}

/** The breaches of open clocks that were due before now. They are told to no one: the ladder begins one step later. */
function brokenBy(moved: Ticket, terms: Terms, now: Instant): EntryOf<'sla.breached'>[] {
  return clocksOf(moved, terms).flatMap((clock) => {
    const { metric, dueAt } = clock;
    if (!isOpen(clock) || moved.breaches[metric] || dueAt === undefined || dueAt >= now) return [];
    return [byClock(now, 'sla.breached', { metric, due: dueAt, late: 'moved' }) as EntryOf<'sla.breached'>];
  });
}

/** Whether an entry is told to no one by itself: the entry of the move tells of it. */
export function isToldByMove(entry: Entry): boolean {
  return entry.kind === 'sla.breached' && entry.data.late === 'moved';
}
