import type { Button, Card, CardField, CardPart } from '../../../chat/card.ts';
import { t } from '../../../i18n/i18n.ts';
import { showTicketButton, ticketButton } from '../../card/button.ts';
import { findCustomerName, findSiteName } from '../../card/customer.ts';
import { fieldIn } from '../../card/field.ts';
import { callField } from '../../contact/contact.ts';
import { levelName, subjectOf } from '../case/names.ts';
import type { Ticket, TicketId } from '../case/ticket.ts';
import { awaitedOf, comingOf, hasDeclined, isAtSite, isDeclined, isOnTheWay } from '../case/visit.ts';
import type { Dispatch } from '../case/visit-record.ts';
import { type Buttons, offeredButton } from './button.ts';
import { clocksPart } from './clock-rows.ts';
import { namesOf } from './line.ts';
import type { CardView } from './view.ts';
import { arrivalWords, visitRows } from './visit-rows.ts';

/** The cards of a dispatch beside the ticket's own: of the person who is sent, and of those who see to it. */

/** The subject of the cards of one dispatch. */
export function dispatchSubject(id: TicketId, no: number, card: 'sent' | 'seen-to'): string {
  return `${subjectOf(id)}|dispatch|${no}|${card}`;
}

/** What the person who is sent reads (`person`: their key): where to, when, with what, and whether they accepted. */
export function sentCard(id: TicketId, ticket: Ticket, dispatch: Dispatch, person: string, view: CardView): Card {
  const { language } = view;
  const state = stateOf(ticket, dispatch, person);
  const tone = ({ asked: 'warn', accepted: 'good', declined: 'neutral', over: 'neutral' } as const)[state];
  return {
    subject: dispatchSubject(id, dispatch.no, 'sent'),
    tone,
    title: t(language, 'dispatch.title', { ticket: `T-${id}`, title: ticket.facts.title }),
    badges: [{ text: t(language, `dispatch.${state}`), tone }],
    parts: [
      ...(ticket.facts.details ? [{ part: 'text', text: ticket.facts.details, style: 'quote' } as const] : []),
      { part: 'fields', fields: whereAndWhat(ticket, dispatch, view) },
      ...(state === 'asked' || state === 'accepted' ? clocksPart(ticket, view) : []),
      { part: 'actions', ...sentButtons(id, ticket, dispatch, state, view) },
    ],
  };
}

type SentState = 'asked' | 'accepted' | 'declined' | 'over';

function stateOf(ticket: Ticket, dispatch: Dispatch, person: string): SentState {
  const answer = dispatch.answers[person];
  if (answer) return answer.accepted ? 'accepted' : 'declined';
  return ticket.dispatch?.no === dispatch.no && awaitedOf(ticket).includes(person) ? 'asked' : 'over';
}

function whereAndWhat(ticket: Ticket, dispatch: Dispatch, view: CardView): CardField[] {
  const { language, source, terms } = view;
  const { facts, level } = ticket;
  const field = fieldIn(language);
  return [
    ...field('customer', findCustomerName(source, facts.customer, language)),
    ...field('site', findSiteName(source, facts, language)),
    ...field('level', level && levelName(terms.policy, level, language)),
    ...field('contact', facts.contact),
    ...field('coming', namesOf(dispatch.to, view)),
    ...field('arrival', arrivalWords(ticket, view, 'team')),
    ...field('equipment', dispatch.equipment),
  ];
}

/** Who accepted goes on here: *Arrived*, then *Resolve*. */
function sentButtons(id: TicketId, ticket: Ticket, { no }: Dispatch, state: SentState, view: CardView): Buttons {
  const { language } = view;
  const show = showTicketButton(id, language);
  if (state === 'accepted' && ticket.dispatch?.no === no) {
    const verb = isAtSite(ticket) ? 'resolve' : isOnTheWay(ticket) ? 'arrive' : undefined;
    const next = verb ? offeredButton(id, ticket, verb, 'team', view) : [];
    return { main: [...next.map((each) => ({ ...each, style: 'primary' as const })), show], more: [] };
  }
  if (state !== 'asked') return { main: [show], more: [] };
  const answer = (verb: 'accept-dispatch' | 'decline-dispatch', style: Button['style']): Button => {
    const button = ticketButton(id, `ticket.${verb}`, `button.${verb}`, language, style);
    return { ...button, args: { ...button.args, dispatch: String(no) } };
  };
  return { main: [answer('accept-dispatch', 'primary'), answer('decline-dispatch', 'danger')], more: [show] };
}

/**
 * For those who see to it that someone goes: who declined or has not accepted, whom to call, and *Dispatch* again at
 * hand. `says`: the line above the facts; empty: none.
 */
export function seenToCard(id: TicketId, ticket: Ticket, dispatch: Dispatch, says: string, view: CardView): Card {
  const { language, source } = view;
  const isStanding = ticket.dispatch?.no === dispatch.no;
  const isRefused = isStanding && hasDeclined(ticket);
  const isMissing = isRefused || (isStanding && awaitedOf(ticket).length > 0);
  // Another one who was sent with them may go still.
  const tone = isMissing ? (isDeclined(ticket) || !isRefused ? 'bad' : 'warn') : 'good';
  const badge = isRefused ? 'dispatch.declined' : isMissing ? 'dispatch.no-one-goes' : 'dispatch.settled';
  const again = ticketButton(id, 'ticket.dispatch', 'button.dispatch-another', language, 'primary');
  const field = fieldIn(language);
  const text: CardPart[] = says === '' ? [] : [{ part: 'text', style: 'plain', text: says }];
  return {
    subject: dispatchSubject(id, dispatch.no, 'seen-to'),
    tone,
    title: t(language, 'dispatch.title', { ticket: `T-${id}`, title: ticket.facts.title }),
    badges: [{ text: t(language, badge), tone }],
    parts: [
      ...text,
      {
        part: 'fields',
        fields: [
          ...field('customer', findCustomerName(source, ticket.facts.customer, language)),
          ...field('site', findSiteName(source, ticket.facts, language)),
          ...visitRows(ticket, view, 'team'),
          ...(isMissing ? callField(source, comingOf(ticket), language) : []),
        ],
      },
      ...(isMissing ? clocksPart(ticket, view) : []),
      { part: 'actions', main: [...(isMissing ? [again] : []), showTicketButton(id, language)], more: [] },
    ],
  };
}
