import type { Card, CardField, Tone } from '../../../chat/card.ts';
import { hasText, t } from '../../../i18n/i18n.ts';
import { distanceText } from '../../../i18n/span.ts';
import { when } from '../../../i18n/when.ts';
import type { Instant } from '../../../lib/instant.ts';
import type { Language } from '../../../lib/language.ts';
import type { Notice } from '../../../outbox/notice.ts';
import { redraw } from '../../address/announce.ts';
import { METRICS, type Metric } from '../../book/schema.ts';
import { findCustomerName } from '../../card/customer.ts';
import { fieldIn } from '../../card/field.ts';
import type { Entry } from '../case/entry.ts';
import { levelName, subjectOf } from '../case/names.ts';
import type { Breach, Ticket, TicketId } from '../case/ticket.ts';
import { clockOf, isOpen, type TicketClock } from '../clock/clocks.ts';
import type { Buttons } from './button.ts';
import { callbackRow } from './callback-row.ts';
import { headOf, lineOf, whoName } from './line.ts';
import { nextRow } from './next-actor.ts';
import { pingActions, pingButton } from './ping-button.ts';
import { otherButtons, takenBackWord } from './taken-back.ts';
import type { CardView, HouseView, TicketChange } from './view.ts';
import { whomToCall } from './whom-to-call.ts';

/** What these tell of is still to come. */
const AHEAD: readonly Entry['kind'][] = ['sla.warning', 'callback.due', 'incident.report-reminder', 'go-live.reminder'];

/**
 * The card of a ping: which promise broke or is about to, of which ticket, with buttons to act. `subject` is the
 * card's. `reader`: its audience.
 */
export function pingCard(
  id: TicketId,
  entry: Entry,
  subject: string,
  ticket: Ticket,
  view: CardView,
  reader: string,
): Card {
  const { language } = view;
  const tone = AHEAD.includes(entry.kind) ? 'warn' : 'bad';
  const key = `ping.${entry.kind}`;
  const badge = hasText(language, key) ? t(language, key) : headOf(entry, view);
  const isCallback = entry.kind === 'callback.due' || entry.kind === 'callback.overdue';
  const whom = isCallback ? callbackRow(ticket, view.source, language) : whomToCall(entry, ticket, view, reader);
  const first = [...nextRow(ticket, view), ...lateBy(entry, view)];
  const said = { subject, tone, badge, text: lineOf(entry, view), first, whom } as const;
  return drawPing(id, said, ticket, pingActions(id, entry, ticket, view, reader), view);
}

/** How late a broken promise was when the ping went out; empty at the due instant itself. */
function lateBy({ kind, at, data }: Entry, { language }: CardView): CardField[] {
  if (kind !== 'sla.breached' && kind !== 'sla.raised') return [];
  const late = at - data.due;
  return late > 0 ? fieldIn(language)('late', distanceText(language, late)) : [];
}

/** The subject of the pings about one broken promise: each place has one such card. */
export function brokenSubject(subject: string, metric: Metric, due: Instant): string {
  return `${subject}|sla.breached|${metric}|${due}`;
}

/**
 * Once a promise is kept, the pings that warned of it or reported its breach say so and ask for nothing more; so do
 * those of a ticket that was taken back. They are redrawn; no one is pinged again.
 */
export function donePings({ id, before, after }: TicketChange, house: HouseView): Notice[] {
  if (!before) return [];
  const ladder = house.terms.policy.ladder.people;
  return METRICS.flatMap((metric) => {
    const was = clockOf(before, house.terms, metric);
    const is = clockOf(after, house.terms, metric);
    const isTakenBack = after.status === 'withdrawn';
    if (!was || !isOpen(was) || (is?.stoppedAt === undefined && !isTakenBack)) return [];
    const breach = before.breaches[metric];
    const warnedOf = before.warnedOf[metric];
    const pings = [
      ...(breach ? [{ kind: 'sla.breached', due: breach.dueAt, to: heardOf(breach, before.assignee, ladder) }] : []),
      ...(warnedOf !== undefined && before.assignee
        ? [{ kind: 'sla.warning', due: warnedOf, to: [before.assignee] }]
        : []),
    ];
    return pings.flatMap(({ kind, due, to }) => {
      const subject = subjectOf(id);
      const own = `${subject}|${kind}|${metric}|${due}`;
      const draw = (_: string, language: Language) => doneCard(id, own, is, after, { ...house, language });
      const shown = { key: `${subject}|done|#${after.entries}|${kind}|${metric}`, subject, at: after.asOfAt, to };
      return redraw(house, { ...shown, customer: after.facts.customer }, draw);
    });
  });
}

