import { CONSENT_PURPOSES, type Consent, type ConsentPurpose, type Signed } from './record.ts';
import type { EntryOf, Ticket } from './ticket.ts';

/** The customer's consent (A7, E8): to remote access, to an operation that may affect their business. It pauses nothing. */

/** The consents after an entry that asks for one, answers one, or records one. */
export function consentsAfter(ticket: Ticket, { at, by, data }: EntryOf<'ticket.updated'>): Ticket['consents'] {
  const { purpose, what, text = '', who, agreed = false } = data;
  if (purpose === undefined) return ticket.consents;
  const signed: Signed = { by, who, at };
  const asked = ticket.consents?.[purpose];
  const no = ticket.entries + 1;
  if (what === 'ask-consent') return withConsent(ticket, purpose, { no, text, asked: signed, answer: undefined });
  const how = what === 'record-consent' ? 'recorded' : 'button';
  const answer = { ...signed, agreed, how, note: text } as const;
  return withConsent(ticket, purpose, { no, text: '', asked: undefined, ...asked, answer });
}

function withConsent({ consents }: Ticket, purpose: ConsentPurpose, consent: Consent): Ticket['consents'] {
  return { ...consents, [purpose]: consent };
}

/** What the customer was asked and has not answered, by number where one is named; undefined: nothing like it. */
export function pendingConsent(
  ticket: Ticket,
  no: number | undefined,
): { purpose: ConsentPurpose; consent: Consent } | undefined {
  if (ticket.status !== 'open') return undefined;
  for (const purpose of CONSENT_PURPOSES) {
    const consent = ticket.consents?.[purpose];
    if (consent?.asked && !consent.answer && (no === undefined || consent.no === no)) return { purpose, consent };
  }
  return undefined;
}

export function isConsentGiven({ consents }: Ticket, purpose: ConsentPurpose): boolean {
  return consents?.[purpose]?.answer?.agreed === true;
}
