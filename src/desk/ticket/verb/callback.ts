import { z } from 'zod';
import { accept, refuse } from '../../../lib/refusal.ts';
import { spanOf } from '../../book/schema.ts';
import { readInput } from '../../input.ts';
import { layOut } from '../../sla/sla.ts';
import type { Entry } from '../case/entry.ts';
import type { Callback } from '../case/record.ts';
import { byClock } from '../clock/level.ts';
import { andThen, readNote } from './read.ts';
import { type Case, MENU, UNTIL_CLOSED, verb } from './verb.ts';
import { update } from './write.ts';

/** A call that is owed to a caller as soon as there is an answer (B5). */

const Line = z.string().default('').pipe(z.string().trim().max(200));
const CallbackInput = z.object({ phone: z.string().trim().min(1).max(80), contact: Line, company: Line });

export const promiseCallback = verb<{ callback: Callback }>({
  by: 'staff',
  during: UNTIL_CLOSED,
  words: { zh: ['待回电'], en: ['callback'], takes: ['phone', 'contact'] },
  form: {
    fields: ({ ticket: { callback, facts }, source: { customers } }) => [
      { kind: 'line', name: 'phone', max: 80, required: true, initial: callback?.phone ?? '' },
      { kind: 'line', name: 'contact', max: 200, initial: callback?.contact ?? facts.contact },
      { kind: 'line', name: 'company', max: 200, initial: callback?.company ?? customers[facts.customer]?.name ?? '' },
    ],
  },
  read: ({ input }) => andThen(readInput(CallbackInput, input), (callback) => accept({ callback })),
  entries: (at, { callback }) => noteCallback(at, callback),
  offered: ({ callback }) => (callback ? undefined : MENU),
});

/**
 * The call and its limit: the promised time, else the book's span from now. A correction of a call that is owed already
 * keeps its limit, and the assignee is not told again.
 */
function noteCallback(at: Case, callback: Callback): Entry[] {
  const { ticket, terms, now } = at;
  const owed = ticket.callback;
  if (owed?.until !== undefined && callback.until === undefined)
    return [update(at, 'callback', { callback: { ...owed, ...callback } })];
  const { calendar, startAt, ms } = layOut(spanOf(terms.policy.callback.within), now, terms.calendars);
  const due = callback.until ?? calendar.add(startAt, ms);
  const no = ticket.entries + 1;
  return [
    update(at, 'callback', { callback: { ...callback, until: due, no } }),
    byClock(now, 'callback.due', { due, no }),
  ];
}

export const calledBack = verb<{ text: string }>({
  by: 'staff',
  during: UNTIL_CLOSED,
  words: { zh: ['已回电'], en: ['called-back'], takes: ['text'] },
  read: readNote,
  refuse: ({ ticket: { callback } }) => (callback ? undefined : refuse('ticket.no-callback')),
  entries: (at, { text }) => [update(at, 'called-back', { text })],
  offered: ({ callback }) => (callback ? MENU : undefined),
});
