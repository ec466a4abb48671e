import type { Button, Card, CardPart } from '../../../chat/card.ts';
import { t } from '../../../i18n/i18n.ts';
import { besideRelative } from '../../../i18n/span.ts';
import { when } from '../../../i18n/when.ts';
import type { Instant } from '../../../lib/instant.ts';
import { makeButton, showTicketButton } from '../../card/button.ts';
import { findCustomerName } from '../../card/customer.ts';
import { personName } from '../../person/person.ts';
import { levelName } from '../case/names.ts';
import type { Ticket } from '../case/ticket.ts';
import { clocksOf, isOpen, type TicketClock } from '../clock/clocks.ts';
import { buttonsOf } from './button.ts';
import type { ListedTicket } from './list.ts';
import type { CardView } from './view.ts';

/** How many tickets a page of the list shows. */
export const LATE_PAGE = 10;

/** A ticket that is late or soon will be, and why. */
export interface LateTicket extends ListedTicket {
  /** Promises that are overdue and still owed, the longest overdue first. */
  readonly broken: readonly TicketClock[];
  /** Promises that are due soon: their warning is out. */
  readonly soon: readonly TicketClock[];
  /** Since when staff were silent for too long; undefined: they were not. */
  readonly silentSince: Instant | undefined;
}

/** The late tickets of these, by the time that is left: the longest overdue first, silent ones without a deadline last. */
export function lateOf(listed: readonly ListedTicket[], now: Instant): LateTicket[] {
  return listed
    .map((each) => ({ ...each, ...whyLate(each, now) }))
    .filter(({ broken, soon, silentSince }) => broken.length + soon.length > 0 || silentSince !== undefined)
    .toSorted((one, other) => firstDue(one) - firstDue(other) || one.id - other.id);
}

function whyLate({ ticket, terms }: ListedTicket, now: Instant): Pick<LateTicket, 'broken' | 'soon' | 'silentSince'> {
  const owed = clocksOf(ticket, terms)
    .filter((clock) => isOpen(clock) && clock.dueAt !== undefined)
    .toSorted((one, other) => (one.dueAt ?? 0) - (other.dueAt ?? 0));
  const isBroken = ({ dueAt, metric }: TicketClock) => (dueAt ?? 0) <= now || ticket.breaches[metric] !== undefined;
  const rest = owed.filter((clock) => !isBroken(clock));
  return {
    broken: owed.filter(isBroken),
    soon: rest.filter(({ warnAt }) => warnAt !== undefined && warnAt <= now),
    silentSince: silentSinceOf(ticket),
  };
}

/** The silence that was reported, unless staff have done something since. */
function silentSinceOf({ status, staleSince, lastStaffAt, reportedAt }: Ticket): Instant | undefined {
  return status === 'open' && staleSince === (lastStaffAt ?? reportedAt) ? staleSince : undefined;
}

/** The earliest of its deadlines; `MAX_SAFE_INTEGER` for a ticket that is only silent, so that two of them compare. */
function firstDue({ broken, soon }: LateTicket): Instant {
  return broken[0]?.dueAt ?? soon[0]?.dueAt ?? Number.MAX_SAFE_INTEGER;
}

type Reading = Pick<CardView, 'source' | 'language'> & { readonly now: Instant };

/** A page of late tickets for the asker alone, each with its next step. `page` begins at 1 and is not beyond the last. */
export function lateCard(late: readonly LateTicket[], page: number, view: Reading): Card {
  const { language } = view;
  const pages = Math.max(1, Math.ceil(late.length / LATE_PAGE));
  const broken = late.filter((each) => each.broken.length > 0).length;
  return {
    subject: 'late',
    tone: broken > 0 ? 'bad' : late.length > 0 ? 'warn' : 'good',
    title: t(language, 'late.title', { count: broken }),
    badges: [
      ...(late.length > broken
        ? [{ text: t(language, 'late.soon', { count: late.length - broken }), tone: 'warn' } as const]
        : []),
      ...(pages > 1 ? [{ text: t(language, 'case.page', { page, pages }), tone: 'neutral' } as const] : []),
    ],
    parts: [
      ...(late.length === 0
        ? [{ part: 'text', style: 'plain', text: t(language, 'late.none') } as const]
        : late.slice((page - 1) * LATE_PAGE, page * LATE_PAGE).flatMap((each) => rowParts(each, view))),
      ...turnParts(page, pages, view),
    ],
  };
}

function rowParts(late: LateTicket, view: Reading): CardPart[] {
  const { id, ticket, terms } = late;
  const { source, language } = view;
  const { facts, level, assignee } = ticket;
  const value = [
    ...late.broken.map((clock) => dueWords(clock, 'list.breached', view)),
    ...late.soon.map((clock) => dueWords(clock, 'list.due', view)),
    late.silentSince === undefined
      ? undefined
      : t(language, 'late.silent', { since: when(language, late.silentSince, source.provider.timeZone, view.now) }),
    findCustomerName(source, facts.customer, language),
    level && levelName(terms.policy, level, language),
    assignee ? personName(source.people, assignee, language) : t(language, 'nobody'),
  ];
  const { main } = buttonsOf(id, ticket, { source, terms, language, now: view.now }, 'team');
  return [
    { part: 'fields', fields: [{ label: `T-${id} · ${facts.title}`, value: value.filter(Boolean).join(' · ') }] },
    { part: 'actions', main: [...main.slice(0, 1), showTicketButton(id, language)], more: [] },
  ];
}

function dueWords(
  { metric, dueAt = 0 }: TicketClock,
  key: 'list.breached' | 'list.due',
  { language, source, now }: Reading,
): string {
  const due = when(language, dueAt, source.provider.timeZone);
  const words = t(language, key, { metric: t(language, `metric.${metric}`), due });
  // At the due instant itself a broken promise is late already.
  return besideRelative(language, words, dueAt, key === 'list.breached' ? Math.max(now, dueAt + 1) : now);
}

function turnParts(page: number, pages: number, { language }: Reading): CardPart[] {
  const turn = (to: number, label: 'button.find.next' | 'button.find.previous'): Button =>
    makeButton({ label: t(language, label), command: 'ticket.late', args: { page: `${to}` } });
  const main = [
    ...(page > 1 ? [turn(page - 1, 'button.find.previous')] : []),
    ...(page < pages ? [turn(page + 1, 'button.find.next')] : []),
  ];
  return main.length > 0 ? [{ part: 'actions', main, more: [] }] : [];
}
