import type { Button, CardField, CardPart } from '../../../chat/card.ts';
import type { FormField } from '../../../chat/form.ts';
import { t } from '../../../i18n/i18n.ts';
import type { Language } from '../../../lib/language.ts';
import { fieldMaker } from '../../card/form-field.ts';
import { pendingConsent } from '../case/consent.ts';
import { CONSENT_PURPOSES, type ConsentPurpose } from '../case/record.ts';
import type { Ticket, TicketId } from '../case/ticket.ts';
import { signedBy } from './line.ts';
import type { CardSide, CardView } from './view.ts';

/** What the customer agreed to, and what they were not asked yet though the contract wants it: for the team. */
export function consentRows(ticket: Ticket, view: CardView): CardField[] {
  const { language, terms } = view;
  const isOwed = (purpose: ConsentPurpose) =>
    ticket.status === 'open' && ticket.facts.kind === 'fault' && terms.policy.consent.includes(purpose);
  return CONSENT_PURPOSES.filter((purpose) => ticket.consents?.[purpose] || isOwed(purpose)).map((purpose) => ({
    label: t(language, `consent.${purpose}`),
    value: standing(ticket, purpose, view),
  }));
}

function standing({ consents }: Ticket, purpose: ConsentPurpose, view: CardView): string {
  const { language } = view;
  const { asked, answer } = consents?.[purpose] ?? {};
  if (!answer) return t(language, asked ? 'consent.asked' : 'consent.none', asked && { asked: signedBy(asked, view) });
  const { agreed, how, note } = answer;
  const said = t(language, `consent.${agreed ? 'agreed' : 'refused'}.${how}`, { signed: signedBy(answer, view) });
  return note === '' ? said : t(language, 'consent.note', { said, note });
}

/** What the customer is asked to agree to, in full, on their card. */
export function consentParts(ticket: Ticket, { language }: CardView, side: CardSide): CardPart[] {
  const pending = pendingConsent(ticket, undefined);
  if (!pending || side !== 'customer') return [];
  const text = t(language, 'consent.asks', { purpose: t(language, `consent.${pending.purpose}`) });
  return [
    { part: 'text', style: 'plain', text },
    { part: 'text', style: 'quote', text: pending.consent.text },
  ];
}

/** Agree or refuse: what is pressed names the question that was looked at. */
export function consentButtons(id: TicketId, ticket: Ticket, language: Language): Button[] {
  const pending = pendingConsent(ticket, undefined);
  if (!pending) return [];
  const button = (verb: 'give-consent' | 'refuse-consent', style: Button['style']): Button => ({
    label: t(language, `button.${verb}`),
    command: `ticket.${verb}`,
    args: { ticket: `T-${id}`, consent: String(pending.consent.no) },
    style,
    confirm: '',
  });
  return [button('give-consent', 'primary'), button('refuse-consent', 'danger')];
}

/** What the forms of consent, and of the log of commands after it, ask for. */
export function consentFields(
  verb: 'ask-consent' | 'record-consent' | 'log-commands',
  language: Language,
): FormField[] {
  const field = fieldMaker(language);
  const text = { ...field.text('text', true), label: t(language, `form.field.${verb}`), hint: '' };
  if (verb === 'log-commands') return [text];
  const purposes = CONSENT_PURPOSES.map((value) => ({ value, label: t(language, `consent.${value}`) }));
  const answers = (['yes', 'no'] as const).map((value) => ({ value, label: t(language, `consent.answer.${value}`) }));
  return [
    field.choice('purpose', true, purposes),
    ...(verb === 'record-consent' ? [field.choice('answer', true, answers, 'yes')] : []),
    text,
  ];
}
