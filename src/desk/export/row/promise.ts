import { t } from '../../../i18n/i18n.ts';
import { spanWords } from '../../../i18n/span.ts';
import { type Instant, MINUTE } from '../../../lib/instant.ts';
import { type Language, named } from '../../../lib/language.ts';
import { METRICS, type Metric } from '../../book/schema.ts';
import { metBeforeMove } from '../../ticket/case/moved.ts';
import type { SettledPromise } from '../../ticket/case/moved-record.ts';
import { levelName } from '../../ticket/case/names.ts';
import { clocksOf, isOpen, isPaused, type TicketClock } from '../../ticket/clock/clocks.ts';
import type { Column, TableView } from '../table.ts';
import { customerColumn, deviceName, who, word, yes } from './names.ts';
import type { ExportedTicket } from './ticket.ts';

/** `late`: kept, but after its due instant. `broken`: past its due instant and not kept, or its clock began afresh. */
export type PromiseResult = 'kept' | 'late' | 'broken' | 'running' | 'paused';

/** One promise of a ticket, and what came of it. */
export interface ExportedPromise extends ExportedTicket {
  readonly metric: Metric;
  /** undefined for a promise whose clock began afresh after it was broken, or that the ticket's version of the book has not. */
  readonly clock: TicketClock | undefined;
  /** It was settled under an older version of the book, before the ticket was moved; left out: it was not. */
  readonly settled?: SettledPromise;
  readonly dueAt: Instant | undefined;
  readonly result: PromiseResult;
}

/** The promises of a ticket, those first that were broken before their clocks began afresh. Withdrawn tickets have none. */
export function promisesOf(of: ExportedTicket): ExportedPromise[] {
  const { ticket, terms } = of;
  if (ticket.status === 'withdrawn') return [];
  const past = ticket.pastBreaches.map(({ metric, dueAt }) => ({
    ...{ ...of, metric, dueAt },
    clock: undefined,
    result: 'broken' as const,
  }));
  const now = clocksOf(ticket, terms).map((clock) => {
    const dueAt = ticket.breaches[clock.metric]?.dueAt ?? clock.dueAt;
    const settled = metBeforeMove(ticket, clock.metric, clock.stoppedAt);
    const result = resultOf(clock, ticket.breaches[clock.metric]);
    return { ...of, metric: clock.metric, clock, dueAt, result, ...(settled ? { settled } : {}) };
  });
  return [...past, ...settledOnly(of, now), ...now];
}

/** What was kept or broken before a move to a version of the book that has no such promise. */
function settledOnly(of: ExportedTicket, now: readonly { readonly metric: Metric }[]): ExportedPromise[] {
  const { breaches, bookMove } = of.ticket;
  return METRICS.flatMap((metric) => {
    const settled = bookMove?.settled[metric];
    if (!settled || now.some((each) => each.metric === metric)) return [];
    const { met, due: dueAt } = settled;
    if (!breaches[metric] && met === undefined) return [];
    const result = !breaches[metric] ? 'kept' : met === undefined ? 'broken' : 'late';
    return [{ ...of, metric, settled, clock: undefined, dueAt, result }];
  });
}

/** When a promise was met; undefined: it was not. */
export function keptAt({ clock, settled }: ExportedPromise): Instant | undefined {
  return clock ? clock.stoppedAt : settled?.met;
}

/** The clause of a promise, by the version of the book that it counts by. */
export function clauseOf({ metric, clock, settled, terms }: ExportedPromise): string | undefined {
  return settled?.clause ?? ruleOf(metric, clock, terms)?.clause;
}

/** The clock as it was counted; undefined: by another version of the book, or it began afresh. */
export function countedClock({ clock, settled }: ExportedPromise): TicketClock | undefined {
  return settled ? undefined : clock;
}

function resultOf(clock: TicketClock, breach: object | undefined): PromiseResult {
  if (breach) return isOpen(clock) ? 'broken' : 'late';
  if (!isOpen(clock)) return 'kept';
  return isPaused(clock) ? 'paused' : 'running';
}

/** One row for each promise of each ticket. */
export function promiseColumns(view: TableView): Column<ExportedPromise>[] {
  const { language } = view;
  return [
    { name: 'ticket', kind: 'text', of: ({ id }) => `T-${id}` },
    customerColumn(view, ({ ticket }) => ticket.facts.customer),
    {
      name: 'level',
      kind: 'text',
      of: ({ ticket: { level }, terms }) => level && levelName(terms.policy, level, language),
    },
    { name: 'assignee', kind: 'text', of: ({ ticket }) => who(view, ticket.assignee) },
    { name: 'device', kind: 'text', of: ({ ticket: { facts } }) => deviceName(view, facts.customer, facts.device) },
    { name: 'promise', kind: 'text', of: ({ metric }) => t(language, `metric.${metric}`) },
    { name: 'clause', kind: 'text', of: clauseOf },
    {
      name: 'promised',
      kind: 'text',
      of: ({ clock, metric, settled, terms }) => {
        const rule = settled ? undefined : ruleOf(metric, clock, terms);
        return rule && named(rule.text, language);
      },
    },
    {
      name: 'span',
      kind: 'text',
      of: (promise) => spanIn(promise, language),
    },
    { name: 'result', kind: 'text', of: ({ result }) => word(view, result) },
    ...timeColumns(view),
  ];
}

function timeColumns(view: TableView): Column<ExportedPromise>[] {
  return [
    { name: 'reported', kind: 'at', of: ({ ticket }) => ticket.reportedAt },
    { name: 'started', kind: 'at', of: (promise) => countedClock(promise)?.allowance.startAt },
    { name: 'due', kind: 'at', of: ({ dueAt }) => dueAt },
    { name: 'kept', kind: 'at', of: keptAt },
    { name: 'late-minutes', kind: 'number', of: lateMinutes },
    { name: 'provisional', kind: 'text', of: ({ clock }) => yes(view, clock?.provisional) },
    { name: 'book', kind: 'number', of: ({ bookVersion, settled }) => settled?.version ?? bookVersion },
  ];
}

/** The span of a promise in words; undefined as for `countedClock`. */
export function spanIn(promise: ExportedPromise, language: Language): string | undefined {
  const clock = countedClock(promise);
  return clock && spanWords(language, clock.limit.within);
}

function ruleOf(metric: Metric, clock: TicketClock | undefined, { policy }: ExportedPromise['terms']) {
  return clock?.rule ?? policy.clocks[metric];
}

/** How long after its due instant a late promise was kept, by the wall clock. */
function lateMinutes(promise: ExportedPromise): number | undefined {
  const [metAt, { dueAt }] = [keptAt(promise), promise];
  if (promise.result !== 'late' || metAt === undefined || dueAt === undefined) return undefined;
  return Math.ceil((metAt - dueAt) / MINUTE);
}
