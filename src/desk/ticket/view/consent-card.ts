import type { CardField, CardPart } from '../../../chat/card.ts';
import { t } from '../../../i18n/i18n.ts';
import { pendingConsent } from '../case/consent.ts';
import { CONSENT_PURPOSES, type ConsentPurpose } from '../case/record.ts';
import type { Ticket } from '../case/ticket.ts';
import type { CardSide } from '../verb/verb.ts';
import { signedBy } from './line.ts';
import type { CardView } from './view.ts';

/**
 * For the team: which consents the customer gave or refused, and which ones the contract wants and are not there yet.
 */
export function consentRows(ticket: Ticket, view: CardView): CardField[] {
  const { language, terms } = view;
  const isOwed = (purpose: ConsentPurpose) =>
    ticket.status === 'open' && ticket.facts.kind === 'fault' && terms.policy.consent.includes(purpose);
  return CONSENT_PURPOSES.filter((purpose) => ticket.consents?.[purpose] || isOwed(purpose)).map((purpose) => ({
    label: t(language, `consent.${purpose}`),
    value: consentState(ticket, purpose, view),
  }));
}

function consentState({ consents }: Ticket, purpose: ConsentPurpose, view: CardView): string {
  const { language } = view;
  const { asked, answer } = consents?.[purpose] ?? {};
  if (!answer) return t(language, asked ? 'consent.asked' : 'consent.none', asked && { asked: signedBy(asked, view) });
  const { agreed, how, note } = answer;
  const said = t(language, `consent.${agreed ? 'agreed' : 'refused'}.${how}`, { signed: signedBy(answer, view) });
  return note === '' ? said : t(language, 'consent.note', { said, note });
}

/** For the customer: the full text that they are asked to agree to. */
export function consentParts(ticket: Ticket, { language }: CardView, side: CardSide): CardPart[] {
  const pending = pendingConsent(ticket, undefined);
  if (!pending || side !== 'customer') return [];
  const text = t(language, 'consent.asks', { purpose: t(language, `consent.${pending.purpose}`) });
  return [
    { part: 'text', style: 'plain', text },
    { part: 'text', style: 'quote', text: pending.consent.text },
  ];
}
