import { type Refusal, refuse } from '../../../lib/refusal.ts';
import { spanOf } from '../../book/schema.ts';
import { layOut } from '../../sla/sla.ts';
import type { Entry } from '../case/entry.ts';
import { applyEntry } from '../case/fold.ts';
import { isIncidentPending } from '../case/incident.ts';
import { isOver, type Ticket } from '../case/ticket.ts';
import { lateEntries } from '../clock/level.ts';
import { readNote, readText } from './read.ts';
import { ALWAYS, type Case, EVEN_WITHDRAWN, MENU, type Offer, UNTIL_CLOSED, verb } from './verb.ts';
import { named, stamp, update, withDues } from './write.ts';

/** Withdrawing a ticket, and opening one again that was closed or withdrawn. */

/**
 * Staff withdraw a ticket with a reason. The person who reported it may do so alone in the first minutes; what other
 * people of the customer ask for, and what is asked later, becomes a wish that the team reads (`ask-withdraw`).
 */
export const withdraw = verb<{ text: string }>({
  by: 'both',
  during: ALWAYS,
  words: { zh: ['撤回', '撤销'], en: ['withdraw'], topic: 'mend', takes: ['text'] },
  form: {
    asksWhy: true,
    fields: ({ ticket: { withdrawWish }, isStaff }) => [
      {
        kind: 'text',
        name: 'text',
        label: 'withdraw',
        initial: withdrawWish?.text ?? '',
        ...(isStaff ? { required: true } : {}),
      },
    ],
  },
  read: (ask) => (ask.asker.staff ? readText(ask) : readNote(ask)),
  refuse(at) {
    if (at.by.staff || mayAlone(at)) return refuseTakeBack(at);
    return refuseTakeBack(at) ?? refuseWish(at);
  },
  entries: (at, { text }) => [
    update(at, at.by.staff || mayAlone(at) ? 'withdraw' : 'ask-withdraw', { text, ...named(at) }),
  ],
  customerReads: () => true,
  calls: true,
  reply: ({ status }) => (status === 'withdrawn' ? undefined : 'withdraw-asked'),
  offered: (ticket, { side }) => {
    const isDecided = ticket.status === 'closed' || ticket.withdrawWish !== undefined;
    return side === 'customer' && isDecided ? undefined : offeredTakeBack(ticket);
  },
});

/** The customer's wish that the team withdraws the ticket. It is asked for by `withdraw`. */
export const askWithdraw = verb<{ text: string }>({
  by: 'customer',
  during: UNTIL_CLOSED,
  read: readNote,
  entries: (at, { text }) => [update(at, 'ask-withdraw', { text, ...named(at) })],
});

/** Whether the customer's person may withdraw it alone: they reported it, a few minutes ago, and it is still open. */
function mayAlone({ ticket, terms, by, now }: Case): boolean {
  const { reporter } = ticket.facts;
  const isReporter = reporter?.userId === by.person?.userId && reporter?.platform === by.person?.platform;
  const { calendar, ms } = layOut(spanOf(terms.policy.withdrawWithin), ticket.reportedAt, terms.calendars);
  return reporter !== undefined && isReporter && ticket.status === 'open' && now <= calendar.add(ticket.reportedAt, ms);
}

/** A serious incident is ended and its final report is handed in first, so that neither is forgotten. */
export function refuseTakeBack({ ticket }: Case): Refusal | undefined {
  return isIncidentPending(ticket) ? refuse('ticket.take-back-incident') : undefined;
}

export function offeredTakeBack(ticket: Ticket): Offer | undefined {
  return isIncidentPending(ticket) ? undefined : MENU;
}

function refuseWish({ ticket: { status, withdrawWish } }: Case): Refusal | undefined {
  if (status === 'closed') return refuse('ticket.already-closed');
  return withdrawWish && refuse('ticket.withdraw-asked');
}

/**
 * Opens a ticket again: closed ones as after a rejected fix, withdrawn ones as if they had never been withdrawn, so that
 * promises may be found broken.
 */
export const reopen = verb<{ text: string }>({
  by: 'both',
  during: EVEN_WITHDRAWN,
  words: { zh: ['重开'], en: ['reopen'], topic: 'mend', takes: ['text'] },
  preview: 'moves',
  form: { asksWhy: true, fields: () => [{ kind: 'text', name: 'text', label: 'reopen', required: true }] },
  read: readText,
  refuse: refuseReopen,
  entries: reopenEntries,
  offered: (ticket, { side }) => {
    if (!isOver(ticket)) return undefined;
    return side === 'customer' && ticket.status === 'withdrawn' ? undefined : MENU;
  },
});

function refuseReopen({ ticket, terms, by, now }: Case): Refusal | undefined {
  if (!isOver(ticket)) return refuse('ticket.not-closed');
  if (by.staff) return undefined;
  if (ticket.status === 'withdrawn') return refuse('ticket.reopen-withdrawn');
  const { reopenWithin } = terms.policy;
  const closedAt = ticket.closedAt ?? ticket.asOfAt;
  const { calendar, ms } = layOut(spanOf(reopenWithin), closedAt, terms.calendars);
  return now > calendar.add(closedAt, ms) ? refuse('ticket.reopen-too-late', { within: reopenWithin }) : undefined;
}

function reopenEntries(at: Case, { text }: { text: string }): Entry[] {
  const { ticket, terms, now } = at;
  const was = ticket.withdrawn?.was ?? ticket.status;
  const data = { text, due: {}, what: 'reopen' as const, ...(was === 'closed' ? { afterClose: true as const } : {}) };
  const reopened = withDues(at, { ...stamp(at), kind: 'ticket.reopened', data });
  const isLate = ticket.status === 'withdrawn';
  return [reopened, ...(isLate ? lateEntries(applyEntry(ticket, reopened), terms, now, 'reopen') : [])];
}
