import { CONSENT_PURPOSES, type Consent, type ConsentAnswer, type ConsentPurpose } from './record.ts';
import type { Ticket } from './ticket.ts';
import type { Update } from './update-data.ts';

/**
 * The customer's consent to remote access, or to an operation that may affect their business (A7, E8). It pauses no
 * clock.
 */

/** The customer is asked; an earlier answer for the same purpose no longer holds. */
export function askConsent(ticket: Ticket, { at, by, data }: Update): Partial<Ticket> {
  const { text = '', who } = data;
  return withConsent(ticket, data.purpose, {
    no: ticket.entries + 1,
    text,
    asked: { by, who, at },
    answer: undefined,
  });
}

/** The customer pressed agree or refuse. */
export function answerConsent(ticket: Ticket, update: Update): Partial<Ticket> {
  return withAnswer(ticket, update, 'button');
}

/** Staff wrote down what the customer told them. */
export function recordConsent(ticket: Ticket, update: Update): Partial<Ticket> {
  return withAnswer(ticket, update, 'recorded');
}

function withAnswer(ticket: Ticket, { at, by, data }: Update, how: ConsentAnswer['how']): Partial<Ticket> {
  const { purpose, text = '', who, agreed = false } = data;
  const asked = purpose && ticket.consents?.[purpose];
  const answer = { by, who, at, agreed, how, note: text };
  return withConsent(ticket, purpose, { no: ticket.entries + 1, text: '', asked: undefined, ...asked, answer });
}

function withConsent(
  { consents }: Ticket,
  purpose: ConsentPurpose | undefined,
  consent: Consent,
): Pick<Ticket, 'consents'> {
  return { consents: purpose === undefined ? consents : { ...consents, [purpose]: consent } };
}

/** The question that the customer has not answered yet, of any number or of number `no`; undefined if there is none. */
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
