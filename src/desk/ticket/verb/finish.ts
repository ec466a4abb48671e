import { type Result, refuse } from '../../../lib/refusal.ts';
import type { Ask } from '../../desk.ts';
import { owesRepair } from '../case/fix.ts';
import { isDone, type Ticket } from '../case/ticket.ts';
import { isReplied } from './answer.ts';
import { readNote, readNothing, readText } from './read.ts';
import { ALWAYS, MENU, type NoDetails, type Offer, UNTIL_CLOSED, verb } from './verb.ts';
import { named, stamp, withDues } from './write.ts';

/** The end of a ticket: the customer confirms the fix or rejects it. */

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
  entries: (at) => {
    const how = at.ticket.fix?.how;
    return [{ ...stamp(at), kind: 'ticket.closed', data: how === undefined ? {} : { fix: how } }];
  },
  offered: (ticket) => (isDone(ticket) && !isReplied(ticket) && !ticket.callback ? offeredConfirm(ticket) : undefined),
});

/** The customer confirms a workaround in the knowledge that it is one. */
function offeredConfirm(ticket: Ticket): Offer {
  if (!owesRepair(ticket)) return MENU;
  return { label: 'confirm-workaround', confirm: 'button.confirm-workaround.confirm' };
}

/** `afterClose`: staff record that the fix did not hold although the customer had confirmed it; faults only. */
export const rejectFix = verb<{ text: string; afterClose?: true }>({
  by: 'customer',
  during: ALWAYS,
  words: { zh: ['未修好'], en: ['reject'], takes: ['text'] },
  preview: 'moves',
  form: {
    asksWhy: true,
    fields: () => [{ kind: 'text', name: 'text', required: true, label: 'reject-fix' }],
    answers: ({ fix }) => fix?.done,
  },
  read: readStillWrong,
  refuse({ ticket }, { afterClose }) {
    if (ticket.status !== 'closed') return isDone(ticket) ? undefined : refuse('ticket.not-resolved');
    return afterClose && ticket.facts.kind === 'fault' ? undefined : refuse('ticket.already-closed');
  },
  entries: (at, { text }) => [
    withDues(at, {
      ...stamp(at),
      kind: 'ticket.reopened',
      data: { text, due: {}, ...(at.ticket.status === 'closed' ? { afterClose: true } : {}), ...named(at) },
    }),
  ],
  offered: (ticket) =>
    ticket.status !== 'closed' && isDone(ticket)
      ? { style: 'danger', ...(isReplied(ticket) ? { label: 'send-back' } : {}) }
      : undefined,
});

/** Typed without words it asks for them, too; `simulate` may leave them out. */
function readStillWrong(ask: Ask): Result<{ text: string }> {
  return ask.by === 'words' && ask.input.sure !== 'yes' ? readText(ask) : readNote(ask);
}
