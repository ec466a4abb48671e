import type { Button } from '../../../chat/card.ts';
import { t } from '../../../i18n/i18n.ts';
import type { Language } from '../../../lib/language.ts';
import type { KeyAfter } from '../../../lib/text-key.ts';
import type { BookPolicy } from '../../book/schema.ts';
import type { Ticket, TicketId } from '../case/ticket.ts';
import { ASKED_VERBS, type AskedVerb, verbOf } from '../verb/table.ts';
import type { CardSide, Offer } from '../verb/verb.ts';
import type { CardView } from './view.ts';

/** The buttons of a ticket's cards: what its verbs offer now, and the ways to what other features have for it. */

export interface Buttons {
  readonly main: readonly Button[];
  readonly more: readonly Button[];
}

/** The buttons of one side's card in the ticket's state: two main ones at most, the others in the menu. */
export function buttonsOf(id: TicketId, ticket: Ticket, view: CardView, side: CardSide): Buttons {
  const { language, terms } = view;
  const offers = ASKED_VERBS.flatMap((verb) => {
    const offer = verbOf(verb).offered?.(ticket, { side, policy: terms.policy });
    return offer ? [{ verb, place: offer.place, button: verbButton(id, verb, offer, language) }] : [];
  });
  const at = (place: Offer['place']) => offers.filter((each) => each.place === place);
  const menu = at('more');
  // What other features offer for the fault stands before what is about the ticket as such.
  const cut = menu.findIndex(({ verb }) => ASKED_VERBS.indexOf(verb) >= ASKED_VERBS.indexOf('deliver'));
  const [fault, rest] = cut === -1 ? [menu, []] : [menu.slice(0, cut), menu.slice(cut)];
  return {
    main: at('main').map(({ button }) => button),
    more: [
      ...fault.map(({ button }) => button),
      ...(side === 'team' ? faultButtons(id, ticket, view) : []),
      ...rest.map(({ button }) => button),
      ...(side === 'customer' && ticket.status === 'closed' ? [] : [commandButton(id, 'ticket.why', language, 'why')]),
      ...(side === 'customer' ? [commandButton(id, 'complaint.open', language, 'complain')] : []),
    ],
  };
}

/** One verb's button, where the ticket's state offers it on a side's card. */
export function offeredButton(
  id: TicketId,
  ticket: Ticket,
  verb: AskedVerb,
  side: CardSide,
  { language, terms }: Pick<CardView, 'language' | 'terms'>,
): Button[] {
  const offer = verbOf(verb).offered?.(ticket, { side, policy: terms.policy });
  return offer ? [verbButton(id, verb, offer, language)] : [];
}

function verbButton(id: TicketId, verb: AskedVerb, offer: Offer, language: Language): Button {
  return {
    label: t(language, `button.${offer.label ?? verb}`),
    command: `ticket.${verb}`,
    args: { ticket: `T-${id}`, ...offer.args },
    style: offer.style ?? 'plain',
    confirm: offer.confirm ? t(language, offer.confirm) : '',
  };
}

/** Playbooks, spare parts and loaners, for a fault that is open. */
function faultButtons(id: TicketId, ticket: Ticket, { language, source, terms }: CardView): Button[] {
  if (ticket.status !== 'open' || ticket.facts.kind !== 'fault') return [];
  return [
    ...(Object.keys(source.playbooks ?? {}).length > 0
      ? [commandButton(id, 'ticket.playbook', language, 'playbook')]
      : []),
    commandButton(id, 'part.request', language, 'request-part'),
    ...(offersLoaner(ticket, terms.policy) ? [commandButton(id, 'loaner.out', language, 'loaner-out')] : []),
  ];
}

/** A loaner stands in for what was not fixed in time, or has gone up to a tier that brings one (B7, D11). */
function offersLoaner({ breaches, tier }: Ticket, { tiers }: BookPolicy): boolean {
  return breaches.resolve !== undefined || tiers.some((each) => each.loaner && each.tier <= tier);
}

/** A button that asks for a command about the ticket. `label`: the text key after `button.`. */
export function commandButton(
  id: TicketId,
  command: string,
  language: Language,
  label: KeyAfter<'button.'>,
  style: Button['style'] = 'plain',
): Button {
  return { label: t(language, `button.${label}`), command, args: { ticket: `T-${id}` }, style, confirm: '' };
}
