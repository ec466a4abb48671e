import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { numberOf } from '../address/number.ts';
import { bookOf, directoryOf } from '../address/turn-book.ts';
import { type Book, policyOf, spanCalendarsOf } from '../book/book.ts';
import { spanOf } from '../book/schema.ts';
import type { DeskTurn } from '../desk.ts';
import type { StoredMatter } from '../matter/store.ts';
import { personName } from '../person/person.ts';
import { askAboutSummary } from '../rating/flow.ts';
import { layOut } from '../sla/sla.ts';
import type { StoredTicket } from '../ticket/case/loaded.ts';
import { findTicket } from '../ticket/store.ts';
import { redrawSignCards } from './ask-to-sign.ts';
import {
  type CheckStep,
  type CheckTerms,
  decideCheck,
  refusalOfCheck,
  refusalOfSignature,
  signPaper,
} from './check.ts';
import { sendFiles } from './file.ts';
import { paperLanguage } from './gather.ts';
import { checkerOf, reviewersOf } from './hand-in.ts';
import { type PaperView, tellPaper } from './notice.ts';
import type { Paper, PaperProgress } from './paper.ts';
import { reprint } from './reprint.ts';
import { isForCustomer, isGiven, ruleOf } from './rule.ts';
import { addWordsOfPaper } from './search-words.ts';
import { lineOf } from './signature.ts';
import { papers } from './store.ts';

/**
 * Accepts, approves or refuses a paper that was handed in. An archived paper is sent to the customer, unless the book
 * keeps it inside. Refused to people whose step it is not.
 */
export async function checkPaper(turn: DeskTurn, id: number, step: CheckStep, by: string): Promise<Result<Paper>> {
  const matter = await papers.lock(turn.tx, id);
  if (!matter) return refuse('paper.not-found', { paper: numberOf('paper', id) });
  const { state } = matter;
  const book = await bookOf(turn, matter.book);
  const refusal = refusalOfCheck(state, step, checkerOf(book, state, by));
  if (refusal) return refusal;
  const stored = state.ticketId === undefined ? undefined : await findTicket(turn.tx, state.ticketId);
  const rule = ruleOf(book, state);
  const againDueAt = step.verb === 'refuse' ? await dueAgainAt(turn, book, state, stored) : undefined;
  const terms = { needsApproval: rule?.approval !== undefined, againDueAt };
  const decided = decideCheck(state, step, terms, by, turn.now);
  const progress = step.verb === 'approve' ? await withApproval(turn, book, stored, id, decided) : decided;
  await papers.save(turn.tx, id, progress);
  await addWordsOfPaper(turn, book, progress.state);
  const view: PaperView = { ...directoryOf(turn, book), ticket: stored?.ticket };
  await tellPaper(turn, view, id, progress, reviewersOf(book, progress.state, view, turn.now));
  await redrawSignCards(turn, book, view, id, progress.state);
  const files = progress.state.handedIn?.files ?? [];
  if (isGiven(book, progress.state) && files.length > 0)
    await giveToCustomer(turn, book, view, { id, state: progress.state });
  return accept(progress.state);
}

/** Who approves a paper that has a line for them has signed it by that: it is printed again with their name. */
async function withApproval(
  turn: DeskTurn,
  book: Book,
  stored: StoredTicket | undefined,
  id: number,
  { state, added }: PaperProgress,
): Promise<PaperProgress> {
  const { people } = book.source;
  const by = added.at(-1)?.by ?? '';
  const who = lineOf(state.paper, { staff: true, roles: people[by]?.roles ?? [] });
  if (who !== 'director' || refusalOfSignature(state, who)) return { state, added };
  const language = paperLanguage(book, state.customer, isForCustomer(book, state) ? 'customer' : 'team');
  const signed = signPaper(state, { who, by, name: personName(people, by, language), at: turn.now });
  return { state: await reprint(turn, stored, id, signed.state), added: [...added, ...signed.added] };
}

/** Sends the files to the customer; after a month's summary it also asks for their rating of the month (D19). */
async function giveToCustomer(
  turn: DeskTurn,
  book: Book,
  view: PaperView,
  { id, state }: Pick<StoredMatter<Paper>, 'id' | 'state'>,
): Promise<void> {
  const { customer, paper, month, after, handedIn } = state;
  await sendFiles(turn, view, state, handedIn?.files ?? [], { key: `archived|${id}`, to: 'customer', line: 'file' });
  if (after === 'month-end') await askAboutSummary(turn, book, { customer, paper, month, no: id });
}

/**
 * When a refused paper is due again: at its old due instant, or, if that is past, a full span from now. undefined: it
 * is not owed any more, because the policy does not ask for it, the fix did not hold, or the same paper is owed again
 * already.
 */
async function dueAgainAt(
  { tx, now }: DeskTurn,
  book: Book,
  state: Paper,
  stored: StoredTicket | undefined,
): Promise<CheckTerms['againDueAt']> {
  const rule = policyOf(book, state.customer).papers.find(({ paper }) => paper === state.paper);
  if (!rule || (state.after === 'resolve' && stored?.ticket.status === 'open')) return undefined;
  const { ticketId, paper, at } = state;
  const open = ticketId === undefined ? [] : await papers.list(tx, { ticketId, status: 'open' });
  if (open.some((other) => other.state.paper === paper)) return undefined;
  if (at.overdue !== undefined && at.overdue > now) return at.overdue;
  if (rule.within === undefined) return 'without limit';
  const { calendar, startAt, ms } = layOut(
    spanOf(rule.within),
    now,
    spanCalendarsOf(book, policyOf(book, state.customer)),
  );
  return calendar.add(startAt, ms);
}
