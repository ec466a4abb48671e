import type { Card, CardClock } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { when } from '../../i18n/when.ts';
import type { Instant } from '../../lib/instant.ts';
import type { Language } from '../../lib/language.ts';
import type { BookSource } from '../contract/schema.ts';
import { personName } from '../person/person.ts';
import { clocksOf, isOpen, type Terms, type TicketClock } from './clocks.ts';
import type { Ticket, TicketId } from './ticket.ts';

/** How many tickets one list shows; the rest is counted. */
export const LIST_LENGTH = 20;

export interface ListedTicket {
  readonly id: TicketId;
  readonly ticket: Ticket;
  readonly terms: Terms;
}

/** A private list of tickets: the first promise that each still owes, in the order given. */
export function listCard(
  titleKey: string,
  tickets: readonly ListedTicket[],
  source: BookSource,
  language: Language,
): Card {
  const shown = tickets.slice(0, LIST_LENGTH);
  return {
    subject: titleKey,
    tone: 'neutral',
    title: t(language, titleKey, { count: tickets.length }),
    badges: [],
    parts: [
      shown.length === 0
        ? { part: 'text', style: 'plain', text: t(language, 'list.empty') }
        : { part: 'clocks', clocks: shown.map((each) => listRowOf(each, source, language)) },
      ...(tickets.length > LIST_LENGTH
        ? [
            {
              part: 'text',
              style: 'small',
              text: t(language, 'list.more', { more: tickets.length - LIST_LENGTH }),
            } as const,
          ]
        : []),
    ],
  };
}

/** One ticket as a row: its number and title, the promise it owes next, its state, whose it is. */
export function listRowOf({ id, ticket, terms }: ListedTicket, source: BookSource, language: Language): CardClock {
  const next = nextClock(ticket, terms);
  const assignee = ticket.assignee ? personName(source.people, ticket.assignee, language) : t(language, 'nobody');
  const due = next?.dueAt === undefined ? '' : when(language, next.dueAt, source.provider.timeZone);
  const state =
    next === undefined
      ? 'met'
      : ticket.breaches[next.metric]
        ? 'breached'
        : ticket.pausedSince === undefined
          ? 'running'
          : 'paused';
  return {
    label: `T-${id} · ${ticket.facts.title}`,
    when: next ? `${t(language, `metric.${next.metric}`)} ${due}`.trim() : t(language, `card.${ticket.status}`),
    state,
    note: assignee,
  };
}

function nextClock(ticket: Ticket, terms: Terms): TicketClock | undefined {
  const open = clocksOf(ticket, terms).filter(isOpen);
  const dueAt = (clock: TicketClock): Instant => clock.dueAt ?? Number.POSITIVE_INFINITY;
  return open.sort((one, other) => dueAt(one) - dueAt(other))[0];
}
