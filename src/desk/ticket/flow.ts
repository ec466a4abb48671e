import { accept, type Result } from '../../lib/refusal.ts';
import { enqueue } from '../../outbox/enqueue.ts';
import { withFormerPeople } from '../address/newcomers.ts';
import { awayNow, bookOf, directoryOf } from '../address/turn-book.ts';
import { type Book, policyOf, reportHoursOf, spanCalendarsOf } from '../book/book.ts';
import type { BookSource } from '../book/schema.ts';
import { loadBook } from '../book/store.ts';
import type { Asker, DeskTurn, Fact } from '../desk.ts';
import { onDuty } from '../oncall/store.ts';
import type { SearchWords } from '../words/store.ts';
import { bellTerms } from './bell-terms.ts';
import type { Entry } from './case/entry.ts';
import { applyEntry } from './case/fold.ts';
import type { LoadedTicket, StoredBeside, StoredTicket } from './case/loaded.ts';
import type { Terms } from './case/terms.ts';
import type { ReportFacts, Ticket, TicketId } from './case/ticket.ts';
import { nextPromiseAt } from './clock/clocks.ts';
import { figuresOf } from './clock/figures.ts';
import { catchUp, nextDueAt, type Progress } from './clock/lapse.ts';
import { searchWordsOf } from './search-words.ts';
import { insertTicket, saveTicket } from './store.ts';
import { afterOpening, openByReport, type Report } from './verb/report.ts';
import { decideStep } from './verb/step.ts';
import type { Step } from './verb/table.ts';
import type { Actor } from './verb/verb.ts';
import { noticesOf, withdrawalsOf } from './view/notice.ts';
import type { HouseView, TicketChange } from './view/view.ts';

/** The terms of a customer's contract, from the ticket's version of the book. */
export function termsOf(book: Book, facts: Pick<ReportFacts, 'customer' | 'serviceLevel'>): Terms {
  const policy = policyOf(book, facts.customer);
  return {
    policy,
    calendars: spanCalendarsOf(book, policy),
    hours: reportHoursOf(book, policy, facts.serviceLevel),
  };
}

/** Opens a ticket under the book in force and assigns it to the engineer on duty. */
export async function openTicketByReport(
  turn: DeskTurn,
  book: Book,
  report: Omit<Report, 'assignee'>,
  by: Actor,
): Promise<Result<{ id: TicketId; ticket: Ticket }>> {
  const terms = termsOf(book, report.facts);
  const assignee = await onDuty(turn.tx, terms.policy.rotation, book.source, turn.now);
  const opened = openByReport({ ...report, assignee }, terms, by, turn.now);
  if (!opened.ok) return opened;
  const { ticket, added } = opened.value;
  const words = wordsOf(turn, book, { before: undefined, after: ticket, added });
  const id = await insertTicket(turn.tx, book.version, ticket, added, besideOf(ticket, terms, words));
  const house = houseOf(turn, book, terms);
  await enqueue(turn, noticesOf({ id, before: undefined, after: ticket, added }, house), []);
  const followed = afterOpening(ticket, report, terms, by);
  if (followed.added.length > 0) await save(turn, { stored: { id, book: turn.book, ticket }, book, terms }, followed);
  return accept({ id, ticket: followed.ticket });
}

export function houseOf(turn: DeskTurn, book: Book, terms: Terms): HouseView {
  const { unseen } = turn.jobs;
  return { ...directoryOf(turn, book), terms, links: turn.links, ...(unseen ? { unseen } : {}) };
}

/**
 * Whether the asker may see a ticket: staff all but those of confidential customers that are closed to them, customers
 * their own. Others get the answer "no such ticket".
 */
export function maySee(asker: Asker, { customer }: Pick<ReportFacts, 'customer'>): boolean {
  return asker.staff ? !asker.closed?.includes(customer) : asker.customer === customer;
}

/** The ticket after a step, and the facts that other features are told. */
export interface Stepped {
  readonly ticket: Ticket;
  readonly facts: readonly Fact[];
}

