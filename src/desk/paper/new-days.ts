import type { ChatOverrides } from '../address/overrides.ts';
import { type Book, policyOf, spanCalendarsOf } from '../book/book.ts';
import type { DeskTurn } from '../desk.ts';
import { compareMatters, type MovedMatter, type Recount } from '../matter/new-days.ts';
import { findTicket } from '../ticket/store.ts';
import { viewOf } from './flow.ts';
import { reviewersOf } from './hand-in.ts';
import { tellPaper } from './notice.ts';
import { beginMonth, countPaper, type Paper } from './paper.ts';
import { papers } from './store.ts';

const RECOUNT: Recount<Paper> = {
  recount(state, book) {
    const at = countedAt(state, book);
    if (!at || state.told.includes('overdue')) return state;
    return { ...state, at: state.told.includes('due') ? { ...at, due: state.at.due } : at };
  },
  duesOf: ({ at }) => (at.overdue === undefined ? [] : [['paper', at.overdue]]),
  countedOf: ({ at }) => [at.due, at.overdue],
};

/** undefined: its policy does not ask for this paper. */
function countedAt({ customer, paper, after, month, begunAt }: Paper, book: Book): Paper['at'] | undefined {
  const policy = policyOf(book, customer);
  const rule = policy.papers.find((each) => each.paper === paper && each.after === after);
  if (!rule) return undefined;
  const calendars = spanCalendarsOf(book, policy);
  return month === undefined
    ? countPaper(rule.within, begunAt, calendars)
    : beginMonth(customer, month, rule, calendars).at;
}

/** `running`: papers about a month that is not over. */
const STATUSES = ['open', 'running'];

/** Which papers that are owed move with the overrides `after`. */
export function listPaperMoves(turn: DeskTurn, after: ChatOverrides): Promise<MovedMatter<Paper>[]> {
  return compareMatters(turn, after, papers, RECOUNT, { statuses: STATUSES, lock: false });
}

/** Moves them, and updates the cards of those who owe them. */
export async function movePapers(turn: DeskTurn, after: ChatOverrides): Promise<MovedMatter<Paper>[]> {
  const moves = await compareMatters(turn, after, papers, RECOUNT, { statuses: STATUSES, lock: true });
  for (const { id, state, book, moved } of moves) {
    const data = { paper: state.paper, ...(state.at.overdue === undefined ? {} : { dueAt: state.at.overdue }) };
    const added = moved.map(() => ({ kind: 'paper.moved' as const, at: turn.now, by: turn.actor, data }));
    await papers.save(turn.tx, id, { state, added });
    const ticket = state.ticketId === undefined ? undefined : await findTicket(turn.tx, state.ticketId);
    const view = viewOf(book, turn, ticket);
    await tellPaper(turn, view, id, { state, added }, reviewersOf(book, state, view, turn.now));
  }
  return moves;
}
