import { z } from 'zod';
import { accept, type Refusal, type Result, refuse } from '../../../lib/refusal.ts';
import type { Ask } from '../../desk.ts';
import { OptionalText, readInput, Text } from '../../input.ts';
import { pendingConsent } from '../case/consent.ts';
import { findConsentPurpose } from '../case/names.ts';
import { CONSENT_PURPOSES, type ConsentPurpose } from '../case/record.ts';
import { isDone, type Ticket } from '../case/ticket.ts';
import type { UpdateData } from '../case/update-data.ts';
import { andThen, readText } from './read.ts';
import {
  ALWAYS,
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

const PURPOSE: AskedField = {
  kind: 'choice',
  name: 'purpose',
  required: true,
  options: CONSENT_PURPOSES.map((value) => ({ value, label: `consent.${value}` })),
};
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
const AskInput = z.object({ purpose: Purpose, text: Text });
const RecordInput = z.object({ purpose: Purpose, answer: z.enum(['', 'yes', 'no']).default(''), text: Text });

export const askConsent = verb<{ purpose: ConsentPurpose; text: string }>({
  by: 'staff',
  during: WHILE_OPEN,
  words: { zh: ['征求同意'], en: ['consent'], takes: ['purpose', 'text'] },
  form: { fields: () => [PURPOSE, { kind: 'text', name: 'text', required: true, label: 'ask-consent' }] },
  read: ({ input }) => readInput(AskInput, input),
  entries: (at, { purpose, text }) => [update(at, 'ask-consent', { purpose, text })],
  customerReads: () => true,
  next: () => ['customer'],
  offered: offeredToTeam,
});

export const recordConsent = verb<{ purpose: ConsentPurpose; agreed: boolean; text: string }>({
  by: 'staff',
  during: UNTIL_CLOSED,
  words: { zh: ['登记同意'], en: ['record-consent'], takes: ['purpose', 'text'] },
  form: { fields: () => [PURPOSE, ANSWER, { kind: 'text', name: 'text', required: true, label: 'record-consent' }] },
  read: ({ input }) =>
    andThen(readInput(RecordInput, input), ({ purpose, answer, text }) =>
      accept({ purpose, agreed: answer !== 'no', text }),
    ),
  entries: (at, { purpose, agreed, text }) => [update(at, 'record-consent', { purpose, agreed, text })],
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
  words: { zh: ['同意'], en: ['agree'], takes: ['text'] },
  read: readAnswer,
  refuse: refuseAnswer,
  entries: (at, answer) => [update(at, 'give-consent', { ...answerOf(at, answer), agreed: true })],
  next: () => ['engineer'],
  offered: (ticket) => offeredToCustomer(ticket, 'primary'),
});

export const refuseConsent = verb<Answer>({
  by: 'customer',
  during: WHILE_OPEN,
  words: { zh: ['不同意'], en: ['refuse'], takes: ['text'] },
  form: { asksWhy: true, fields: () => [{ kind: 'text', name: 'text', label: 'refuse-consent' }] },
  read: readAnswer,
  refuse: refuseAnswer,
  entries: (at, answer) => [update(at, 'refuse-consent', { ...answerOf(at, answer), agreed: false })],
  next: () => ['engineer'],
  offered: (ticket) => offeredToCustomer(ticket, 'danger'),
});

/** The record of what was done on the customer's equipment by remote access (A7). */
export const logCommands = verb<{ text: string }>({
  by: 'staff',
  during: ALWAYS,
  words: { zh: ['命令记录'], en: ['commands'], takes: ['text'] },
  form: { fields: () => [{ kind: 'text', name: 'text', required: true, label: 'log-commands' }] },
  read: readText,
  entries: (at, { text }) => [update(at, 'log-commands', { text })],
  offered: ({ facts }, { policy }) =>
    facts.kind === 'fault' && policy.consent.includes('remote-access') ? MENU : undefined,
});

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
  const place = ticket.waitsForPlan === 'customer' ? 'more' : 'main';
  return { place, style, args: { consent: String(pending.consent.no) } };
}
