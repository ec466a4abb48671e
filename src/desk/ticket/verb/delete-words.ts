import { accept } from '../../../lib/refusal.ts';
import { type NoDetails, verb } from './verb.ts';
import { stamp } from './write.ts';

/** The words and files of a confidential customer's ended case were deleted (E9): this entry is the record of it. */
export const deleteWords = verb<NoDetails>({
  by: 'staff',
  during: ['closed', 'withdrawn'],
  read: () => accept({}),
  entries: (at) => [{ ...stamp(at), kind: 'ticket.noted', data: { what: 'delete-words' } }],
});
