import { t } from '../../i18n/i18n.ts';
import { accept, type Refusal, type Result } from '../../lib/refusal.ts';
import { enqueue } from '../../outbox/enqueue.ts';
import { announce } from '../address/announce.ts';
import { directoryOf } from '../address/turn-book.ts';
import { type Book, calendarOf, policyOf } from '../book/book.ts';
import type { DeskTurn } from '../desk.ts';
import { type Month, monthOf, periodOf, previousMonth } from '../report/month.ts';
import type { Actor } from '../ticket/verb/verb.ts';
import { paperName, whoName } from '../ticket/view/line.ts';
import { aboutText } from './card.ts';
import { refusalOfDelivery, untrackedPaper } from './check.ts';
import { gatherMonth } from './gather.ts';
import { type Delivery, handIn } from './hand-in.ts';
import { beginNextMonth } from './month-flow.ts';
import type { PaperView } from './notice.ts';
import type { Paper } from './paper.ts';
import { listMonths, papers } from './store.ts';

/** Which paper about a month is meant. Without a month: the latest finished month for which it is owed. */
export interface RequestedMonth {
  readonly paper: string;
  readonly month: Month | undefined;
}

/**
 * Hands in a paper about a customer's month, under the current book. Refused before the month is over and if the paper
 * was handed in already; a paper that the policy does not track may be handed in at any time.
 */
export async function deliverMonthPaper(
  turn: DeskTurn,
  book: Book,
  customer: string,
  asked: RequestedMonth,
  delivery: Delivery,
  by: Actor,
): Promise<Result<undefined>> {
  const { refusal, matter } = await lockLatest(turn, book, customer, asked);
  if (refusal) return refusal;
  const view: PaperView = { ...directoryOf(turn, book), ticket: undefined };
  const after = policyOf(book, customer).papers.find((rule) => rule.paper === asked.paper)?.after ?? 'month-end';
  const about = { customer, ticketId: undefined, paper: asked.paper, after } as const;
  const state = matter ? withMonthOver(matter.state) : untrackedPaper(about, turn.now);
  const isWritten = Object.keys(delivery.parts).length > 0;
  const month = state.month ?? asked.month ?? previousMonth(thisMonth(turn, book, customer, asked.paper));
  const source = isWritten ? await gatherMonth(turn, book, customer, month) : undefined;
  await tellTeam(turn, view, state, by);
  await handIn(turn, book, view, { id: matter?.id, state }, { ...delivery, source, by: by.key });
  if (matter?.state.status === 'running') await beginNextMonth(turn, matter.state);
  return accept(undefined);
}

/** Why the paper cannot be handed in now; undefined: it can. */
export async function refusalOfMonthPaper(turn: DeskTurn, book: Book, customer: string, asked: RequestedMonth) {
  return (await lockLatest(turn, book, customer, asked)).refusal;
}

/** The month to write about now: the month that is owed, or else the last finished one. */
export async function monthToWrite(
  turn: DeskTurn,
  book: Book,
  customer: string,
  asked: RequestedMonth,
): Promise<Month> {
  const { matter } = await lockLatest(turn, book, customer, asked);
  return matter?.state.month ?? asked.month ?? previousMonth(thisMonth(turn, book, customer, asked.paper));
}

async function lockLatest(turn: DeskTurn, book: Book, customer: string, { paper, month: wanted }: RequestedMonth) {
  const now = thisMonth(turn, book, customer, paper);
  const over = (await listMonths(turn.tx, customer, paper)).filter(
    ({ month }) => month < now && (wanted === undefined || month === wanted),
  );
  const found = over.find(({ status }) => status === 'open' || status === 'running') ?? over[0];
  const matter = found && (await papers.lock(turn.tx, found.id));
  const isTracked = policyOf(book, customer).papers.some((rule) => rule.paper === paper && periodOf(rule.after));
  const refusal: Refusal | undefined =
    isTracked || matter ? refusalOfDelivery(matter && withMonthOver(matter.state), paper) : undefined;
  return { matter, refusal };
}

/** The month, or the quarter where the paper is about quarters, that is under way. */
function thisMonth({ now }: DeskTurn, book: Book, customer: string, paper: string): Month {
  const { officeCalendar, papers: owed } = policyOf(book, customer);
  const rule = owed.find((each) => each.paper === paper);
  return monthOf(calendarOf(book, officeCalendar).dateOf(now), rule && periodOf(rule.after));
}

/** At the very instant at which the month ends the tick may not have run yet: the paper counts as owed already. */
function withMonthOver(state: Paper): Paper {
  return state.status === 'running' ? { ...state, status: 'open' } : state;
}

type About = Pick<Paper, 'customer' | 'paper' | 'month' | 'ticketId'>;

/** Tells the team: for a paper about a month there is no ticket's log that would. */
async function tellTeam(turn: DeskTurn, view: PaperView, about: About, by: Actor): Promise<void> {
  const { customer, paper } = about;
  const { source } = view;
  const announcement = {
    key: `${customer}|paper|${paper}|delivered|${turn.now}`,
    kind: 'ticket.updated',
    subject: customer,
    at: turn.now,
    to: ['team'],
    customer,
    fields: { by: by.key, what: 'deliver' },
  };
  const notices = announce(view, announcement, (_, language) => ({
    card: undefined,
    line: t(language, 'line.paper.handed-in', {
      by: whoName({ source, language }, by.key),
      paper: paperName(paper, language),
      about: aboutText(about, undefined, source, language),
    }),
    pings: [],
  }));
  await enqueue(turn, notices, []);
}
