import type { Command } from '../desk.ts';
import { tell } from '../tell.ts';
import { NOTHING, TAKE } from './card.ts';

/** The commands behind the cards that ask what words are about. */
export const heardCommands: readonly Command[] = [
  { name: NOTHING, for: 'everyone', typed: undefined, run: async (ask) => tell(ask, 'heard.nothing', {}, [], PRIVATE) },
  // The front desk turns a press into the command that the person chose (`take.ts`); what arrives here was taken before.
  { name: TAKE, for: 'everyone', typed: undefined, run: async (ask) => tell(ask, 'heard.gone', {}, [], PRIVATE) },
];

const PRIVATE = { readers: 'asker' } as const;
