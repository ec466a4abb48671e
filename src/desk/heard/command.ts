import type { Result } from '../../lib/refusal.ts';
import { numberOf, parseNumber } from '../address/number.ts';
import type { Answer, Ask, Command } from '../desk.ts';
import { tell } from '../tell.ts';
import { NOTHING, TAKE } from './card.ts';

/** The commands behind the cards that ask what words are about. */
export const heardCommands: readonly Command[] = [
  { name: NOTHING, for: 'everyone', typed: undefined, run: async (ask) => leaveAsIs(ask) },
  // The front desk turns a press into the command that the person chose (`take.ts`); what arrives here was taken before.
  { name: TAKE, for: 'everyone', typed: undefined, run: async (ask) => tell(ask, 'heard.gone', {}, [], PRIVATE) },
];

/** Says that nothing was done; with a ticket, that it goes on. */
function leaveAsIs(ask: Ask): Result<Answer> {
  const ticket = parseNumber('ticket', ask.input.ticket ?? '');
  return ticket === undefined
    ? tell(ask, 'heard.nothing', {}, [], PRIVATE)
    : tell(ask, 'heard.goes-on', { ticket: numberOf('ticket', ticket) }, [], PRIVATE);
}

const PRIVATE = { readers: 'asker' } as const;
