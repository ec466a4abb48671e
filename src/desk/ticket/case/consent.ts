import type { Instant } from '../../../lib/instant.ts';
import {
  CONSENT_PURPOSES,
  type Consent,
  type ConsentAnswer,
  type ConsentGround,
  type ConsentPurpose,
} from './record.ts';
import type { Ticket } from './ticket.ts';
import type { Update } from './update-data.ts';

/**
 * The customer's consent to remote access, or to an operation that may affect their business (A7, E8). It pauses no
 * clock.
 */

/** The customer is asked; an earlier answer for the same purpose no longer holds. */
export function askConsent(ticket: Ticket, { at, by, data }: Update): Partial<Ticket> {
  const { text = '', who, consentPlan: plan } = data;
  return withConsent(ticket, data.purpose, {
    no: ticket.entries + 1,
    text,
    ...(plan ? { plan } : {}),
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
  const { purpose, text = '', who, agreed = false, consentSource: source } = data;
  const asked = purpose && ticket.consents?.[purpose];
  const answer = { by, who, at, agreed, how, note: text, ...(source ? { source } : {}) };
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

/** The consents that were agreed to by `at`, of one purpose or of any: what commands entered then rest on. */
export function groundsOf({ consents }: Ticket, at: Instant, only: ConsentPurpose | undefined): ConsentGround[] {
  return CONSENT_PURPOSES.filter((each) => only === undefined || each === only).flatMap((purpose) => {
    const answer = consents?.[purpose]?.answer;
    if (!answer?.agreed || answer.at > at) return [];
    const { by, who, at: agreedAt, how, source } = answer;
    return [{ purpose, by, who, at: agreedAt, how, ...(source ? { source } : {}) }];
  });
}

/** A command log was handed in. */
export function countCommands({ commandLogs = 0, unagreedLogs = 0 }: Ticket, { data }: Update): Partial<Ticket> {
  return { commandLogs: commandLogs + 1, unagreedLogs: unagreedLogs + (data.unagreed ? 1 : 0) };
}
