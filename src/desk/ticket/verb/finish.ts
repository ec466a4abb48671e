import { refuse } from '../../../lib/refusal.ts';
import { isDone } from '../case/ticket.ts';
import { isReplied, isUnanswered } from './answer.ts';
import { readNote, readNothing } from './read.ts';
import { ALWAYS, type NoDetails, UNTIL_CLOSED, verb, WHILE_OPEN } from './verb.ts';
import { stamp, withDues } from './write.ts';

/** The end of a ticket: staff resolve it, the customer confirms the fix or rejects it. */

export const resolve = verb<{ text: string }>({
  by: 'staff',
  during: WHILE_OPEN,
  words: { zh: ['修复', '解决'], en: ['resolve'], isCommon: true, takes: ['text'] },
  form: { fields: () => [{ kind: 'text', name: 'text' }] },
  read: readNote,
  entries: (at, { text }) => [{ ...stamp(at), kind: 'ticket.resolved', data: { text } }],
  next: ({ status }) => (status === 'resolved' ? ['customer'] : []),
  offered: (ticket) =>
    isUnanswered(ticket) ? undefined : { place: 'main', ...(ticket.acknowledged ? { style: 'primary' } : {}) },
});

export const confirm = verb<NoDetails>({
  by: 'customer',
  during: UNTIL_CLOSED,
  words: { zh: ['确认修复'], en: ['confirm'], takes: [] },
  read: readNothing,
  refuse({ ticket }) {
    if (!isDone(ticket)) return refuse('ticket.not-resolved');
    // A call that is owed must not be forgotten because the ticket was closed.
    return ticket.callback && refuse('ticket.callback-owed');
  },
  entries: (at) => [{ ...stamp(at), kind: 'ticket.closed', data: {} }],
  offered: (ticket) =>
    isDone(ticket) && !isReplied(ticket) && !ticket.callback ? { place: 'main', style: 'primary' } : undefined,
});

/** `afterClose`: staff record that the fix did not hold although the customer had confirmed it; faults only. */
export const rejectFix = verb<{ text: string; afterClose?: true }>({
  by: 'customer',
  during: ALWAYS,
  words: { zh: ['未修好'], en: ['reject'], takes: ['text'] },
  preview: 'moves',
  form: { asksWhy: true, fields: () => [{ kind: 'text', name: 'text', label: 'reason' }] },
  read: readNote,
  refuse({ ticket }, { afterClose }) {
    if (ticket.status !== 'closed') return isDone(ticket) ? undefined : refuse('ticket.not-resolved');
    return afterClose && ticket.facts.kind === 'fault' ? undefined : refuse('ticket.already-closed');
  },
  entries: (at, { text }) => [
    withDues(at, {
      ...stamp(at),
      kind: 'ticket.reopened',
      data: { text, due: {}, ...(at.ticket.status === 'closed' ? { afterClose: true } : {}) },
    }),
  ],
  next: () => ['engineer'],
  offered: (ticket) =>
    ticket.status !== 'closed' && isDone(ticket)
      ? { place: 'main', style: 'danger', ...(isReplied(ticket) ? { label: 'send-back' } : {}) }
      : undefined,
});
