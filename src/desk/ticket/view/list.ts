import type { Card, CardField } from '../../../chat/card.ts';
import { t } from '../../../i18n/i18n.ts';
import { besideRelative } from '../../../i18n/span.ts';
import { when } from '../../../i18n/when.ts';
import type { Instant } from '../../../lib/instant.ts';
import type { Language } from '../../../lib/language.ts';
import type { TextKey } from '../../../lib/text-key.ts';
import type { BookSource } from '../../book/schema.ts';
import { moreParts } from '../../card/list.ts';
import { personName } from '../../person/person.ts';
import type { Terms } from '../case/terms.ts';
import type { Ticket, TicketId } from '../case/ticket.ts';
import { clocksOf, isOpen, type TicketClock } from '../clock/clocks.ts';
import { withoutProgress } from './next-lines.ts';
import { type CardView, readingAt } from './view.ts';

/** How many tickets a list shows; the others are counted. */
export const LIST_LENGTH = 20;

export interface ListedTicket {
  readonly id: TicketId;
  readonly ticket: Ticket;
  readonly terms: Terms;
}

/** The first tickets of a list, and how many it has in all. */
export interface TicketList {
  readonly tickets: readonly ListedTicket[];
  readonly count: number;
}

/** A list of tickets for the asker alone, in the given order, each with the promise that it owes next. */
export function listCard(
  titleKey: TextKey,
  { tickets, count }: TicketList,
  source: BookSource,
  language: Language,
  now: Instant,
): Card {
  return {
    subject: titleKey,
    tone: 'neutral',
    title: t(language, titleKey, { count }),
    badges: [],
    parts: [
      tickets.length === 0
        ? { part: 'text', style: 'plain', text: t(language, 'list.empty') }
        : { part: 'fields', fields: tickets.map((each) => listRowOf(each, source, language, now)) },
      ...moreParts(count - tickets.length, language),
    ],
  };
}

/**
 * A ticket as a row: number and title, the promise it owes next, its assignee. `now`: given if one person reads it now;
 * then times are told relative to it, too.
 */
export function listRowOf(
  { id, ticket, terms }: ListedTicket,
  source: BookSource,
  language: Language,
  now?: Instant,
): CardField {
  const view = { terms, source, language, ...(now === undefined ? {} : { now, privately: true as const }) };
  const assignee = ticket.assignee ? personName(source.people, ticket.assignee, language) : t(language, 'nobody');
  return {
    label: `T-${id} · ${ticket.facts.title}`,
    value: [
      ticket.callback ? t(language, 'card.callback') : '',
      orderWords(ticket, language),
      owedNext(ticket, view),
      assignee,
    ]
      .filter(Boolean)
      .join(' · '),
  };
}

/** The order in which the appointed person put an open ticket (A8); empty if they did not. */
function orderWords({ triage, status }: Ticket, language: Language): string {
  return status === 'open' && triage?.rank !== undefined ? t(language, `triage.rank.${triage.rank}`) : '';
}

/** The promise that a ticket owes next and its deadline, or else its state; and which promises were met late. */
export function owedNext(ticket: Ticket, view: CardView): string {
  const { terms, language } = view;
  const late = clocksOf(ticket, terms).filter((clock) => !isOpen(clock) && ticket.breaches[clock.metric]);
  const metrics = late.map(({ metric }) => t(language, `metric.${metric}`)).join(t(language, 'list.separator'));
  const next = nextPromise(ticket, view);
  return metrics === '' ? next : `${next} · ${t(language, 'list.met-late', { metrics })}`;
}

function nextPromise(ticket: Ticket, view: CardView): string {
  const { terms, source, language } = view;
  const next = nextClock(ticket, terms);
  if (!next && ticket.status !== 'open') return t(language, `card.${ticket.status}`);
  if (!next) return withoutProgress(ticket, view) || t(language, 'list.no-clock');
  const metric = t(language, `metric.${next.metric}`);
  if (next.dueAt === undefined) return t(language, 'list.paused', { metric });
  const state = ticket.breaches[next.metric] ? 'list.breached' : 'list.due';
  const words = t(language, state, { metric, due: when(language, next.dueAt, source.provider.timeZone) });
  return besideRelative(language, words, next.dueAt, readingAt(view));
}

function nextClock(ticket: Ticket, terms: Terms): TicketClock | undefined {
  const open = clocksOf(ticket, terms).filter(isOpen);
  const dueAt = (clock: TicketClock): Instant => clock.dueAt ?? Number.POSITIVE_INFINITY;
  return open.sort((one, other) => dueAt(one) - dueAt(other))[0];
}
