import { accept, type Result } from '../../lib/refusal.ts';
import { routesOf } from '../address/route.ts';
import { bookOf } from '../address/turn-book.ts';
import { type Book, policyOf, spanCalendarsOf } from '../book/book.ts';
import { hasOpenComplaint } from '../complaint/store.ts';
import type { DeskTurn, Fact } from '../desk.ts';
import type { DueMatter, StoredMatter } from '../matter/store.ts';
import { isTakeBack } from '../ticket/case/is-take-back.ts';
import type { LoadedTicket } from '../ticket/case/loaded.ts';
import { stepTicket, withTerms } from '../ticket/flow.ts';
import { lockTicket } from '../ticket/store.ts';
import type { Actor } from '../ticket/verb/verb.ts';
import { mustTellLow, tellRating } from './notice.ts';
import {
  acceptsScore,
  beginRating,
  endRating,
  type GivenScore,
  giveScore,
  type Mood,
  markLowTold,
  type Rating,
  type RatingProgress,
  type RatingScore,
  type RatingTerms,
  release,
  remind,
  sayMore,
  voidRating,
} from './rating.ts';
import { ratings } from './store.ts';

/**
 * Asks the customer for a rating when they confirm the fix of a fault. Voids the score if they take the confirmation
 * back, or the ticket is taken back.
 */
export async function onTicketStepped(turn: DeskTurn, { at, added }: Extract<Fact, { kind: 'ticket.stepped' }>) {
  const { id, ticket } = at.stored;
  const { kind, customer, title, reporter } = ticket.facts;
  if (kind !== 'fault') return;
  for (const entry of added) {
    if (entry.kind === 'ticket.closed')
      await askForRating(turn, at.book, {
        customer,
        ticketId: id,
        about: { of: 'ticket', no: ticket.entries, title },
        ...(reporter ? { reporter } : {}),
      });
    const isBack = entry.kind === 'ticket.reopened' && entry.data.afterClose;
    if (isBack || isTakeBack(entry)) await withdraw(turn, at, entry.by);
  }
}

/** Asks a customer for a rating of the month when they get its summary (D19). `no` is the number of the paper. */
export async function askAboutSummary(
  turn: DeskTurn,
  book: Book,
  { customer, paper, month, no }: { customer: string; paper: string; month: string | undefined; no: number },
): Promise<void> {
  await askForRating(turn, book, { customer, ticketId: undefined, about: { of: 'summary', no, paper, month } });
}

/** When a complaint is closed, asks its customer for the ratings that were held back meanwhile. */
export async function onComplaintClosed(turn: DeskTurn, { customer }: Extract<Fact, { kind: 'complaint.closed' }>) {
  const stored = await ratings.lockAll(turn.tx, { customer, status: 'held' });
  if (stored.length === 0 || (await moodOf(turn, customer)) === 'complaining') return;
  for (const matter of stored) {
    const book = await bookOf(turn, matter.book);
    await save(turn, book, matter.id, release(matter.state, termsOf(book, customer), turn.now));
  }
}

/** Sends a rating's one reminder, or holds it back during a complaint. Gives the change to be saved. */
export async function lapseRatingMatter(turn: DeskTurn, matter: DueMatter<Rating>) {
  const book = await bookOf(turn, matter.book);
  const mood = await moodOf(turn, matter.state.customer);
  const progress = remind(matter.state, mood, turn.now);
  await tellRating(turn, book.source, matter.id, progress, undefined);
  return ratings.changeOf(progress);
}

/** What the customer gives: a score, or a remark and survey items for a score given before. */
export type RatingReply =
  | { readonly what: 'score'; readonly score: RatingScore }
  | { readonly what: 'more'; readonly said: Pick<GivenScore, 'remark' | 'items'> };

/** `isOver`: the time was over, so nothing changed but the card. */
export interface RatingOutcome {
  readonly state: Rating;
  readonly isOver: boolean;
  readonly facts: readonly Fact[];
}

/**
 * Records what the customer gives, in the rating and in the log of its ticket. Refused if the fix did not hold, and for
 * a remark before a score.
 */
