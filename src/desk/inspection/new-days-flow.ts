import type { ChatOverrides } from '../address/overrides.ts';
import { bookOf } from '../address/turn-book.ts';
import type { DeskTurn } from '../desk.ts';
import { EVERY_OPEN } from '../matter/store.ts';
import { lockInspection, stepInspection } from './flow.ts';
import type { Inspection } from './inspection.ts';
import { type InspectionMove, moveOf } from './new-days.ts';
import { inspections } from './store.ts';
import { termsOf } from './terms.ts';

/** A planned inspection that other public holidays move. */
export interface MovedInspection {
  readonly id: number;
  readonly state: Inspection;
  readonly move: InspectionMove;
}

/** Which planned inspections move with the overrides `after`, by number. */
export async function listInspectionMoves(turn: DeskTurn, after: ChatOverrides): Promise<MovedInspection[]> {
  const counted = { ...turn, overrides: after };
  const moves: MovedInspection[] = [];
  for (const { id, book, state } of await inspections.list(turn.tx, { status: 'open', limit: EVERY_OPEN })) {
    const move = moveOf(state, termsOf(await bookOf(counted, book), state.customer), turn.now);
    if (move) moves.push({ id, state, move });
  }
  return moves;
}

/**
 * Moves them: another date is a step like any other, told to those whom it concerns; notices that come at another time
 * are told to no one. Gives what moved.
 */
export async function moveInspections(turn: DeskTurn, after: ChatOverrides): Promise<MovedInspection[]> {
  const counted = { ...turn, overrides: after };
  const moves = await listInspectionMoves(turn, after);
  for (const { id, move } of moves) {
    const at = await lockInspection(counted, id);
    if (!at) continue;
    const { state } = at;
    if (move.what === 'chain') {
      await inspections.save(turn.tx, id, { state: { ...state, chain: move.chain }, added: [] });
      continue;
    }
    // On the command line there may be no person of the book.
    const key = Object.hasOwn(at.book.source.people, turn.actor) ? turn.actor : 'clock';
    const by = { key, staff: true, director: false };
    const moved = await stepInspection(counted, at, { verb: 'move-inspection', date: move.to }, by);
    if (!moved.ok) throw new Error(`inspection ${id} cannot move to ${move.to}: ${moved.code}`);
  }
  return moves;
}
