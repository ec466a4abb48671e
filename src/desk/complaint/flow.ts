import { accept, type Result } from '../../lib/refusal.ts';
import { enqueue } from '../../outbox/enqueue.ts';
import { awayNow, bookOf, directoryOf } from '../address/turn-book.ts';
import { type Book, policyOf, spanCalendarsOf } from '../book/book.ts';
import type { DeskTurn } from '../desk.ts';
import type { DueMatter, StoredMatter } from '../matter/store.ts';
import type { TicketId } from '../ticket/case/ticket.ts';
import { ladderWithout } from './access.ts';
import {
  beginComplaint,
  type Complaint,
  type ComplaintFacts,
  type ComplaintProgress,
  lapseComplaint,
} from './complaint.ts';
import { noticesOf, withdrawalsOf } from './notice.ts';
import { type ComplaintActor, type ComplaintStep, decideComplaintStep } from './step.ts';
import { complaints } from './store.ts';

/** A complaint, with the version of the book it was opened under. */
export interface LoadedComplaint {
  readonly matter: StoredMatter<Complaint>;
  readonly book: Book;
}

/**
 * Stores a new complaint, tells the first person of its ladder and sends the customer a card. Gives its number and
 * state.
 */
export async function openComplaint(
  turn: DeskTurn,
  book: Book,
  { customer, ticketId, facts }: { customer: string; ticketId: TicketId | undefined; facts: ComplaintFacts },
  by: string,
): Promise<{ id: number; state: Complaint }> {
  const policy = policyOf(book, customer);
  const isAway = await awayNow(turn);
  const { people, hours } = policy.ladder;
  const ladder = ladderWithout(people, book.source.people, facts.about, (person) => isAway(person, turn.now));
  const opening = { customer, ticketId, facts, ladder, ...(hours === undefined ? {} : { hours }) };
  const progress = beginComplaint(opening, policy.complaint, spanCalendarsOf(book, policy), by, turn.now, isAway);
  const id = await complaints.insert(turn.tx, book.version, progress, turn.now);
  await enqueue(turn, noticesOf(directoryOf(turn, book), id, progress), []);
  return { id, state: progress.state };
}

/** Carries out a person's step on a locked complaint. Refused where the rules of `step.ts` refuse it. */
export async function stepComplaint(
  turn: DeskTurn,
  { matter, book }: LoadedComplaint,
  step: ComplaintStep,
  by: ComplaintActor,
): Promise<Result<Complaint>> {
  const decided = decideComplaintStep(matter.state, step, by, turn.now, await awayNow(turn));
  if (!decided.ok) return decided;
  await save(turn, matter.id, book, decided.value);
  return accept(decided.value.state);
}

/** Sends the notices of a complaint that are due by the turn's instant. Gives what is to be stored. */
export async function lapseComplaintMatter(turn: DeskTurn, matter: DueMatter<Complaint>) {
  const { book } = await withBook(turn, matter);
  const progress = lapseComplaint(matter.state, turn.now, 'including', await awayNow(turn));
  await enqueueNotices(turn, matter.id, book, progress);
  return complaints.changeOf(progress);
}

/** Adds the version of the book that the complaint was opened under. */
export async function withBook(turn: DeskTurn, matter: StoredMatter<Complaint>): Promise<LoadedComplaint> {
  return { matter, book: await bookOf(turn, matter.book) };
}

async function save(turn: DeskTurn, id: number, book: Book, progress: ComplaintProgress): Promise<void> {
  await complaints.save(turn.tx, id, progress);
  await enqueueNotices(turn, id, book, progress);
}

async function enqueueNotices(turn: DeskTurn, id: number, book: Book, progress: ComplaintProgress): Promise<void> {
  const directory = directoryOf(turn, book);
  await enqueue(turn, noticesOf(directory, id, progress), withdrawalsOf(id, progress.state));
}
