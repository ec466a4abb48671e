import type { Button, Card, CardClock, CardField, CardPart, Tone } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { when } from '../../i18n/when.ts';
import type { Instant } from '../../lib/instant.ts';
import type { Language } from '../../lib/language.ts';
import type { KeyAfter } from '../../lib/text-key.ts';
import { numberOf } from '../address/number.ts';
import type { BookSource } from '../book/schema.ts';
import { makeButton, showTicketButton, ticketButton } from '../card/button.ts';
import { findCustomerName } from '../card/customer.ts';
import { fieldIn } from '../card/field.ts';
import { callField } from '../contact/contact.ts';
import { titleOf } from '../input.ts';
import { personName } from '../person/person.ts';
import type { Ticket, TicketId } from '../ticket/case/ticket.ts';
import { deviceName, partSubject, partTitle, suggestionSubject } from './names.ts';
import type { SparePart } from './part.ts';

/** What the cards of parts are drawn from. */
export interface PartView {
  readonly source: BookSource;
  readonly ticket: Ticket;
  readonly language: Language;
}

/**
 * Card of a part, from its request to the return of the broken one, with the filled-in fields of the repair request
 * (C7).
 */
export function partCard(id: number, part: SparePart, view: PartView): Card {
  const { language } = view;
  const { title } = titleOf(part.record.wanted);
  return {
    subject: partSubject(part, id),
    tone: toneOf(part),
    title: partTitle(part, id, language),
    badges: [{ text: t(language, `part.${stateOf(part)}`), tone: toneOf(part) }],
    parts: [
      ...quoted(part.record.wanted === title ? '' : part.record.wanted),
      { part: 'fields', fields: fieldsOf(part, view) },
      ...clockParts(part, view),
      { part: 'actions', ...buttonsOf(id, part, view) },
    ],
  };
}

/** Card that suggests to the team to request a part: the engineer has been on site for hours. */
export function suggestionCard(ticketId: TicketId, { source, ticket, language }: PartView): Card {
  return {
    subject: suggestionSubject(ticketId),
    tone: 'warn',
    title: `T-${ticketId} · ${ticket.facts.title}`,
    badges: [{ text: t(language, 'part.suggested'), tone: 'warn' }],
    parts: [
      { part: 'text', style: 'plain', text: t(language, 'line.part.suggested') },
      { part: 'fields', fields: ticketFields(ticket.facts, source, language) },
      {
        part: 'actions',
        main: [
          ticketButton(ticketId, 'part.request', 'button.request-part', language, 'primary'),
          showTicketButton(ticketId, language),
        ],
        more: [],
      },
    ],
  };
}

type PartState = 'requested' | 'on-its-way' | 'overdue' | 'delivered' | 'sent-back' | 'at-vendor' | 'returned';

/** State of a part for a badge or a row of the ledger. */
export function stateOf({ status, isOverdue, dispatchedAt, back }: SparePart): PartState {
  if (status === 'delivered' && back) return back.vendorAt === undefined ? 'sent-back' : 'at-vendor';
  if (status !== 'open') return status;
  if (isOverdue) return 'overdue';
  return dispatchedAt === undefined ? 'requested' : 'on-its-way';
}

function toneOf(part: SparePart): Tone {
  if (part.status !== 'open') return 'good';
  const isLate = part.isOverdue || (part.isDispatchLate && part.dispatchedAt === undefined);
  return isLate ? 'bad' : 'warn';
}

function quoted(text: string): CardPart[] {
  return text === '' ? [] : [{ part: 'text', style: 'quote', text }];
}

function fieldsOf(part: SparePart, { source, ticket, language }: PartView): CardField[] {
  const { record } = part;
  const at = (instant: Instant | undefined) =>
    instant === undefined ? undefined : when(language, instant, source.provider.timeZone);
  const field = fieldIn(language);
  return [
    ...field('ticket', `T-${part.ticketId} · ${ticket.facts.title}`),
    ...ticketFields(ticket.facts, source, language),
    ...field('rma', record.rma),
    ...field('model', record.model),
    ...field('serial', record.serial),
    ...field('quantity', record.quantity > 1 ? String(record.quantity) : undefined),
    ...field('requested', at(part.requestedAt)),
    ...field('asked-by', personName(source.people, part.askedBy, language)),
    ...(stateOf(part) === 'overdue' ? callField(source, [part.askedBy, ticket.assignee], language) : []),
    ...field('part-dispatched', at(part.dispatchedAt)),
    ...field('part-delivered', at(part.deliveredAt)),
    ...field('part-sent-back', sentBack(part, at, source, language)),
    ...field('part-at-vendor', at(part.back?.vendorAt)),
    ...field('part-returned', at(part.returnedAt)),
    ...field('symptom', record.symptom),
    ...field('cause', record.cause),
    ...field('measures', record.measures),
    ...field('replaced', record.replaced),
  ];
}