/** Who got a ping about a broken promise, each once. */
export function heardOf({ steps }: Breach, assignee: string | undefined, ladder: readonly string[]): string[] {
  return [...new Set(['escalation', ...ladder.slice(0, steps), ...(assignee === undefined ? [] : [assignee])])];
}

/** `clock` undefined: the ticket was taken back, so that the promise is not owed any longer. */
function doneCard(id: TicketId, subject: string, clock: TicketClock | undefined, ticket: Ticket, view: CardView): Card {
  const { language, source } = view;
  if (!clock) return takenBackCard(id, subject, ticket, view);
  const at = (instant: number | undefined) =>
    when(language, instant ?? ticket.asOfAt, source.provider.timeZone, ticket.asOfAt);
  const breach = ticket.breaches[clock.metric];
  const isLate = breach !== undefined;
  const badge = t(language, isLate ? 'ping.done-late' : 'ping.done');
  const text = t(language, isLate ? 'ping.done-late.text' : 'ping.done.text', {
    metric: t(language, `metric.${clock.metric}`),
    due: at(breach?.dueAt ?? clock.dueAt),
    done: at(clock.stoppedAt),
    late: distanceText(language, (clock.stoppedAt ?? ticket.asOfAt) - (breach?.dueAt ?? 0)),
  });
  const actions = { main: [pingButton(id, 'show', language), pingButton(id, 'why', language)], more: [] };
  const settled = [badge, at(clock.stoppedAt), doneBy(clock, ticket, view)].filter(Boolean).join(' · ');
  return { ...drawPing(id, { subject, tone: isLate ? 'warn' : 'good', badge, text }, ticket, actions, view), settled };
}

/** Who kept the promise, where one person did; empty otherwise. */
function doneBy({ metric, stoppedAt }: TicketClock, { acknowledged, fix }: Ticket, view: CardView): string {
  const by = metric === 'respond' && acknowledged?.at === stoppedAt ? acknowledged?.by : undefined;
  const who = by ?? (fix?.at === stoppedAt ? fix?.by : undefined);
  return who === undefined ? '' : whoName(view, who);
}

/** The ping of a promise that is not owed any longer, because the ticket was taken back. */
function takenBackCard(id: TicketId, subject: string, ticket: Ticket, view: CardView): Card {
  const { language } = view;
  const { withdrawn } = ticket;
  const badge = withdrawn ? takenBackWord(withdrawn, language) : '';
  const goesOn = withdrawn?.into !== undefined;
  const text = t(language, `ping.withdrawn.${goesOn ? 'goes-on' : 'over'}`, { other: `T-${withdrawn?.into}` });
  const actions = { main: [pingButton(id, 'show', language)], more: otherButtons(ticket, language) };
  return { ...drawPing(id, { subject, tone: 'neutral', badge, text }, ticket, actions, view), settled: badge };
}

export interface Said {
  readonly subject: string;
  readonly tone: Tone;
  readonly badge: string;
  readonly text: string;
  /** What stands above the ticket's facts; left out: nothing. */
  readonly first?: readonly CardField[];
  /** Whom to call about it; left out: there is nothing to call about any longer. */
  readonly whom?: readonly CardField[];
}

/** Draws a ping: what happened to which ticket, whom to call, and what the reader may do. */
export function drawPing(
  id: TicketId,
  { subject, tone, badge, text, first = [], whom = [] }: Said,
  ticket: Ticket,
  actions: Buttons,
  view: CardView,
): Card {
  const { language, source } = view;
  const field = fieldIn(language);
  return {
    subject,
    tone,
    title: `T-${id} · ${ticket.facts.title}`,
    badges: [{ text: badge, tone }],
    parts: [
      { part: 'text', style: 'plain', text },
      {
        part: 'fields',
        fields: [
          ...first,
          ...field('customer', findCustomerName(source, ticket.facts.customer, language)),
          ...field('assignee', ticket.assignee ? whoName(view, ticket.assignee) : t(language, 'nobody')),
          ...field('level', ticket.level && levelName(view.terms.policy, ticket.level, language)),
          ...whom,
        ],
      },
      { part: 'actions', ...actions },
    ],
  };
}
