import { z } from 'zod';
import { type Refusal, refuse } from '../../../lib/refusal.ts';
import { OptionalText, readInput } from '../../input.ts';
import type { Ticket } from '../case/ticket.ts';
import { isOnTheWay, needsWordToLeave } from '../case/visit.ts';
import { readNothing, readText } from './read.ts';
import { ALWAYS, type Case, MENU, type NoDetails, verb, WHILE_OPEN } from './verb.ts';
import { named, stamp, update } from './write.ts';

/** The engineer's visit to the customer's site (D16, E5). */

export const arrive = verb<NoDetails>({
  by: 'staff',
  during: WHILE_OPEN,
  words: { zh: ['到场'], en: ['arrive'], topic: 'visit', takes: [] },
  read: readNothing,
  entries: (at) => [{ ...stamp(at), kind: 'ticket.arrived', data: {} }],
  offered: (ticket) =>
    ticket.facts.kind === 'fault' && (ticket.arrivedAt === undefined || isOnTheWay(ticket)) ? MENU : undefined,
});

/** Leaving before it is resolved wants the customer's word or a reason, where the contract says so (E5). */
export const leaveSite = verb<{ reason: string }>({
  by: 'staff',
  during: ALWAYS,
  words: { zh: ['离场'], en: ['leave'], topic: 'visit', takes: ['reason'] },
  form: {
    asksWhy: true,
    fields: ({ ticket, policy }) =>
      needsWordToLeave(ticket, policy) ? [{ kind: 'text', name: 'reason', required: true, label: 'leave-reason' }] : [],
  },
  read: ({ input }) => readInput(LeaveInput, input),
  refuse: ({ ticket, terms }, { reason }) =>
    reason === '' && needsWordToLeave(ticket, terms.policy)
      ? refuse('ticket.leave-unresolved', { field: 'reason' })
      : undefined,
  entries: (at, { reason = '' }) => [update(at, 'leave-site', reason === '' ? {} : { text: reason })],
  offered(ticket) {
    return ticket.status !== 'open' || isOnSite(ticket) ? MENU : undefined;
  },
});

const LeaveInput = z.object({ reason: OptionalText });

/** Asks the customer whether the engineer may leave although nothing is resolved yet (E5). */
export const askLeave = verb<{ text: string }>({
  by: 'staff',
  during: WHILE_OPEN,
  of: 'fault',
  words: { zh: ['申请离场'], en: ['ask-leave'], topic: 'visit', takes: ['text'] },
  form: { fields: () => [{ kind: 'text', name: 'text', required: true, label: 'ask-leave' }] },
  read: readText,
  refuse: ({ ticket: { leaveWord } }) => (leaveWord?.agreed ? refuse('ticket.leave-agreed') : undefined),
  entries: (at, { text }) => [update(at, 'ask-leave', { text })],
  customerReads: () => true,
  offered: (ticket, { policy }) =>
    isOnSite(ticket) && needsWordToLeave(ticket, policy) && !ticket.leaveWord?.asked ? MENU : undefined,
});

/** The customer agrees that the engineer leaves although nothing is resolved yet (E5). */
export const agreeLeave = verb<NoDetails>({
  by: 'customer',
  during: WHILE_OPEN,
  of: 'fault',
  words: { zh: ['同意离场'], en: ['agree-leave'], topic: 'visit', takes: [] },
  read: readNothing,
  refuse: ({ ticket: { leaveWord } }) => (leaveWord?.agreed ? refuse('ticket.leave-agreed') : undefined),
  entries: (at) => [update(at, 'agree-leave', named(at))],
  offered(ticket, { policy }) {
    if (ticket.leaveWord?.agreed) return undefined;
    if (ticket.leaveWord?.asked) return MENU;
    return isOnSite(ticket) && needsWordToLeave(ticket, policy) ? MENU : undefined;
  },
});

function isOnSite({ facts, arrivedAt }: Ticket): boolean {
  return facts.kind === 'fault' && arrivedAt !== undefined;
}

/** The service desk confirms that the engineer left. The button stands on a card of its own. */
export const confirmLeave = verb<NoDetails>({
  by: 'staff',
  during: ALWAYS,
  words: { zh: ['确认离场'], en: ['confirm-leave'], topic: 'visit', takes: [] },
  read: readNothing,
  refuse: refuseLeave,
  entries: (at) => [update(at, 'confirm-leave')],
});

/** The engineer who left does not confirm it themselves (D16). */
function refuseLeave({ ticket: { left }, by }: Case): Refusal | undefined {
  if (!left) return refuse('ticket.not-left');
  if (left.confirmed) return refuse('ticket.leave-confirmed', { by: left.confirmed.by });
  return left.by === by.key ? refuse('ticket.own-leave') : undefined;
}
