import { endSessionsOf } from '../board/session/store.ts';
import type { DeskTurn } from '../desk.ts';
import { revokeFeedsOf } from '../rota/store.ts';
import type { LinkScope } from './link.ts';
import { insertRevocation } from './store.ts';

/** What ended beside the links to pages, of which none is counted. */
export interface Ended {
  readonly sessions: number;
  /** Of each calendar whose link ended its owner, by their key. */
  readonly calendars: readonly string[];
}

/**
 * Ends all links of a scope that were made until now, with links and sessions of the board and links to calendars of the
 * same people. `by`: a key of the book's people, or an account on a machine.
 */
export async function revokeLinks(
  { tx, now }: Pick<DeskTurn, 'tx' | 'now'>,
  scope: LinkScope,
  by: string,
): Promise<Ended> {
  await insertRevocation(tx, scope, by, now);
  switch (scope.scope) {
    case 'case':
      return { sessions: 0, calendars: [] };
    case 'customer':
      return { sessions: await endSessionsOf(tx, { customer: scope.key }, by, now), calendars: [] };
    case 'person':
      return {
        sessions: await endSessionsOf(tx, { person: scope.key }, by, now),
        calendars: await revokeFeedsOf(tx, scope.key, by, now),
      };
    case 'all':
      return {
        sessions: await endSessionsOf(tx, {}, by, now),
        calendars: await revokeFeedsOf(tx, undefined, by, now),
      };
  }
}