function sentBack(
  { back }: SparePart,
  at: (instant: Instant) => string | undefined,
  { people }: BookSource,
  language: Language,
): string | undefined {
  return back && `${at(back.sentAt)} · ${personName(people, back.sentBy, language)}`;
}

/** Customer and device of a ticket, as card fields. */
export function ticketFields(facts: Ticket['facts'], source: BookSource, language: Language): CardField[] {
  const field = fieldIn(language);
  return [
    ...field('customer', findCustomerName(source, facts.customer, language)),
    ...field('device', deviceName(source, facts, language)),
  ];
}

function clockParts(part: SparePart, { source, language }: PartView): CardPart[] {
  const { dueAt, status, isOverdue, deliveredAt, provisional } = part;
  const zone = source.provider.timeZone;
  const sending = dispatchClock(part, zone, language);
  if (dueAt === undefined) return sending.length === 0 ? [] : [{ part: 'clocks', clocks: sending }];
  const clock: CardClock = {
    label: t(language, 'part.clock'),
    when: when(language, dueAt, zone),
    at: dueAt,
    state: isOverdue ? 'breached' : status === 'open' ? 'running' : 'met',
    note: [
      provisional ? t(language, 'card.note.provisional') : '',
      deliveredAt === undefined ? '' : t(language, 'card.note.met', { at: when(language, deliveredAt, zone) }),
    ]
      .filter(Boolean)
      .join(' · '),
  };
  return [{ part: 'clocks', clocks: [...sending, clock] }];
}

/** Until when the part must be on its way (C2); empty where the contract names no time. */
function dispatchClock(part: SparePart, zone: string, language: Language): CardClock[] {
  const { dispatchDueAt: at, dispatchedAt, deliveredAt, isDispatchLate } = part;
  if (at === undefined) return [];
  const sentAt = dispatchedAt ?? deliveredAt;
  const state = isDispatchLate ? 'breached' : sentAt === undefined ? 'running' : 'met';
  const note = sentAt === undefined ? '' : t(language, 'card.note.met', { at: when(language, sentAt, zone) });
  return [{ label: t(language, 'part.clock.dispatch'), when: when(language, at, zone), at, state, note }];
}

/** The repair request as a form to print and sign, where the policy offers it (C7); else its fields alone. */
function recordButton(id: number, { customer }: SparePart, { source, language }: PartView): Button {
  const policy = source.policies[source.customers[customer]?.policy ?? ''];
  const isForm = policy?.forms.some(({ form }) => form === 'repair-request') ?? false;
  const args = { part: numberOf('part', id), ...(isForm ? { form: 'repair-request' } : {}) };
  return makeButton({ label: t(language, 'button.part-record'), command: isForm ? 'sheet.open' : 'part.record', args });
}

function buttonsOf(id: number, part: SparePart, view: PartView): { main: Button[]; more: Button[] } {
  const { language } = view;
  const button = (command: string, label: KeyAfter<'button.'>, style: Button['style'] = 'plain') =>
    makeButton({ label: t(language, `button.${label}`), command, args: { part: numberOf('part', id) }, style });
  const record = recordButton(id, part, view);
  const show = showTicketButton(part.ticketId, language);
  const lend = ticketButton(part.ticketId, 'loaner.out', 'button.loaner-out', language);
  switch (stateOf(part)) {
    case 'returned':
      return { main: [record], more: [show] };
    case 'delivered': {
      const main = [button('part.send-back', 'part-sent-back', 'primary'), record];
      return { main, more: [button('part.return', 'part-returned'), show] };
    }
    case 'sent-back':
      return { main: [button('part.receive', 'part-at-vendor', 'primary'), record], more: [show] };
    case 'at-vendor':
      return { main: [button('part.return', 'part-closed', 'primary'), record], more: [show] };
    case 'overdue':
    case 'requested':
    case 'on-its-way': {
      const isSent = part.dispatchedAt !== undefined;
      const deliver = button('part.deliver', 'deliver-part', isSent ? 'primary' : 'plain');
      const dispatch = button('part.dispatch', 'part-dispatched', 'primary');
      const lending = part.isOverdue ? [lend] : [];
      return isSent
        ? { main: [deliver, record], more: [...lending, show] }
        : { main: [dispatch, deliver], more: [record, ...lending, show] };
    }
  }
}
