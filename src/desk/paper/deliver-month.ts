import { t } from '../../i18n/i18n.ts';
import { accept, type Result } from '../../lib/refusal.ts';
import { enqueue } from '../../outbox/enqueue.ts';
import { announce } from '../contract/announce.ts';
import { type Book, calendarOf, policyOf } from '../contract/contract.ts';
import type { DeskTurn } from '../desk.ts';
import type { StoredMatter } from '../matter.ts';
import { paperName, whoName } from '../ticket/say.ts';
import type { Actor } from '../ticket/step.ts';
import { aboutWhat } from './card.ts';
import { monthOf } from './month.ts';
import { beginNextMonth } from './month-flow.ts';
import { endPaper, type PaperView } from './notice.ts';
import { deliverPaper, nextLapse, type Paper, refusalOfDelivery } from './paper.ts';
import { listMonths, papers } from './store.ts';

/**
 * A paper about a customer's month is handed in: the last finished month's that is owed. Refused within the month itself
 * and once it was handed in; what the policy does not track may be handed in at any time. `book` is the one in force.
 */
export async function deliverMonthPaper(
  turn: DeskTurn,
  book: Book,
  customer: string,
  paper: string,
  by: Actor,
): Promise<Result<undefined>> {
  const policy = policyOf(book, customer);
  const thisMonth = monthOf(calendarOf(book, policy.officeCalendar).dateOf(turn.now));
  const over = (await listMonths(turn.tx, customer, paper)).filter(({ month }) => month < thisMonth);
  const found = over.find(({ status }) => status === 'open' || status === 'running') ?? over[0];
  const matter = found && (await papers.take(turn.tx, found.id));
  const isTracked = policy.papers.some((rule) => rule.paper === paper && rule.after === 'month-end');
  const refusal = isTracked || matter ? refusalOfDelivery(matter && overBy(matter.state), paper) : undefined;
  if (refusal) return refusal;
  const view: PaperView = { source: book.source, speaksBoth: turn.speaksBoth, ticket: undefined };
  if (matter) await end(turn, view, matter, by);
  await tellTeam(turn, view, matter?.state ?? { customer, paper, month: undefined, ticketId: undefined }, by);
  return accept(undefined);
}

/** A month that ended at this very instant is over for people already. */
function overBy(state: Paper): Paper {
  return state.status === 'running' ? { ...state, status: 'open' } : state;
}

async function end(turn: DeskTurn, view: PaperView, { id, state }: StoredMatter<Paper>, by: Actor): Promise<void> {
  const progress = deliverPaper(overBy(state), by.key, turn.now);
  await papers.save(turn.tx, id, { ...progress, nextDueAt: nextLapse(progress.state)?.at });
  await endPaper(turn, view, progress);
  if (state.status === 'running') await beginNextMonth(turn, state);
}

type About = Pick<Paper, 'customer' | 'paper' | 'month' | 'ticketId'>;

/** No ticket's log has it, so the team hears of it here. */
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
    line: t(language, 'line.paper.delivered', {
      by: whoName({ source, language }, by.key),
      paper: paperName(paper, language),
      about: aboutWhat(about, undefined, source, language),
    }),
    pings: [],
  }));
  await enqueue(turn, notices, []);
}
