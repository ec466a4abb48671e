import type { Button, Card, CardField } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { when } from '../../i18n/when.ts';
import { numberOf } from '../address/number.ts';
import { makeButton, showTicketButton } from '../card/button.ts';
import { fieldIn } from '../card/field.ts';
import { titleOf } from '../input.ts';
import { personName } from '../person/person.ts';
import { type PartView, ticketFields } from './card.ts';
import type { Loaner } from './loaner.ts';
import { deviceName, loanerSubject } from './names.ts';

/** Card of a loaner: what is lent, in place of what, since when, and the button for its return. */
export function loanerCard(id: number, loaner: Loaner, view: PartView): Card {
  const { language } = view;
  const { title } = titleOf(loaner.lent);
  const tone = loaner.status === 'open' ? 'warn' : 'good';
  return {
    subject: loanerSubject(loaner, id),
    tone,
    title: `${numberOf('loaner', id)} · ${title}`,
    badges: [{ text: t(language, `loaner.${loaner.status}`), tone }],
    parts: [
      ...(loaner.lent === title ? [] : [{ part: 'text', style: 'quote', text: loaner.lent } as const]),
      { part: 'fields', fields: fieldsOf(loaner, view) },
      { part: 'actions', main: buttonsOf(id, loaner, view), more: [] },
    ],
  };
}

function fieldsOf(loaner: Loaner, { source, ticket, language }: PartView): CardField[] {
  const zone = source.provider.timeZone;
  const { backAt, ticketId, since, lentBy } = loaner;
  const field = fieldIn(language);
  return [
    ...field('ticket', `T-${ticketId} · ${ticket.facts.title}`),
    ...ticketFields(ticket.facts, source, language),
    ...field('equivalent', loaner.equivalent || deviceName(source, loaner, language)),
    ...field('lent-since', when(language, since, zone)),
    ...field('lent-by', personName(source.people, lentBy, language)),
    ...field('lent-back', backAt === undefined ? undefined : when(language, backAt, zone)),
  ];
}

function buttonsOf(id: number, { status, ticketId }: Loaner, { language }: PartView): Button[] {
  const show = showTicketButton(ticketId, language);
  if (status === 'back') return [show];
  const back = {
    label: t(language, 'button.loaner-back'),
    command: 'loaner.back',
    args: { loaner: numberOf('loaner', id) },
  };
  return [makeButton({ ...back, style: 'primary' }), show];
}
