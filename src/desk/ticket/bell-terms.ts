import { pageRoutes } from '../address/reach.ts';
import { bookOf } from '../address/turn-book.ts';
import type { BookSource } from '../book/schema.ts';
import type { DeskTurn } from '../desk.ts';
import { onDuty } from '../oncall/store.ts';
import { waitsForResponse } from './case/paging.ts';
import type { Terms } from './case/terms.ts';
import type { Ticket } from './case/ticket.ts';

/**
 * What a ticket needs to know beside its contract: who has the bell, by the book in force, where its assignee is away, or
 * it has none and someone has to be called; and for calls by which ways people can be reached. `source`: the ticket's
 * version of the service book, by which its notices are addressed.
 */
export async function bellTerms(
  turn: DeskTurn,
  ticket: Ticket,
  { policy, isAway }: Terms,
  source: BookSource,
): Promise<Pick<Terms, 'bell' | 'canReach'>> {
  const { assignee } = ticket;
  const calls = waitsForResponse(ticket) && policy.levels.some(({ paging }) => paging);
  const needsBell = assignee === undefined ? calls : (isAway?.(assignee, turn.now) ?? false);
  const bell = needsBell ? await bellNow(turn, policy.rotation) : undefined;
  const { canUrge = () => true } = turn;
  return {
    ...(bell === undefined ? {} : { bell }),
    ...(calls ? { canReach: (person, way) => pageRoutes(source, person, way, canUrge).length > 0 } : {}),
  };
}

async function bellNow(turn: DeskTurn, rotation: string): Promise<string | undefined> {
  const { source } = await bookOf(turn, turn.book);
  return onDuty(turn.tx, rotation, source, turn.now);
}
