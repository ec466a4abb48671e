import type { Language } from '../../lib/language.ts';
import { enqueue } from '../../outbox/enqueue.ts';
import { redraw } from '../address/announce.ts';
import type { ChatOverrides } from '../address/overrides.ts';
import { directoryOf } from '../address/turn-book.ts';
import { policyOf, spanCalendarsOf } from '../book/book.ts';
import type { DeskTurn } from '../desk.ts';
import { compareMatters, type MovedMatter, type Recount } from '../matter/new-days.ts';
import { subjectOf } from '../ticket/case/names.ts';
import { findTicket } from '../ticket/store.ts';
import { followupCard, followupSubject } from './card.ts';
import { countFollowup, type Followup } from './followup.ts';
import { followups } from './store.ts';

const RECOUNT: Recount<Followup> = {
  recount(state, book) {
    if (state.told.includes('overdue')) return state;
    const policy = policyOf(book, state.customer);
    return { ...state, ...countFollowup(policy.followup, spanCalendarsOf(book, policy), state.begunAt) };
  },
  duesOf: ({ dueAt }) => [['followup', dueAt]],
  countedOf: ({ dueAt, at }) => [dueAt, at.prompt, at.reminder, at.overdue],
};

/** Which calls that are owed move with the overrides `after`. */
export function listFollowupMoves(turn: DeskTurn, after: ChatOverrides): Promise<MovedMatter<Followup>[]> {
  return compareMatters(turn, after, followups, RECOUNT, { lock: false });
}

/** Moves them, and updates the cards of those who are to call. */
export async function moveFollowups(turn: DeskTurn, after: ChatOverrides): Promise<MovedMatter<Followup>[]> {
  const moves = await compareMatters(turn, after, followups, RECOUNT, { lock: true });
  for (const { id, state, book, moved } of moves) {
    const data = { dueAt: state.dueAt };
    const added = moved.map(() => ({ kind: 'followup.moved' as const, at: turn.now, by: turn.actor, data }));
    await followups.save(turn.tx, id, { state, added });
    const stored = await findTicket(turn.tx, state.ticketId);
    if (!stored || moved.length === 0 || state.told.length === 0) continue;
    const key = `${followupSubject(state)}|moved|${turn.now}`;
    const shown = { key, subject: subjectOf(stored.id), at: turn.now, to: [state.asked], customer: state.customer };
    const card = (_: string, language: Language) => followupCard(state, stored.ticket, book.source, language);
    await enqueue(turn, redraw(directoryOf(turn, book), shown, card), []);
  }
  return moves;
}
