import { accept, type Result } from '../../lib/refusal.ts';
import type { Answer, Ask, Command } from '../desk.ts';
import { withTerms } from '../ticket/flow.ts';
import { queueCard } from './card.ts';
import { listTriaged } from './store.ts';

/** The queue of new tickets that the appointed person reviews (A8). */
export const triageCommands: readonly Command[] = [
  {
    name: 'ticket.queue',
    for: 'staff',
    typed: { slash: 'desk', zh: ['待评估'], en: ['queue'], takes: [] },
    run: showQueue,
  },
];

async function showQueue({ turn, book, asker }: Ask): Promise<Result<Answer>> {
  const tickets = await Promise.all(
    (await listTriaged(turn.tx)).map(async (stored) => {
      const { terms } = await withTerms(turn, stored);
      return { id: stored.id, ticket: stored.ticket, terms };
    }),
  );
  const card = queueCard(tickets, book.source, asker.language, turn.now);
  return accept({ replies: [{ kind: 'card', card }], facts: [] });
}
