import type { CardField, CardPart } from '../../../chat/card.ts';
import { t } from '../../../i18n/i18n.ts';
import { pendingConsent } from '../case/consent.ts';
import { CONSENT_PURPOSES, type ConsentPurpose } from '../case/record.ts';
import type { Ticket } from '../case/ticket.ts';
import type { CardSide } from '../verb/verb.ts';
import { planRows, sourceWords } from './consent-plan.ts';
import { signedBy } from './line.ts';
import type { CardView } from './view.ts';

/**
 * For the team: which consents the customer gave or refused, and which ones the contract wants and are not there yet.
 */
export function consentRows(ticket: Ticket, view: CardView): CardField[] {
  const { language, terms } = view;
  const isOwed = (purpose: ConsentPurpose) =>
    ticket.status === 'open' && ticket.facts.kind === 'fault' && terms.policy.consent.includes(purpose);
  const rows = CONSENT_PURPOSES.filter((purpose) => ticket.consents?.[purpose] || isOwed(purpose)).map((purpose) => ({
    label: t(language, `consent.${purpose}`),
    value: consentState(ticket, purpose, view),
  }));
  return [...rows, ...commandRows(ticket, view)];
}

/** How many command logs there are, and a warning if some rest on no consent. */
function commandRows(
  { commandLogs: count = 0, unagreedLogs: unagreed = 0 }: Ticket,
  { language }: CardView,
): CardField[] {
  if (count === 0) return [];
  const key = unagreed === 0 ? 'consent.commands' : 'consent.commands-unagreed';
  return [{ label: t(language, 'card.field.commands'), value: t(language, key, { count, unagreed }) }];
}

function consentState({ consents }: Ticket, purpose: ConsentPurpose, view: CardView): string {
  const { language } = view;
  const { asked, answer } = consents?.[purpose] ?? {};
  if (!answer) return t(language, asked ? 'consent.asked' : 'consent.none', asked && { asked: signedBy(asked, view) });
  const { agreed, how, source } = answer;
  const note = [source ? sourceWords(source, language) : '', answer.note].filter(Boolean).join(' · ');
  const said = t(language, `consent.${agreed ? 'agreed' : 'refused'}.${how}`, { signed: signedBy(answer, view) });
  return note === '' ? said : t(language, 'consent.note', { said, note });
}

/**
 * For the customer: what exactly they are asked to agree to, when, for how long, at what risk, and with which way back.
 */
export function consentParts(ticket: Ticket, { language, source }: CardView, side: CardSide): CardPart[] {
  const pending = pendingConsent(ticket, undefined);
  if (!pending || side !== 'customer') return [];
  const text = t(language, 'consent.asks', { purpose: t(language, `consent.${pending.purpose}`) });
  return [
    { part: 'text', style: 'plain', text },
    { part: 'text', style: 'quote', text: pending.consent.text },
    { part: 'fields', fields: planRows(pending.consent.plan, language, source.provider.timeZone, 'all') },
  ];
}
