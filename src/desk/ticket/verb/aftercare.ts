import { z } from 'zod';
import { refuse } from '../../../lib/refusal.ts';
import { OptionalText, readInput, Score } from '../../input.ts';
import { readNote } from './read.ts';
import { ALWAYS, EVEN_WITHDRAWN, verb, WHILE_OPEN } from './verb.ts';
import { named, stamp, update } from './write.ts';

/**
 * Verbs of other features that leave an entry in a ticket's log: ratings, follow-up calls, spare parts. Those features
 * have commands and buttons of their own.
 */

const RateInput = z.object({ score: Score, text: OptionalText });

/** The customer's rating, from 1 (bad) to 5 (good). */
export const rate = verb<{ score: number; text: string }>({
  by: 'customer',
  during: ALWAYS,
  of: 'fault',
  read: ({ input }) => readInput(RateInput, input),
  refuse: ({ ticket }) => (ticket.status === 'closed' ? undefined : refuse('ticket.not-closed')),
  entries: (at, { score, text }) => [update(at, 'rate', { score, ...(text === '' ? {} : { text }), ...named(at) })],
});

/** The call two days after the fault was resolved (D15). */
export const followUpDone = verb<{ text: string }>({
  by: 'staff',
  during: ALWAYS,
  of: 'fault',
  read: readNote,
  refuse: ({ ticket }) => (ticket.status === 'open' ? refuse('ticket.not-resolved') : undefined),
  entries: (at, { text }) => [update(at, 'follow-up-done', { text })],
});

export const requestPart = verb<{ text: string }>({
  by: 'staff',
  during: WHILE_OPEN,
  of: 'fault',
  read: readNote,
  entries: (at, { text }) => [{ ...stamp(at), kind: 'ticket.noted', data: { what: 'request-part', text } }],
});

/** A part that is on its way arrives, even if its ticket was withdrawn meanwhile. */
export const deliverPart = verb<{ text: string }>({
  by: 'staff',
  during: EVEN_WITHDRAWN,
  of: 'fault',
  read: readNote,
  entries: (at, { text }) => [update(at, 'deliver-part', { text })],
});
