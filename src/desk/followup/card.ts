import type { Button, Card, CardField } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { when } from '../../i18n/when.ts';
import type { Language } from '../../lib/language.ts';
import type { BookSource } from '../book/schema.ts';
import { showTicketButton, ticketButton } from '../card/button.ts';
import { findCustomerName } from '../card/customer.ts';
import { fieldIn } from '../card/field.ts';
import { callField } from '../contact/contact.ts';
import { personName } from '../person/person.ts';
import type { Ticket, TicketId } from '../ticket/case/ticket.ts';
import type { Followup } from './followup.ts';
import { unhappyButtons } from './unhappy.ts';

/** Card for the person who is to call: contact, subject, deadline, and the button that records the call. */
export function followupCard(followup: Followup, ticket: Ticket, source: BookSource, language: Language): Card {
  const { ticketId, status, dueAt, told } = followup;
  const isLate = status === 'open' && told.includes('overdue');
  return {
    subject: followupSubject(followup),
    tone: status === 'open' ? (isLate ? 'bad' : 'warn') : 'good',
    title: t(language, 'followup.title', { ticket: `T-${ticketId}`, title: ticket.facts.title }),
    badges: [
      {
        text: t(language, isLate ? 'followup.late' : `followup.${status}`),
        tone: status === 'open' ? (isLate ? 'bad' : 'warn') : 'good',
      },
    ],
    parts: [
      { part: 'fields', fields: fieldsOf(followup, ticket, source, language) },
      ...(status === 'open'
        ? [
            {
              part: 'clocks',
              clocks: [
                {
                  label: t(language, 'followup.clock'),
                  when: when(language, dueAt, source.provider.timeZone),
                  at: dueAt,
                  state: isLate ? 'breached' : 'running',
                  note: '',
                },
              ],
            } as const,
          ]
        : []),
      ...(followup.result?.remarks ? [{ part: 'text', style: 'quote', text: followup.result.remarks } as const] : []),
      { part: 'actions', main: buttonsOf(followup, language), more: [] },
    ],
  };
}

/** Card for the caller when the customer is not happy, with the buttons for what can be done about it. */
export function unhappyCard(id: TicketId, language: Language): Card {
  const ticket = `T-${id}`;
  return {
    subject: `ticket/${id}/unhappy`,
    tone: 'warn',
    title: t(language, 'followup.unhappy', { ticket }),
    badges: [],
    parts: [
      { part: 'text', style: 'plain', text: t(language, 'reply.followup-bad', { ticket }) },
      { part: 'actions', main: unhappyButtons(id, 'followup.reopen', language), more: [] },
    ],
  };
}

/** Subject of a follow-up's own card. The begin is part of it because every fix of a ticket has a follow-up. */
export function followupSubject({ ticketId, begunAt }: Followup): string {
  return `ticket/${ticketId}|followup|${begunAt}`;
}

function fieldsOf(followup: Followup, { facts }: Ticket, source: BookSource, language: Language): CardField[] {
  const { result, status, told } = followup;
  const field = fieldIn(language);
  return [
    ...field('customer', findCustomerName(source, facts.customer, language)),
    ...field('contact', facts.contact),
    ...field('asked', personName(source.people, followup.asked, language)),
    ...(status === 'open' && told.includes('overdue') ? callField(source, [followup.asked], language) : []),
    ...field('score', result?.score === undefined ? undefined : t(language, 'followup.score', { score: result.score })),
    ...field('works', result?.works === undefined ? undefined : t(language, result.works ? 'answer.yes' : 'answer.no')),
  ];
}

function buttonsOf({ ticketId, status }: Followup, language: Language): Button[] {
  const done = ticketButton(ticketId, 'followup.done', 'button.follow-up-done', language, 'primary');
  return [...(status === 'open' ? [done] : []), showTicketButton(ticketId, language)];
}
