import type { Card, CardField, CardPart } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { when } from '../../i18n/when.ts';
import type { Instant } from '../../lib/instant.ts';
import type { Language } from '../../lib/language.ts';
import type { BookSource } from '../book/schema.ts';
import { ticketButton } from '../card/button.ts';
import { findCustomerName } from '../card/customer.ts';
import { moreParts } from '../card/list.ts';
import { levelName } from '../ticket/case/names.ts';
import { isInTriage } from '../ticket/case/triage.ts';
import { nextPromiseAt } from '../ticket/clock/clocks.ts';
import { LIST_LENGTH, type ListedTicket, owedNext } from '../ticket/view/list.ts';

/** How many tickets to review have a button of their own. */
const BUTTONS = 5;

/**
 * The queue of the appointed person (A8): what waits for their review, and below it, in the order that they gave, what
 * is still open. Within one order the most severe level comes first, then the next deadline.
 */
export function queueCard(
  tickets: readonly ListedTicket[],
  source: BookSource,
  language: Language,
  now: Instant,
): Card {
  const ordered = tickets.toSorted(byOrder);
  const waiting = ordered.filter(({ ticket }) => isInTriage(ticket));
  const reviewed = ordered.filter(({ ticket }) => !isInTriage(ticket) && ticket.triage?.reviewed !== undefined);
  const rows = (of: readonly ListedTicket[]): CardPart[] => [
    { part: 'fields', fields: of.slice(0, LIST_LENGTH).map((each) => rowOf(each, source, language, now)) },
    ...moreParts(of.length - LIST_LENGTH, language),
  ];
  const buttons = waiting.slice(0, BUTTONS).map(({ id }) => ({
    ...ticketButton(id, 'ticket.triage', 'button.triage', language),
    label: t(language, 'button.triage-one', { ticket: `T-${id}` }),
  }));
  const says = (text: string): CardPart => ({ part: 'text', style: 'plain', text });
  return {
    subject: 'triage-queue',
    tone: waiting.length > 0 ? 'warn' : 'neutral',
    title: t(language, 'triage.queue', { count: waiting.length }),
    badges: [],
    parts: [
      ...(waiting.length > 0 ? rows(waiting) : [says(t(language, 'triage.queue.empty'))]),
      ...(buttons.length > 0 ? [{ part: 'actions', main: buttons.slice(0, 2), more: buttons.slice(2) } as const] : []),
      ...(reviewed.length > 0 ? [says(t(language, 'triage.queue.ordered')), ...rows(reviewed)] : []),
    ],
  };
}

function byOrder(one: ListedTicket, other: ListedTicket): number {
  const [mine, theirs] = [orderOf(one), orderOf(other)];
  const at = mine.findIndex((value, index) => value !== theirs[index]);
  return at < 0 ? one.id - other.id : (mine[at] ?? 0) - (theirs[at] ?? 0);
}

/** What decides the order, most weighty first; a ticket that has no order yet stands behind those that have one. */
function orderOf({ ticket, terms }: ListedTicket): number[] {
  const level = terms.policy.levels.findIndex(({ key }) => key === ticket.level);
  return [
    ticket.triage?.rank ?? Number.MAX_SAFE_INTEGER,
    level < 0 ? terms.policy.levels.length : level,
    Math.min(nextPromiseAt(ticket, terms), Number.MAX_SAFE_INTEGER),
  ];
}

function rowOf({ id, ticket, terms }: ListedTicket, source: BookSource, language: Language, now: Instant): CardField {
  const { triage, level, facts } = ticket;
  const view = { terms, source, language, now, privately: true } as const;
  const due = triage && when(language, triage.dueAt, source.provider.timeZone, now);
  const words = [
    triage?.rank === undefined ? '' : t(language, `triage.rank.${triage.rank}`),
    level === undefined ? t(language, `ticket-kind.${facts.kind}`) : levelName(terms.policy, level, language),
    findCustomerName(source, facts.customer, language) ?? '',
    isInTriage(ticket) && !triage?.reviewed ? t(language, 'triage.until', { due: due ?? '' }) : '',
    owedNext(ticket, view),
  ];
  return { label: `T-${id} · ${facts.title}`, value: words.filter(Boolean).join(' · ') };
}
