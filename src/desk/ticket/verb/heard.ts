import { readNote, readWords } from './read.ts';
import { ALWAYS, UNTIL_CLOSED, verb } from './verb.ts';
import { named, stamp, update, type Written, written } from './write.ts';

/** What was said about a ticket without a command, in its thread or with its number (`src/desk/heard`). */

/** A customer's words for the team and the assignee. They stop and start no clock. */
export const say = verb<Written>({
  by: 'customer',
  during: UNTIL_CLOSED,
  read: readWords,
  entries: (at, words) => [update(at, 'say', { ...written(words), ...named(at) })],
  calls: true,
  stands: true,
});

/** Words that are kept in the log and ask for no attention: thanks, and what staff say among themselves. */
export const overhear = verb<{ text: string }>({
  by: 'both',
  during: ALWAYS,
  read: readNote,
  entries: (at, { text }) => [{ ...stamp(at), kind: 'ticket.noted', data: { what: 'overhear', text } }],
});
