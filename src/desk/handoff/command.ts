import { isCalled } from '../../lib/language.ts';
import { type Result, refuse } from '../../lib/refusal.ts';
import type { Answer, Ask, Command } from '../desk.ts';
import type { StoredMatter } from '../matter/store.ts';
import { tell } from '../tell.ts';
import { takeTickets } from './flow.ts';
import type { Handoff } from './handoff.ts';
import { handoffs, lockOpenHandoffs } from './store.ts';

/** The command by which the incoming person takes the open tickets of a handoff. */
export const handoffCommands: readonly Command[] = [
  {
    name: 'handoff.taken',
    for: 'staff',
    typed: { slash: 'desk', zh: ['已接手', '接班'], en: ['taken'], topic: 'duty', takes: ['rotation'] },
    run: takeOver,
  },
];

async function takeOver(ask: Ask): Promise<Result<Answer>> {
  const found = await lockAsked(ask);
  if (!found) return refuse('handoff.nothing');
  const taken = await takeTickets(ask.turn, ask.book, found, ask.asker.key);
  if (!taken.ok) return taken;
  return tell(ask, 'reply.handoff.taken', { count: taken.value.open.length });
}

/** The handoff of the pressed button, or the last one of a rotation; if none is named, the asker's own. */
async function lockAsked({ turn, asker, book, input }: Ask): Promise<StoredMatter<Handoff> | undefined> {
  const number = Number(input.handoff ?? '');
  if (input.handoff) return Number.isSafeInteger(number) ? handoffs.lock(turn.tx, number) : undefined;
  const word = (input.rotation ?? '').trim();
  const rotations = Object.entries(book.source.rotations);
  const key = rotations.find(([each, { name }]) => isCalled(word, each, name))?.[0] ?? word;
  const open = await lockOpenHandoffs(turn);
  return open.findLast(({ state }) => (word === '' ? state.to === asker.key : state.rotation === key));
}
