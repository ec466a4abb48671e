import type { Button } from '../../../chat/card.ts';
import { t } from '../../../i18n/i18n.ts';
import type { Language } from '../../../lib/language.ts';
import type { BookPolicy } from '../../book/schema.ts';
import { ticketButton } from '../../card/button.ts';
import { stateOf } from '../case/state.ts';
import { isOver, type Ticket, type TicketId } from '../case/ticket.ts';
import { nextIn } from '../verb/next.ts';
import { ASKED_VERBS, type AskedVerb, offerOf } from '../verb/table.ts';
import type { CardSide, Offer, OfferedOn } from '../verb/verb.ts';
import { otherButtons } from './taken-back.ts';
import type { CardView } from './view.ts';

/** The buttons of a ticket's cards: what its verbs offer in its state, and what other features have for it. */

export interface Buttons {
  readonly main: readonly Button[];
  readonly more: readonly Button[];
}

/** The buttons of one side's card: two main ones at most, the others in the menu. */
export function buttonsOf(id: TicketId, ticket: Ticket, view: CardView, side: CardSide): Buttons {
  const { language } = view;
  const card = offeredOn(ticket, view, side);
  const offers = ASKED_VERBS.flatMap((verb) => {
    const offer = offerOf(verb, ticket, card);
    return offer ? [{ verb, button: verbButton(id, verb, offer, language) }] : [];
  });
  const first = nextIn(stateOf(ticket, view.terms.policy))?.[side] ?? [];
  const main = first.flatMap((verb) => offers.find((each) => each.verb === verb) ?? []).slice(0, 2);
  const menu = offers.filter((each) => !main.includes(each));
  // Buttons of other features that are about the fault stand before the verbs that are about the ticket.
  const isOfFault = (verb: AskedVerb) => ASKED_VERBS.indexOf(verb) < ASKED_VERBS.indexOf('deliver');
  return {
    main: [...otherButtons(ticket, language), ...main.map(({ button }, index) => inPlace(button, index))],
    more: [
      ...menu.flatMap(({ verb, button }) => (isOfFault(verb) ? button : [])),
      ...(side === 'team'
        ? [...faultButtons(id, ticket, view), ...formButtons(id, ticket, view), ...sheetButtons(id, ticket, view)]
        : []),
      ...menu.flatMap(({ verb, button }) => (isOfFault(verb) ? [] : button)),
      ...(ticket.withdrawn || (side === 'customer' && isOver(ticket))
        ? []
        : [ticketButton(id, 'ticket.why', 'button.why', language)]),
      ...(side === 'customer' ? [ticketButton(id, 'complaint.open', 'button.complain', language)] : []),
    ],
  };
}

/** The first main button is the primary one, and the only one, unless it warns. */
function inPlace(button: Button, index: number): Button {
  if (button.style === 'danger') return button;
  return { ...button, style: index === 0 ? 'primary' : 'plain' };
}

/** The button of one verb, if the verb offers one on that side's card. */
export function offeredButton(
  id: TicketId,
  ticket: Ticket,
  verb: AskedVerb,
  side: CardSide,
  view: Pick<CardView, 'language' | 'terms' | 'now'>,
): Button[] {
  const offer = offerOf(verb, ticket, offeredOn(ticket, view, side));
  return offer ? [verbButton(id, verb, offer, view.language)] : [];
}

/** What the offers on a card depend on, beside the ticket. */
export function offeredOn(ticket: Ticket, { terms, now }: Pick<CardView, 'terms' | 'now'>, side: CardSide): OfferedOn {
  return { side, policy: terms.policy, calendars: terms.calendars, now: now ?? ticket.asOfAt };
}

function verbButton(id: TicketId, verb: AskedVerb, offer: Offer, language: Language): Button {
  const button = ticketButton(id, `ticket.${verb}`, `button.${offer.label ?? verb}`, language, offer.style);
  return {
    ...button,
    args: { ...button.args, ...offer.args },
    confirm: offer.confirm ? t(language, offer.confirm) : '',
  };
}

/** Buttons for similar cases, playbooks, spare parts and loaners, on an open fault. */
function faultButtons(id: TicketId, ticket: Ticket, { language, source, terms }: CardView): Button[] {
  if (ticket.status !== 'open' || ticket.facts.kind !== 'fault') return [];
  return [
    ticketButton(id, 'find.similar', 'button.similar', language),
    ...(Object.keys(source.playbooks ?? {}).length > 0
      ? [ticketButton(id, 'ticket.playbook', 'button.playbook', language)]
      : []),
    ticketButton(id, 'part.request', 'button.request-part', language),
    ...(offersLoaner(ticket, terms.policy) ? [ticketButton(id, 'loaner.out', 'button.loaner-out', language)] : []),
  ];
}

/** The button that leads to the forms which the book offers for a fault, also after it is resolved. */
function formButtons(id: TicketId, { facts, withdrawn }: Ticket, { language, terms }: CardView): Button[] {
  if (facts.kind !== 'fault' || withdrawn || terms.policy.offers.length === 0) return [];
  return [ticketButton(id, 'paper.choose', 'button.forms', language)];
}

/** The button for the service forms that the policy offers (C7). */
function sheetButtons(id: TicketId, ticket: Ticket, { language, terms }: CardView): Button[] {
  const hasForms = terms.policy.forms.some(({ form }) => form !== 'survey' && form !== 'repair-request');
  return hasForms && !ticket.withdrawn ? [ticketButton(id, 'sheet.open', 'button.sheets', language)] : [];
}

/** A loaner is offered for a fault that was not fixed in time or that rose to a tier with loaners (B7, D11). */
function offersLoaner({ breaches, tier }: Ticket, { tiers }: BookPolicy): boolean {
  return breaches.resolve !== undefined || tiers.some((each) => each.loaner && each.tier <= tier);
}
