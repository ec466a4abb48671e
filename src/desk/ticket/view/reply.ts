import { hasText, t } from '../../../i18n/i18n.ts';
import { spanWords } from '../../../i18n/span.ts';
import { when } from '../../../i18n/when.ts';
import { levelName } from '../case/names.ts';
import type { Ticket, TicketId } from '../case/ticket.ts';
import { clocksOf, isOpen, isPaused } from '../clock/clocks.ts';
import type { AskedVerb, Step } from '../verb/table.ts';
import { whoName } from './line.ts';
import type { CardView } from './view.ts';

/** A step that was carried out, as its author is told of it. */
export interface DoneStep {
  readonly id: TicketId;
  readonly name: AskedVerb;
  readonly step: Step;
  /** The ticket after it. */
  readonly ticket: Ticket;
  /** The key of the person who took it, or `customer`. */
  readonly by: string;
}

/** What the person who took a step reads: what is so now, who was told, and for staff what comes next. */
export function replyOf(done: DoneStep, view: CardView): string {
  const { id, name, step, ticket, by } = done;
  const { language, source, terms } = view;
  const at = (instant: number) => when(language, instant, source.provider.timeZone, ticket.asOfAt);
  const params = {
    ticket: `T-${id}`,
    assignee: ticket.assignee === undefined ? t(language, 'reply.our-team') : whoName(view, ticket.assignee),
    level: ticket.level === undefined ? '' : levelName(terms.policy, ticket.level, language),
    tier: ticket.tier,
    within: spanWords(language, terms.policy.undoWithin),
    speaker: ticket.incident ? whoName(view, ticket.incident.speaker) : '',
    since: step.verb === 'set-outage' && step.sinceAt !== undefined ? at(step.sinceAt) : '',
  };
  const key = keysOf(name, done).find((each) => hasText(language, each)) ?? `reply.ticket.${name}`;
  if (!hasText(language, key)) throw new Error(`no ${language} text for ${key}`);
  return [t(language, key, params), by === 'customer' ? '' : nextWords(ticket, view)].filter(Boolean).join(' ');
}

/** The texts that may fit, the most special one first. */
function keysOf(name: AskedVerb, { step, ticket, by }: DoneStep): string[] {
  const base = `reply.ticket.${name}`;
  return [
    ...(ticket.assignee === by ? [`${base}.own`] : []),
    ...(by === 'customer' ? [`${base}.customer`] : []),
    ...(ticket.waitsForPlan ? [`${base}.waits-${ticket.waitsForPlan}`] : []),
    ...(ticket.fix?.how ? [`${base}.${ticket.fix.how}`] : []),
    ...(step.verb === 'set-outage' && step.sinceAt !== undefined ? [`${base}.since`] : []),
  ];
}

/** The next promise that is still owed and until when, or that the clocks wait; empty if neither. */
function nextWords(ticket: Ticket, { language, source, terms }: CardView): string {
  if (ticket.status !== 'open') return '';
  const open = clocksOf(ticket, terms).filter(isOpen);
  const [next] = open
    .flatMap(({ metric, dueAt }) => (dueAt === undefined || ticket.breaches[metric] ? [] : [{ metric, dueAt }]))
    .sort((one, other) => one.dueAt - other.dueAt);
  if (!next) return open.some(isPaused) ? t(language, 'reply.next.paused') : '';
  const due = when(language, next.dueAt, source.provider.timeZone, ticket.asOfAt);
  return t(language, 'reply.next.due', { metric: t(language, `metric.${next.metric}`), due });
}