export async function recordRating(
  turn: DeskTurn,
  found: StoredMatter<Rating>,
  reply: RatingReply,
  by: Actor,
): Promise<Result<RatingOutcome>> {
  // Every turn locks the ticket before the rows that belong to it.
  const { ticketId } = found.state;
  const stored = ticketId === undefined ? undefined : await lockTicket(turn.tx, ticketId);
  const { id, book: ref, state } = (await ratings.lock(turn.tx, found.id)) ?? found;
  const book = await bookOf(turn, ref);
  if (state.status !== 'void' && !acceptsScore(state, turn.now)) {
    const ended = state.status === 'over' ? { state, added: [] } : endRating(state, turn.now);
    await save(turn, book, id, ended);
    return accept({ state: ended.state, isOver: true, facts: [] });
  }
  const who = by.name ?? '';
  const recorded =
    reply.what === 'score' ? giveScore(state, reply.score, who, turn.now) : sayMore(state, reply.said, who, turn.now);
  if (!recorded.ok) return recorded;
  if (recorded.value.added.length === 0) return accept({ state, isOver: false, facts: [] });
  const isSaid = reply.what === 'score' || reply.said.remark !== '';
  const facts =
    stored && isSaid
      ? await writeToLog(turn, await withTerms(turn, stored), recorded.value.state, reply, by)
      : accept([]);
  if (!facts.ok) return facts;
  await save(turn, book, id, recorded.value);
  const { state: after } = recorded.value;
  const isSurvey = after.survey === 'full' && reply.what === 'more';
  const filled: Fact[] = isSurvey ? [{ kind: 'rating.surveyed', ratingId: id }] : [];
  return accept({ state: after, isOver: false, facts: [...facts.value, ...filled] });
}

async function writeToLog(
  turn: DeskTurn,
  at: LoadedTicket,
  { given }: Rating,
  reply: RatingReply,
  by: Actor,
): Promise<Result<readonly Fact[]>> {
  const text = reply.what === 'more' ? reply.said.remark : '';
  const stepped = await stepTicket(turn, at, { verb: 'rate', score: given?.score ?? 0, text }, by);
  return stepped.ok ? accept(stepped.value.facts) : stepped;
}

type Service = Pick<Rating, 'customer' | 'ticketId' | 'about' | 'reporter'>;

async function askForRating(turn: DeskTurn, book: Book, service: Service): Promise<void> {
  const { customer, about } = service;
  const terms = termsOf(book, customer);
  if (!terms.rule.ask.includes(about.of) || routesOf(book.source, 'customer', customer).length === 0) return;
  const progress = beginRating(service, await moodOf(turn, customer), terms, turn.now);
  const id = await ratings.insert(turn.tx, book.version, progress, turn.now);
  await tellRating(turn, book.source, id, progress, undefined);
}

async function withdraw(turn: DeskTurn, { stored, book }: LoadedTicket, by: string): Promise<void> {
  for (const { id, state } of await ratings.lockAll(turn.tx, { ticketId: stored.id }))
    if (state.status !== 'void' && (state.status !== 'over' || state.given))
      await save(turn, book, id, voidRating(state, by, turn.now));
}

async function save(turn: DeskTurn, book: Book, id: number, progress: RatingProgress): Promise<void> {
  if (progress.added.length === 0) return;
  const isLowNow = mustTellLow(progress.state);
  const state = isLowNow ? markLowTold(progress.state) : progress.state;
  await ratings.save(turn.tx, id, { ...progress, state });
  await tellRating(turn, book.source, id, { ...progress, state }, isLowNow ? 'low' : undefined);
}

async function moodOf({ tx }: DeskTurn, customer: string): Promise<Mood> {
  return (await hasOpenComplaint(tx, customer)) ? 'complaining' : 'at ease';
}

function termsOf(book: Book, customer: string): RatingTerms {
  const policy = policyOf(book, customer);
  const hasSurvey = policy.forms.some(({ form }) => form === 'survey');
  return { rule: policy.rating, hasSurvey, calendars: spanCalendarsOf(book, policy) };
}
