import { accept, type Result } from '../../lib/refusal.ts';
import type { Answer, Ask, Command } from '../desk.ts';
import { endLoss, loseAccount, tellUnreached } from './flow.ts';

/**
 * What a platform tells of a person's account, as an event of that account. It is answered to no one: the account is
 * gone, or its owner asked nothing.
 */
export const accountCommands: readonly Command[] = [
  { name: 'account.lost', for: 'everyone', changesStart: true, typed: undefined, run: (ask) => hear(ask, loseAccount) },
  { name: 'account.back', for: 'everyone', changesStart: true, typed: undefined, run: (ask) => hear(ask, endLoss) },
  { name: 'account.unreached', for: 'everyone', typed: undefined, run: (ask) => hear(ask, tellUnreached) },
];

async function hear(
  { turn, asker, person, book }: Ask,
  happen: typeof loseAccount | typeof endLoss | typeof tellUnreached,
): Promise<Result<Answer>> {
  if (asker.staff) await happen(turn, book.source, { person: asker.key, platform: person.platform });
  return accept({ replies: [], facts: [] });
}
