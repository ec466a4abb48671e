import { z } from 'zod';
import { accept, type Refusal, type Result, refuse } from '../../../lib/refusal.ts';
import type { Ask } from '../../desk.ts';
import { OptionalText, readInput, Text } from '../../input.ts';
import { pendingConsent } from '../case/consent.ts';
import { findConsentPurpose } from '../case/names.ts';
import { CONSENT_PURPOSES, type ConsentPlan, type ConsentPurpose, type ConsentSource, WAYS } from '../case/record.ts';
import { isDone, type Ticket } from '../case/ticket.ts';
import type { UpdateData } from '../case/update-data.ts';
import { andThen, Line, readAt } from './read.ts';
import {
  type AskedField,
  type Case,
  MENU,
  type Offer,
  type OfferedOn,
  UNTIL_CLOSED,
  verb,
  WHILE_OPEN,
} from './verb.ts';
import { named, update } from './write.ts';

/** The customer's consent to remote access and to risky operations (A7, E8), and what was done with it. */

/** Remote access or an operation, as a choice in forms. */
export const PURPOSE_CHOICE = {
  kind: 'choice',
  name: 'purpose',
  options: CONSENT_PURPOSES.map((value) => ({ value, label: `consent.${value}` as const })),
} as const;
const PURPOSE: AskedField = { ...PURPOSE_CHOICE, required: true };
const ANSWER: AskedField = {
  kind: 'choice',
  name: 'answer',
  required: true,
  initial: 'yes',
  options: (['yes', 'no'] as const).map((value) => ({ value, label: `consent.answer.${value}` })),
};

const Purpose = z.string().transform((text, context) => {
  const purpose = findConsentPurpose(text);
  if (purpose === undefined) context.addIssue({ code: 'custom', message: 'not a purpose' });
  return purpose ?? 'operation';
});
const AskInput = z.object({
  purpose: Purpose,
  text: Text,
  startAt: Line,
  lasts: Line,
  risk: OptionalText,
  wayBack: OptionalText,
});
const RecordInput = z.object({
  purpose: Purpose,
  answer: z.enum(['', 'yes', 'no']).default(''),
  agreedBy: Line,
  way: z.enum(['', ...WAYS]).default(''),
  text: OptionalText,
});
/** What the form asks for, and a typed line may leave out. */
const PLAN_FIELDS = ['startAt', 'lasts', 'risk', 'wayBack'] as const;

/**
 * The customer is asked with what, when, how long, risk and way back (A7, D, E8). The form wants all of it; a typed line
 * has the text alone, and the customer's card then says what they were not told.
 */
export const askConsent = verb<{ purpose: ConsentPurpose; text: string; plan?: ConsentPlan }>({
  by: 'staff',
  during: WHILE_OPEN,
  words: { zh: ['征求同意'], en: ['consent'], topic: 'plan', takes: ['purpose', 'text'] },
  form: {
    fields: () => [
      PURPOSE,
      { kind: 'text', name: 'text', required: true, label: 'ask-consent' },
      { kind: 'datetime', name: 'startAt', required: true },
      { kind: 'line', name: 'lasts', max: 200, required: true },
      { kind: 'text', name: 'risk', required: true },
      { kind: 'text', name: 'wayBack', required: true },
    ],
  },
  read: readAsked,
  entries: (at, { purpose, text, plan }) => [
    update(at, 'ask-consent', { purpose, text, ...(plan ? { consentPlan: plan } : {}) }),
  ],
  customerReads: () => true,
  offered: offeredToTeam,
});

/** Staff write down what the customer told them outside this chat: who said it, and how. */
export const recordConsent = verb<{
  purpose: ConsentPurpose;
  agreed: boolean;
  text: string;
  source?: ConsentSource;
}>({
  by: 'staff',
  during: UNTIL_CLOSED,
  words: { zh: ['登记同意'], en: ['record-consent'], topic: 'plan', takes: ['purpose', 'text'] },
  form: {
    fields: () => [
      PURPOSE,
      ANSWER,
      { kind: 'line', name: 'agreedBy', max: 200, required: true },
      { kind: 'choice', name: 'way', required: true, options: WAYS.map((value) => ({ value, label: `way.${value}` })) },
      { kind: 'text', name: 'text', label: 'record-consent' },
    ],
  },
  read: readRecorded,
  entries: (at, { purpose, agreed, text, source }) => [
    update(at, 'record-consent', { purpose, agreed, text, ...(source ? { consentSource: source } : {}) }),
  ],
  customerReads: () => true,
  offered: offeredToTeam,
});

