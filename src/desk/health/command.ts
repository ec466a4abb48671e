import { namesIn } from '../../lib/language.ts';
import { type Result, refuse } from '../../lib/refusal.ts';
import type { Answer, Ask, Command } from '../desk.ts';
import { directorsOf, listByRole } from '../person/person.ts';
import { answerCard } from '../tell.ts';
import { healthCard } from './card.ts';
import { readDatabaseVersion, readHealth } from './store.ts';

/** `/desk health`: for directors and managers, because it names what is broken. */
export const healthCommands: readonly Command[] = [
  {
    name: 'health.show',
    for: 'staff',
    typed: {
      slash: 'desk',
      zh: ['运行情况', '健康'],
      en: ['health'],
      isCommon: true,
      topic: 'channel',
      takes: [],
    },
    run: show,
  },
];

async function show({ turn, asker, book }: Ask): Promise<Result<Answer>> {
  const { people } = book.source;
  const mayAsk = [...directorsOf(people), ...listByRole(people, 'manager')];
  if (!mayAsk.includes(asker.key)) {
    const names = namesIn(Object.fromEntries(Object.entries(people).filter(([key]) => mayAsk.includes(key))));
    return refuse('health.only-director', { names });
  }
  const state = await readHealth(turn.tx, turn.now);
  const database = await readDatabaseVersion(turn.tx);
  const runtime = turn.runtime?.();
  return answerCard(healthCard({ language: asker.language, state, runtime, database, book: turn.book.version }));
}
