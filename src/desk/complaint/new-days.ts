import { enqueue } from '../../outbox/enqueue.ts';
import type { ChatOverrides } from '../address/overrides.ts';
import { directoryOf } from '../address/turn-book.ts';
import { policyOf, spanCalendarsOf } from '../book/book.ts';
import type { DeskTurn } from '../desk.ts';
import { compareMatters, type MovedMatter, type Recount } from '../matter/new-days.ts';
import { addEntries, COMPLAINT_METRICS, type Complaint, type ComplaintMetric } from './complaint.ts';
import { countComplaint } from './count.ts';
import { noticesOf } from './notice.ts';
import { complaints } from './store.ts';

/** Whether a clock still runs towards its deadline; one that was met or broken keeps it. */
function isAhead({ answered, told }: Complaint, metric: ComplaintMetric): boolean {
  return !told.includes(`${metric}-breached`) && !(metric === 'first-answer' && answered);
}

const RECOUNT: Recount<Complaint> = {
  recount(state, book) {
    const policy = policyOf(book, state.customer);
    const counted = countComplaint(
      policy.complaint,
      spanCalendarsOf(book, policy),
      state.openedAt,
      policy.ladder.hours,
    );
    let { due, at } = state;
    for (const metric of COMPLAINT_METRICS) {
      if (!isAhead(state, metric)) continue;
      due = { ...due, [metric]: counted.due[metric] };
      const own = Object.entries(counted.at).filter(([notice]) => notice.startsWith(metric));
      at = { ...at, ...Object.fromEntries(own) };
    }
    return { ...state, due, at };
  },
  duesOf: (state) => COMPLAINT_METRICS.map((metric) => [metric, state.due[metric]]),
  countedOf: ({ due, at }) => [due['first-answer'], due.closure, Object.entries(at).sort()],
};

/** Which open complaints move with the overrides `after`. */
export function listComplaintMoves(turn: DeskTurn, after: ChatOverrides): Promise<MovedMatter<Complaint>[]> {
  return compareMatters(turn, after, complaints, RECOUNT, { lock: false });
}

/** Moves them; the customer and the person in charge are told of each deadline. */
export async function moveComplaints(turn: DeskTurn, after: ChatOverrides): Promise<MovedMatter<Complaint>[]> {
  const moves = await compareMatters(turn, after, complaints, RECOUNT, { lock: true });
  for (const { id, state, book, moved } of moves) {
    const { due } = state;
    const entries = moved.map(({ name }) => ({
      kind: 'complaint.moved' as const,
      at: turn.now,
      by: turn.actor,
      data: { due, metric: name as ComplaintMetric },
    }));
    const progress = addEntries(state, entries);
    await complaints.save(turn.tx, id, progress);
    if (entries.length > 0) await enqueue(turn, noticesOf(directoryOf(turn, book), id, progress), []);
  }
  return moves;
}