/** `consent`: the number of the question on the pressed card; left out: the pending one. */
interface Answer {
  readonly text: string;
  readonly consent?: number;
}

export const giveConsent = verb<Answer>({
  by: 'customer',
  during: WHILE_OPEN,
  words: { zh: ['同意'], en: ['agree'], topic: 'plan', takes: ['text'] },
  read: readAnswer,
  refuse: refuseAnswer,
  entries: (at, answer) => [update(at, 'give-consent', { ...answerOf(at, answer), agreed: true })],
  offered: (ticket) => offeredToCustomer(ticket, 'primary'),
});

export const refuseConsent = verb<Answer>({
  by: 'customer',
  during: WHILE_OPEN,
  words: { zh: ['不同意'], en: ['refuse'], topic: 'plan', takes: ['text'] },
  form: { asksWhy: true, fields: () => [{ kind: 'text', name: 'text', label: 'refuse-consent' }] },
  read: readAnswer,
  refuse: refuseAnswer,
  entries: (at, answer) => [update(at, 'refuse-consent', { ...answerOf(at, answer), agreed: false })],
  offered: (ticket) => offeredToCustomer(ticket, 'danger'),
});

function readAsked(ask: Ask): Result<{ purpose: ConsentPurpose; text: string; plan?: ConsentPlan }> {
  return andThen(readInput(AskInput, ask.input), ({ purpose, text, startAt, lasts, risk, wayBack }) => {
    const said = { startAt, lasts, risk, wayBack };
    const missing = ask.by === 'form' ? PLAN_FIELDS.find((field) => said[field] === '') : undefined;
    if (missing) return refuse('input.missing', { field: missing });
    const start = readAt(ask, 'startAt', startAt, 'ahead');
    if (!start.ok) return start;
    if (PLAN_FIELDS.every((field) => said[field] === '')) return accept({ purpose, text });
    const begins = start.value === undefined ? {} : { startAt: start.value };
    return accept({ purpose, text, plan: { ...begins, lasts, risk, wayBack } });
  });
}

function readRecorded(
  ask: Ask,
): Result<{ purpose: ConsentPurpose; agreed: boolean; text: string; source?: ConsentSource }> {
  return andThen(readInput(RecordInput, ask.input), ({ purpose, answer, agreedBy, way, text }) => {
    const isForm = ask.by === 'form';
    if (isForm && agreedBy === '') return refuse('input.missing', { field: 'agreedBy' });
    if (isForm && way === '') return refuse('input.missing', { field: 'way' });
    if (!isForm && text === '' && agreedBy === '') return refuse('input.missing', { field: 'text' });
    const source = agreedBy === '' ? {} : { source: { name: agreedBy, way: way || 'other' } as const };
    return accept({ purpose, agreed: answer !== 'no', text, ...source });
  });
}

const AnswerInput = z.object({ text: OptionalText, consent: z.coerce.number().int().positive().optional() });

function readAnswer({ input }: Ask): Result<Answer> {
  return andThen(readInput(AnswerInput, input), ({ text, consent }) =>
    accept(consent === undefined ? { text } : { text, consent }),
  );
}

/** Refuses an answer to another question than the pending one. */
function refuseAnswer({ ticket }: Case, { consent }: Partial<Answer>): Refusal | undefined {
  if (pendingConsent(ticket, consent)) return undefined;
  return refuse(pendingConsent(ticket, undefined) ? 'ticket.consent-changed' : 'ticket.no-consent-asked');
}

function answerOf(at: Case, { consent, text }: Answer): UpdateData {
  const asked = pendingConsent(at.ticket, consent);
  return { ...(asked && { purpose: asked.purpose, wording: asked.consent.text }), text, ...named(at) };
}

/** Consent is asked for where the contract wants it, and recorded if the customer gave it outside this chat. */
function offeredToTeam({ status, facts }: Ticket, { policy }: OfferedOn): Offer | undefined {
  return status === 'open' && facts.kind === 'fault' && policy.consent.length > 0 ? MENU : undefined;
}

function offeredToCustomer(ticket: Ticket, style: 'primary' | 'danger'): Offer | undefined {
  const pending = pendingConsent(ticket, undefined);
  if (!pending || isDone(ticket)) return undefined;
  return { style, args: { consent: String(pending.consent.no) } };
}
