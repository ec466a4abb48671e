import { z } from 'zod';
import { accept, refuse } from '../../../lib/refusal.ts';
import { readInput } from '../../input.ts';
import type { Callback } from '../case/record.ts';
import { andThen, readNote } from './read.ts';
import { MENU, UNTIL_CLOSED, verb } from './verb.ts';
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
  entries: (at, { callback }) => [update(at, 'callback', { callback })],
  offered: ({ callback }) => (callback ? undefined : MENU),
});

export const calledBack = verb<{ text: string }>({
  by: 'staff',
  during: UNTIL_CLOSED,
  words: { zh: ['已回电'], en: ['called-back'], takes: ['text'] },
  read: readNote,
  refuse: ({ ticket: { callback } }) => (callback ? undefined : refuse('ticket.no-callback')),
  entries: (at, { text }) => [update(at, 'called-back', { text })],
  offered: ({ callback }) => (callback ? MENU : undefined),
});
