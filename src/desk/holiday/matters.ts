import type { Instant } from '../../lib/instant.ts';
import { numberOf } from '../address/number.ts';
import type { ChatOverrides } from '../address/overrides.ts';
import { listComplaintMoves, moveComplaints } from '../complaint/new-days.ts';
import type { DeskTurn } from '../desk.ts';
import { listFollowupMoves, moveFollowups } from '../followup/new-days.ts';
import type { DueName, MovedMatter } from '../matter/new-days.ts';
import { listPaperMoves, movePapers } from '../paper/new-days.ts';
import { listPartMoves, moveParts } from '../part/new-days.ts';

/** What is owed beside tickets and moves with public holidays: complaints, papers, calls after a fix, spare parts. */

/** One deadline that moves. */
export interface MovedDeadline {
  /** `C-3`, `D-7`; a call after a fix has the number of its ticket. */
  readonly number: string;
  readonly customer: string;
  readonly due: DueName;
  readonly from: Instant;
  readonly to: Instant;
}

/** Which deadlines move with the overrides `after`. */
export async function listMatterMoves(turn: DeskTurn, after: ChatOverrides): Promise<MovedDeadline[]> {
  return [
    ...rowsOf(await listComplaintMoves(turn, after), ({ id }) => numberOf('complaint', id)),
    ...rowsOf(await listPaperMoves(turn, after), ({ id }) => numberOf('paper', id)),
    ...rowsOf(await listFollowupMoves(turn, after), ({ state }) => `T-${state.ticketId}`),
    ...rowsOf(await listPartMoves(turn, after), ({ id }) => numberOf('part', id)),
  ];
}

/** Moves them. Gives what moved. */
export async function moveMatters(turn: DeskTurn, after: ChatOverrides): Promise<MovedDeadline[]> {
  return [
    ...rowsOf(await moveComplaints(turn, after), ({ id }) => numberOf('complaint', id)),
    ...rowsOf(await movePapers(turn, after), ({ id }) => numberOf('paper', id)),
    ...rowsOf(await moveFollowups(turn, after), ({ state }) => `T-${state.ticketId}`),
    ...rowsOf(await moveParts(turn, after), ({ id }) => numberOf('part', id)),
  ];
}

function rowsOf(moves: readonly MovedMatter[], numberIn: (move: MovedMatter) => string): MovedDeadline[] {
  return moves.flatMap((move) =>
    move.moved.map(({ name, from, to }) => ({
      number: numberIn(move),
      customer: move.state.customer,
      due: name,
      from,
      to,
    })),
  );
}