/** Carries out a person's step on a locked ticket. Refused where the verb's rules refuse it. */
export async function stepTicket(turn: DeskTurn, at: LoadedTicket, step: Step, by: Actor): Promise<Result<Stepped>> {
  const taken = decideStep(at.stored.ticket, step, at.terms, by, turn.now);
  if (!taken.ok) return taken;
  const { ticket, added } = taken.value;
  await save(turn, at, { ticket, added });
  const after = { ...at, stored: { ...at.stored, ticket } };
  return accept({ ticket, facts: [{ kind: 'ticket.stepped', at: after, added }] });
}

/** Lets everything happen that is due on a ticket by the turn's instant. */
export async function lapseTicket(turn: DeskTurn, stored: StoredTicket): Promise<void> {
  const at = await withTerms(turn, stored);
  await save(turn, at, catchUp(stored.ticket, at.terms, turn.now, 'including'));
}

/**
 * Gives a ticket to another engineer at a change of shift. Its threads say who has it now; the one who comes hears of all
 * tickets by the handoff's own notice.
 */
export async function handOver(turn: DeskTurn, stored: StoredTicket, assignee: string): Promise<void> {
  const at = await withTerms(turn, stored);
  const settled = catchUp(stored.ticket, at.terms, turn.now, 'before');
  const entry: Entry = { kind: 'ticket.handed-over', at: turn.now, by: 'clock', staff: false, data: { assignee } };
  await save(turn, at, { ticket: applyEntry(settled.ticket, entry), added: [...settled.added, entry] });
}

/** A ticket's version of the book; where it was moved to it, with the names of people whom only the versions before have. */
async function bookOfTicket(turn: DeskTurn, { book: ref, ticket: { bookMove } }: StoredTicket): Promise<Book> {
  const book = await bookOf(turn, ref);
  if (!bookMove) return book;
  const older: BookSource[] = [];
  for (const version of bookMove.versions) older.push((await loadBook(turn.tx, version)).source);
  return withFormerPeople(book, bookMove.versions, older);
}

/** Adds a ticket's version of the book, and its terms. */
export async function withTerms(turn: DeskTurn, stored: StoredTicket): Promise<LoadedTicket> {
  const book = await bookOfTicket(turn, stored);
  const terms = { ...termsOf(book, stored.ticket.facts), isAway: await awayNow(turn) };
  return { stored, book, terms: { ...terms, ...(await bellTerms(turn, stored.ticket, terms, book.source)) } };
}

/** Stores what happened to a ticket by itself, and tells of it. */
export async function saveProgress(turn: DeskTurn, at: LoadedTicket, progress: Progress): Promise<void> {
  await save(turn, at, progress);
}

async function save(turn: DeskTurn, { stored, book, terms }: LoadedTicket, { ticket, added }: Progress): Promise<void> {
  const change = { id: stored.id, before: stored.ticket, after: ticket, added };
  const beside = besideOf(ticket, terms, wordsOf(turn, book, change));
  await saveTicket(turn.tx, stored.id, ticket, added, beside, stored.book.version);
  const house = houseOf(turn, book, terms);
  await enqueue(turn, noticesOf(change, house), withdrawalsOf(change, terms));
}

function besideOf(ticket: Ticket, terms: Terms, words: SearchWords | undefined): StoredBeside {
  const { figures, times } = figuresOf(ticket, terms);
  const promiseAt = nextPromiseAt(ticket, terms);
  return {
    nextDueAt: nextDueAt(ticket, terms),
    promiseAt: promiseAt === Number.POSITIVE_INFINITY ? undefined : promiseAt,
    words,
    counted: [JSON.stringify(figures), JSON.stringify(times)],
  };
}

/** What a change adds to what the ticket is found by; undefined: nothing, or no person ever looks for it. */
function wordsOf({ jobs }: DeskTurn, { source }: Book, change: Omit<TicketChange, 'id'>): SearchWords | undefined {
  if (jobs.unseen) return undefined;
  const { before, after, added } = change;
  const words = searchWordsOf(source, before, added);
  const isChanged = words.told.length + words.team.length > 0 || after.status !== before?.status;
  return isChanged ? words : undefined;
}
