import type { Button, Card, CardField, CardPart, Tone } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { when } from '../../i18n/when.ts';
import type { Language } from '../../lib/language.ts';
import type { KeyAfter } from '../../lib/text-key.ts';
import { numberOf } from '../address/number.ts';
import type { BookSource } from '../book/schema.ts';
import { makeButton, showTicketButton } from '../card/button.ts';
import { customerName, findCustomerName } from '../card/customer.ts';
import { fieldIn } from '../card/field.ts';
import { callField } from '../contact/contact.ts';
import { personName } from '../person/person.ts';
import { subjectOf } from '../ticket/case/names.ts';
import type { Ticket } from '../ticket/case/ticket.ts';
import { paperTitle } from '../ticket/view/line.ts';
import { partsOf } from './layout.ts';
import type { Paper } from './paper.ts';
import { signaturesText } from './signature.ts';

/** Most characters of each text on the card; the file has the whole text. */
const MAX_SHOWN = 400;

/**
 * Card of a paper: which one, about what, due when, what was handed in. With `in hand` it has the buttons for the next
 * step.
 */
export function paperCard(
  id: number,
  paper: Paper,
  ticket: Ticket | undefined,
  source: BookSource,
  language: Language,
  side: 'in hand' | 'read',
): Card {
  const { status } = paper;
  const isLate = status === 'open' && paper.told.includes('overdue');
  const tone: Tone = isLate ? 'bad' : status === 'archived' || status === 'withdrawn' ? 'good' : 'warn';
  return {
    subject: paperSubject(paper),
    tone,
    title: t(language, 'paper.title', {
      paper: paperTitle(paper.paper, language),
      about: aboutText(paper, ticket, source, language),
    }),
    badges: [{ text: t(language, isLate ? 'paper.status.late' : `paper.status.${status}`), tone }],
    parts: [
      { part: 'fields', fields: fieldsOf(id, paper, source, language) },
      ...(paper.refused ? [refusedPart(paper.refused, source, language)] : []),
      ...(status === 'open' ? clockParts(paper, source, language, isLate) : handedInParts(paper, language)),
      ...actionsOf(id, paper, language, side),
    ],
  };
}

/** Subject of a paper's own card. The begin is part of it because a ticket can owe the same paper again. */
export function paperSubject({ ticketId, customer, paper, month, begunAt }: Paper): string {
  return `${ticketId === undefined ? customer : subjectOf(ticketId)}|paper|${paper}|${month ?? begunAt}`;
}

/** What a paper is about, in words: `T-12 · core switch down`, or the customer and the month. */
export function aboutText(
  { ticketId, month, customer }: Pick<Paper, 'ticketId' | 'month' | 'customer'>,
  ticket: Ticket | undefined,
  source: BookSource,
  language: Language,
): string {
  if (ticket && ticketId !== undefined) return `T-${ticketId} · ${ticket.facts.title}`;
  return [customerName(source, customer, language), month].filter(Boolean).join(' · ');
}

function clockParts(
  { at: { overdue } }: Paper,
  { provider }: BookSource,
  language: Language,
  isLate: boolean,
): CardPart[] {
  if (overdue === undefined) return [{ part: 'text', style: 'plain', text: t(language, 'paper.without-limit') }];
  const label = t(language, 'paper.clock');
  const state = isLate ? 'breached' : 'running';
  const clock = { label, when: when(language, overdue, provider.timeZone), at: overdue, state, note: '' } as const;
  return [{ part: 'clocks', clocks: [clock] }];
}

function fieldsOf(
  id: number,
  { customer, owner, handedIn, status, told, paper, signatures }: Paper,
  source: BookSource,
  language: Language,
): CardField[] {
  const field = fieldIn(language);
  const name = (key: string | undefined) =>
    key !== undefined && Object.hasOwn(source.people, key) ? personName(source.people, key, language) : undefined;
  return [
    ...field('number', numberOf('paper', id)),
    ...field('customer', findCustomerName(source, customer, language)),
    ...field('owner', name(owner)),
    ...(status === 'open' && told.includes('overdue') ? callField(source, [owner], language) : []),
    ...field('handed-in-by', name(handedIn?.by)),
    ...(status === 'open' ? [] : field('signatures', handedIn && signaturesText(paper, signatures, language))),
  ];
}

function refusedPart(
  { by, reason }: NonNullable<Paper['refused']>,
  { people }: BookSource,
  language: Language,
): CardPart {
  const text = t(language, 'paper.refused-why', { by: personName(people, by, language), reason });
  return { part: 'text', style: 'plain', text };
}

/** The handed-in texts, shortened, and the names of the files. */
export function handedInParts({ handedIn, paper }: Pick<Paper, 'handedIn' | 'paper'>, language: Language): CardPart[] {
  if (!handedIn) return [];
  const texts = partsOf(paper).flatMap(({ name }) => {
    const text = handedIn.parts[name];
    return text ? [`${t(language, `paper.part.${name}`)}: ${cut(text)}`] : [];
  });
  const files = handedIn.files.map(({ name }) => `📎 ${name}`);
  const shown = [...texts, ...files].join('\n');
  return shown === '' ? [] : [{ part: 'text', style: 'quote', text: shown }];
}

function cut(text: string): string {
  const points = [...text];
  return points.length > MAX_SHOWN ? `${points.slice(0, MAX_SHOWN - 1).join('')}…` : text;
}

function actionsOf(id: number, paper: Paper, language: Language, side: 'in hand' | 'read'): CardPart[] {
  const show = paper.ticketId === undefined ? [] : [showTicketButton(paper.ticketId, language)];
  const main =
    side === 'in hand'
      ? stepsOf(id, paper).map(([verb, args, style]) =>
          makeButton({ label: t(language, `button.paper.${verb}`), command: `paper.${verb}`, args, style }),
        )
      : [];
  if (main.length > 0) return [{ part: 'actions', main, more: show }];
  return show.length > 0 ? [{ part: 'actions', main: show, more: [] }] : [];
}

type Offered = readonly [verb: KeyAfter<'button.paper.'>, args: Button['args'], style: Button['style']];

/** The steps that are possible in the paper's state, the most likely one first. */
function stepsOf(id: number, { paper, ticketId, customer, month, status }: Paper): Offered[] {
  const whose = ticketId === undefined ? { customer, month: month ?? '' } : { ticket: `T-${ticketId}` };
  const about = { report: paper, ...whose };
  const one = { paper: numberOf('paper', id) };
  switch (status) {
    case 'open':
      return [
        ['deliver', about, 'primary'],
        ['draft', about, 'plain'],
      ];
    case 'delivered':
      return [
        ['accept', one, 'primary'],
        ['refuse', one, 'plain'],
      ];
    case 'accepted':
      return [
        ['approve', one, 'primary'],
        ['refuse', one, 'plain'],
      ];
    case 'running':
    case 'archived':
    case 'withdrawn':
    case 'refused':
      return [];
  }
}
