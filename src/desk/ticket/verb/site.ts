import { type Refusal, refuse } from '../../../lib/refusal.ts';
import { readNothing } from './read.ts';
import { ALWAYS, type Case, MENU, type NoDetails, verb, WHILE_OPEN } from './verb.ts';
import { stamp, update, withDues } from './write.ts';

/** The engineer's visit to the customer's site (D16, E5). */

export const dispatch = verb<NoDetails>({
  by: 'staff',
  during: WHILE_OPEN,
  words: { zh: ['派单'], en: ['dispatch'], topic: 'visit', takes: [] },
  preview: 'starts',
  read: readNothing,
  entries: (at) => [withDues(at, { ...stamp(at), kind: 'ticket.dispatched', data: { due: {} } })],
  offered: ({ facts, dispatchedAt }) => (facts.kind === 'fault' && dispatchedAt === undefined ? MENU : undefined),
});

export const arrive = verb<NoDetails>({
  by: 'staff',
  during: WHILE_OPEN,
  words: { zh: ['到场'], en: ['arrive'], topic: 'visit', takes: [] },
  read: readNothing,
  entries: (at) => [{ ...stamp(at), kind: 'ticket.arrived', data: {} }],
  offered: ({ facts, arrivedAt }) => (facts.kind === 'fault' && arrivedAt === undefined ? MENU : undefined),
});

export const leaveSite = verb<NoDetails>({
  by: 'staff',
  during: ALWAYS,
  words: { zh: ['离场'], en: ['leave'], topic: 'visit', takes: [] },
  read: readNothing,
  entries: (at) => [update(at, 'leave-site')],
  offered({ status, facts, arrivedAt }) {
    const isOnSite = facts.kind === 'fault' && arrivedAt !== undefined;
    return status !== 'open' || isOnSite ? MENU : undefined;
  },
});

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
