import type { Button, Card, CardField } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { when } from '../../i18n/when.ts';
import { type Language, named } from '../../lib/language.ts';
import type { BookSource } from '../contract/schema.ts';
import { personName } from '../person/person.ts';
import { subjectOf } from '../ticket/names.ts';
import { paperName } from '../ticket/say.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { Paper } from './paper.ts';

/** The card of whoever owes a paper: which one, about what, by when. */
export function paperCard(paper: Paper, ticket: Ticket | undefined, source: BookSource, language: Language): Card {
  const { status } = paper;
  const isLate = status === 'open' && paper.told.includes('overdue');
  const tone = status === 'open' ? (isLate ? 'bad' : 'warn') : 'good';
  return {
    subject: paperSubject(paper),
    tone,
    title: t(language, 'paper.title', {
      paper: paperName(paper.paper, language),
      about: aboutWhat(paper, ticket, source, language),
    }),
    badges: [{ text: t(language, isLate ? 'paper.status.late' : `paper.status.${status}`), tone }],
    parts: [
      { part: 'fields', fields: fieldsOf(paper, source, language) },
      ...(status === 'open' ? [clockOf(paper, source, language, isLate)] : []),
      { part: 'actions', main: buttonsOf(paper, language), more: [] },
    ],
  };
}

/** A card of its own beside the case's: each time that the duty begins has one. */
export function paperSubject({ ticketId, customer, paper, month, begunAt }: Paper): string {
  return `${ticketId === undefined ? customer : subjectOf(ticketId)}|paper|${paper}|${month ?? begunAt}`;
}

/** `T-12 · core switch down`, or the month that it is about. */
export function aboutWhat(
  { ticketId, month, customer }: Pick<Paper, 'ticketId' | 'month' | 'customer'>,
  ticket: Ticket | undefined,
  source: BookSource,
  language: Language,
): string {
  if (ticket && ticketId !== undefined) return `T-${ticketId} · ${ticket.facts.title}`;
  const known = source.customers[customer];
  return [known ? named(known.name, language) : customer, month].filter(Boolean).join(' · ');
}

function clockOf({ at }: Paper, { provider }: BookSource, language: Language, isLate: boolean) {
  return {
    part: 'clocks',
    clocks: [
      {
        label: t(language, 'paper.clock'),
        when: when(language, at.overdue, provider.timeZone),
        at: at.overdue,
        state: isLate ? 'breached' : 'running',
        note: '',
      },
    ],
  } as const;
}

function fieldsOf({ customer, owner }: Paper, source: BookSource, language: Language): CardField[] {
  const known = source.customers[customer];
  const field = (key: string, value: string | undefined): CardField[] =>
    value ? [{ label: t(language, `card.field.${key}`), value }] : [];
  return [
    ...field('customer', known && named(known.name, language)),
    ...field('owner', owner && Object.hasOwn(source.people, owner) ? personName(source.people, owner, language) : ''),
  ];
}

function buttonsOf({ ticketId }: Paper, language: Language): Button[] {
  if (ticketId === undefined) return [];
  return [
    {
      label: t(language, 'button.show'),
      command: 'ticket.show',
      args: { ticket: `T-${ticketId}` },
      style: 'plain',
      confirm: '',
    },
  ];
}
