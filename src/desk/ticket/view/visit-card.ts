import type { Card } from '../../../chat/card.ts';
import { t } from '../../../i18n/i18n.ts';
import { showTicketButton } from '../../card/button.ts';
import { findCustomerName, findSiteName } from '../../card/customer.ts';
import { fieldIn } from '../../card/field.ts';
import { subjectOf } from '../case/names.ts';
import type { Ticket, TicketId } from '../case/ticket.ts';
import type { CardView } from './view.ts';
import { visitRows } from './visit-rows.ts';

/** The subject of the card that tells the coordinator when a visit is to be. */
export function visitSubject(id: TicketId): string {
  return `${subjectOf(id)}|visit`;
}

/** For the coordinator: when the visit is to be, with whom that was agreed, and who goes. */
export function visitCard(id: TicketId, ticket: Ticket, view: CardView): Card {
  const { language, source } = view;
  const field = fieldIn(language);
  return {
    subject: visitSubject(id),
    tone: 'neutral',
    title: t(language, 'visit.title', { ticket: `T-${id}`, title: ticket.facts.title }),
    badges: [],
    parts: [
      {
        part: 'fields',
        fields: [
          ...field('customer', findCustomerName(source, ticket.facts.customer, language)),
          ...field('site', findSiteName(source, ticket.facts, language)),
          ...visitRows(ticket, view, 'team'),
        ],
      },
      { part: 'actions', main: [showTicketButton(id, language)], more: [] },
    ],
  };
}
