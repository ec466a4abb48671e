import { pageRoutes } from '../address/reach.ts';
import type { BookSource } from '../book/schema.ts';
import type { DeskTurn } from '../desk.ts';
import { onDuty } from '../oncall/store.ts';
import { waitsForResponse } from './case/paging.ts';
import type { Terms } from './case/terms.ts';
import type { Ticket } from './case/ticket.ts';

/**
 * What calls to the person who has to respond need beside the ticket: by which ways people can be reached, and who has
 * the bell where its assignee is away or it has none. Empty where no level has calls, or the response is there.
 *
 * @param source the ticket's version of the service book, by which its notices are addressed
 * @param inForce the present one, which knows who is on duty
 */
export async function pageTerms(
  { tx, now, canUrge = () => true }: DeskTurn,
  ticket: Ticket,
  { policy, isAway }: Terms,
  source: BookSource,
  inForce: BookSource,
): Promise<Pick<Terms, 'bell' | 'canReach'>> {
  if (!waitsForResponse(ticket) || policy.levels.every(({ paging }) => !paging)) return {};
  const { assignee } = ticket;
  const isThere = assignee !== undefined && !isAway?.(assignee, now);
  const bell = isThere ? undefined : await onDuty(tx, policy.rotation, inForce, now);
  return {
    ...(bell === undefined ? {} : { bell }),
    canReach: (person, way) => pageRoutes(source, person, way, canUrge).length > 0,
  };
}
