import { enqueue } from '../../outbox/enqueue.ts';
import type { ChatOverrides } from '../address/overrides.ts';
import { directoryOf } from '../address/turn-book.ts';
import { policyOf, spanCalendarsOf } from '../book/book.ts';
import type { DeskTurn } from '../desk.ts';
import { compareMatters, type MovedMatter, type Recount } from '../matter/new-days.ts';
import { findTicket } from '../ticket/store.ts';
import { redrawPart } from './notice.ts';
import { countPart, type SparePart } from './part.ts';
import { parts } from './store.ts';

const RECOUNT: Recount<SparePart> = {
  recount(state, book) {
    const policy = policyOf(book, state.customer);
    const counted = countPart(policy.parts, spanCalendarsOf(book, policy), state.requestedAt);
    const { dueAt, provisional, dispatchDueAt } = counted;
    const isSettled = state.dispatchedAt !== undefined || state.isDispatchLate === true;
    return {
      ...state,
      ...(state.isOverdue ? {} : { dueAt, provisional }),
      ...(isSettled || dispatchDueAt === undefined ? {} : { dispatchDueAt }),
    };
  },
  duesOf: ({ dueAt, dispatchDueAt }) => [
    ...(dispatchDueAt === undefined ? [] : [['part-dispatch', dispatchDueAt] as const]),
    ...(dueAt === undefined ? [] : [['part', dueAt] as const]),
  ],
  countedOf: ({ dueAt, provisional, dispatchDueAt }) => [dueAt, provisional, dispatchDueAt],
};

/** Which parts that are owed move with the overrides `after`. */
export function listPartMoves(turn: DeskTurn, after: ChatOverrides): Promise<MovedMatter<SparePart>[]> {
  return compareMatters(turn, after, parts, RECOUNT, { lock: false });
}

/** Moves them, and updates their cards. */
export async function moveParts(turn: DeskTurn, after: ChatOverrides): Promise<MovedMatter<SparePart>[]> {
  const moves = await compareMatters(turn, after, parts, RECOUNT, { lock: true });
  for (const { id, state, book } of moves) {
    const entry = { kind: 'part.days-moved' as const, at: turn.now, by: turn.actor, data: { dueAt: state.dueAt } };
    const progress = { state, added: [entry] };
    await parts.save(turn.tx, id, progress);
    const stored = await findTicket(turn.tx, state.ticketId);
    if (!stored) continue;
    await enqueue(turn, redrawPart({ ...directoryOf(turn, book), ticket: stored.ticket }, id, progress), []);
  }
  return moves;
}
