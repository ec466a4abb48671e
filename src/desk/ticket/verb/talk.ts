import { accept, refuse } from '../../../lib/refusal.ts';
import type { Ask } from '../../desk.ts';
import { pendingConsent } from '../case/consent.ts';
import type { AttachedFile } from '../case/record.ts';
import type { Ticket } from '../case/ticket.ts';
import { isDone } from '../case/ticket.ts';
import { refuseOtherSpeaker } from './incident.ts';
import { andThen, readNote, readWords } from './read.ts';
import { type AskedField, MENU, type Offer, UNTIL_CLOSED, type VerbForm, verb, WHILE_OPEN } from './verb.ts';
import { update, type Written, withPause, written } from './write.ts';

/** Messages between the two sides, and the team's own notes. */

/** One required text. `ofCustomer`: the question that the customer is asked, where it differs. */
function asks(label: Question, ofCustomer: Question = label): VerbForm {
  return {
    fields: ({ isStaff }): AskedField[] => [
      { kind: 'text', name: 'text', required: true, label: isStaff ? label : ofCustomer },
    ],
  };
}

type Question = NonNullable<AskedField['label']>;

export const addUpdate = verb<Written>({
  by: 'both',
  during: UNTIL_CLOSED,
  words: { zh: ['补充', '进展'], en: ['update', 'note'], takes: ['text'] },
  form: asks('update', 'add-details'),
  read: readWords,
  entries: (at, words) => [update(at, 'update', written(words))],
  offered: (ticket, { side }) => (side === 'team' ? MENU : offeredToCustomer(ticket)),
});

/** Not while a question waits, so that it is answered instead. */
function offeredToCustomer(ticket: Ticket): Offer | undefined {
  const isAsked = ticket.waitsForAnswer && ticket.waitsForPlan !== 'customer' && !pendingConsent(ticket, undefined);
  return isDone(ticket) || isAsked ? undefined : { label: 'add-details' };
}

export const attachFiles = verb<{ files: readonly AttachedFile[]; text: string }>({
  by: 'both',
  during: UNTIL_CLOSED,
  read: (ask) => andThen(readNote(ask), ({ text }) => filesAndText(ask, text)),
  entries: (at, { files, text }) => [update(at, 'attach', { attached: files, ...(text === '' ? {} : { text }) })],
});

/** Only files in our own storage are attached: others stay with their message on the platform. */
function filesAndText({ message }: Ask, text: string) {
  const files = (message?.files ?? []).flatMap(({ name, kept }) => (kept ? [{ id: kept.id, name }] : []));
  return files.length > 0 ? accept({ files, text }) : refuse('input.missing', { field: 'files' });
}

export const tellCustomer = verb<Written>({
  by: 'staff',
  during: UNTIL_CLOSED,
  words: { zh: ['回复客户', '回复'], en: ['tell', 'reply'], takes: ['text'] },
  form: asks('tell-customer'),
  read: readWords,
  refuse: refuseOtherSpeaker,
  entries: (at, words) => [update(at, 'tell-customer', written(words))],
  customerReads: () => true,
  offered: () => MENU,
});

export const askCustomer = verb<Written>({
  by: 'staff',
  during: WHILE_OPEN,
  words: { zh: ['问客户'], en: ['ask'], takes: ['text'] },
  preview: 'moves',
  form: asks('ask-customer'),
  read: readWords,
  refuse: refuseOtherSpeaker,
  entries: (at, words) => withPause(at, update(at, 'ask-customer', written(words))),
  customerReads: () => true,
  offered: ({ waitsForAnswer }) => (waitsForAnswer ? undefined : MENU),
});

export const customerAnswered = verb<Written>({
  by: 'both',
  during: WHILE_OPEN,
  words: { zh: ['回答'], en: ['answered'], takes: ['text'] },
  preview: 'moves',
  form: { ...asks('told-answer', 'customer-answered'), answers: ({ question }) => question },
  read: readWords,
  refuse: ({ ticket }) => (ticket.waitsForAnswer ? undefined : refuse('ticket.nothing-asked')),
  entries: (at, words) => withPause(at, update(at, 'customer-answered', written(words))),
  offered(ticket, { side }) {
    if (!ticket.waitsForAnswer) return undefined;
    if (side === 'team') return MENU;
    return isDone(ticket) || ticket.waitsForPlan === 'customer' ? undefined : MENU;
  },
});

export const proposeWorkaround = verb<Written>({
  by: 'staff',
  during: WHILE_OPEN,
  words: { zh: ['临时方案'], en: ['workaround'], takes: ['text'] },
  form: asks('propose-workaround'),
  read: readWords,
  entries: (at, words) => [update(at, 'propose-workaround', written(words))],
  customerReads: () => true,
  offered: ({ facts, workaroundAt }) => (facts.kind === 'fault' && workaroundAt === undefined ? MENU : undefined),
});
