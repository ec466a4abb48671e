import { t } from '../../../i18n/i18n.ts';
import { spanWords } from '../../../i18n/span.ts';
import { type Instant, MINUTE } from '../../../lib/instant.ts';
import { named } from '../../../lib/language.ts';
import type { Metric } from '../../book/schema.ts';
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
  /** undefined for a promise whose clock began afresh after it was broken. */
  readonly clock: TicketClock | undefined;
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
    return { ...of, metric: clock.metric, clock, dueAt, result: resultOf(clock, ticket.breaches[clock.metric]) };
  });
  return [...past, ...now];
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
    { name: 'clause', kind: 'text', of: ({ clock, metric, terms }) => ruleOf(metric, clock, terms)?.clause },
    {
      name: 'promised',
      kind: 'text',
      of: ({ clock, metric, terms }) => {
        const rule = ruleOf(metric, clock, terms);
        return rule && named(rule.text, language);
      },
    },
    { name: 'span', kind: 'text', of: ({ clock }) => clock && spanWords(language, clock.limit.within) },
    { name: 'result', kind: 'text', of: ({ result }) => word(view, result) },
    ...timeColumns(view),
  ];
}

function timeColumns(view: TableView): Column<ExportedPromise>[] {
  return [
    { name: 'reported', kind: 'at', of: ({ ticket }) => ticket.reportedAt },
    { name: 'started', kind: 'at', of: ({ clock }) => clock?.allowance.startAt },
    { name: 'due', kind: 'at', of: ({ dueAt }) => dueAt },
    { name: 'kept', kind: 'at', of: ({ clock }) => clock?.stoppedAt },
    { name: 'late-minutes', kind: 'number', of: lateMinutes },
    { name: 'provisional', kind: 'text', of: ({ clock }) => yes(view, clock?.provisional) },
    { name: 'book', kind: 'number', of: ({ bookVersion }) => bookVersion },
  ];
}

function ruleOf(metric: Metric, clock: TicketClock | undefined, { policy }: ExportedPromise['terms']) {
  return clock?.rule ?? policy.clocks[metric];
}

/** How long after its due instant a late promise was kept, by the wall clock. */
function lateMinutes({ result, clock, dueAt }: ExportedPromise): number | undefined {
  if (result !== 'late' || clock?.stoppedAt === undefined || dueAt === undefined) return undefined;
  return Math.ceil((clock.stoppedAt - dueAt) / MINUTE);
}
