import { enqueue } from '../../outbox/enqueue.ts';
import type { Notice } from '../../outbox/notice.ts';
import { makeRedraws } from '../address/notice.ts';
import type { ChatOverrides } from '../address/overrides.ts';
import { routesOf } from '../address/route.ts';
import type { DeskTurn } from '../desk.ts';
import type { Entry, MovedDue } from './case/entry.ts';
import { applyEntry } from './case/fold.ts';
import type { LoadedTicket, StoredTicket } from './case/loaded.ts';
import { subjectOf } from './case/names.ts';
import { clocksOf, duesOf, isOpen, type TicketClock } from './clock/clocks.ts';
import { catchUp, nextDueAt } from './clock/lapse.ts';
import { houseOf, saveProgress, withTerms } from './flow.ts';
import { listOpenTickets, lockOpenTicketsOf } from './store.ts';
import { cardPost, SIDES } from './view/post.ts';

/** What becomes of open tickets where other public holidays are known: their deadlines move, openly. */

/** More tickets than a desk has open at once. */
const EVERY_OPEN = 10_000;

/** A ticket whose deadlines other days change. */
export interface TicketMove {
  readonly stored: StoredTicket;
  /** The deadlines that move, in the order of the clocks. */
  readonly moved: readonly MovedDue[];
  /** How many deadlines stay where they are and are no longer provisional. */
  readonly settled: number;
}

/** Compares the deadlines of all open tickets, as they are and as they would be with the overrides `after`. */
export async function listTicketMoves(turn: DeskTurn, after: ChatOverrides): Promise<TicketMove[]> {
  const { moves } = await compare(turn, after, await listOpenTickets(turn.tx, { limit: EVERY_OPEN }));
  return moves.filter(({ moved, settled }) => moved.length > 0 || settled > 0);
}

/**
 * Moves the deadlines of all open tickets to the days of the overrides `after`, each with an entry in its log and a line
 * to the customer and the team. What fell due before now has happened by the days of then, and stays. Gives what moved.
 */
export async function moveTickets(
  turn: DeskTurn,
  after: ChatOverrides,
  { year, why }: { readonly year: number; readonly why: 'loaded' | 'taken-back' },
): Promise<TicketMove[]> {
  const counted = { ...turn, overrides: after };
  const { moves, before } = await compare(turn, after, await lockOpenTicketsOf(turn.tx));
  const redraws: Notice[] = [];
  for (const [index, move] of moves.entries()) {
    const was = before[index];
    const at = await withTerms(counted, move.stored);
    const isLater = was && nextDueAt(move.stored.ticket, was.terms) !== nextDueAt(move.stored.ticket, at.terms);
    if (was && (move.moved.length > 0 || isLater)) await moveTicket(counted, at, was, move, { year, why });
    else if (isChanged(was, at)) redraws.push(...redrawsOf(counted, at));
  }
  await enqueue(turn, redraws, []);
  return moves.filter(({ moved, settled }) => moved.length > 0 || settled > 0);
}

async function moveTicket(
  turn: DeskTurn,
  at: LoadedTicket,
  was: LoadedTicket,
  { moved }: TicketMove,
  { year, why }: { readonly year: number; readonly why: 'loaded' | 'taken-back' },
): Promise<void> {
  const settled = catchUp(at.stored.ticket, was.terms, turn.now, 'before');
  const due = duesOf(settled.ticket, at.terms);
  const entry: Entry = {
    kind: 'clock.moved',
    at: turn.now,
    by: turn.actor,
    staff: false,
    data: { year, why, moved, due },
  };
  const added = moved.length > 0 ? [...settled.added, entry] : settled.added;
  const ticket = moved.length > 0 ? applyEntry(settled.ticket, entry) : settled.ticket;
  await saveProgress(turn, at, { ticket, added });
}

/** Two passes: each book's calendars are prepared for one set of days at a time. */
async function compare(turn: DeskTurn, after: ChatOverrides, all: readonly StoredTicket[]) {
  const before: LoadedTicket[] = [];
  for (const stored of all) before.push(await withTerms(turn, stored));
  const clocks = before.map(openClocks);
  const moves: TicketMove[] = [];
  for (const [index, stored] of all.entries()) {
    const then = openClocks(await withTerms({ ...turn, overrides: after }, stored));
    moves.push({ stored, ...differenceOf(clocks[index] ?? [], then) });
  }
  return { before, moves };
}

function openClocks({ stored, terms }: LoadedTicket): TicketClock[] {
  return clocksOf(stored.ticket, terms).filter(isOpen);
}

function differenceOf(before: readonly TicketClock[], after: readonly TicketClock[]): Omit<TicketMove, 'stored'> {
  const pairs = before.flatMap((was) => {
    const is = after.find(({ metric }) => metric === was.metric);
    return is ? [{ was, is }] : [];
  });
  const moved = pairs.flatMap(({ was: { metric, dueAt: from }, is: { dueAt: to } }) =>
    from === undefined || to === undefined || from === to ? [] : [{ metric, from, to }],
  );
  const settled = pairs.filter(({ was, is }) => was.dueAt === is.dueAt && was.provisional && !is.provisional);
  return { moved, settled: settled.length };
}

/** Whether a card shows something else: a deadline is provisional, or no longer. */
function isChanged(was: LoadedTicket | undefined, is: LoadedTicket): boolean {
  const marks = (at: LoadedTicket) =>
    JSON.stringify(openClocks(at).map(({ metric, provisional }) => [metric, provisional]));
  return was !== undefined && marks(was) !== marks(is);
}

function redrawsOf(turn: DeskTurn, { stored, book, terms }: LoadedTicket): Notice[] {
  const { customer } = stored.ticket.facts;
  const subject = subjectOf(stored.id);
  const house = { ...houseOf(turn, book, terms), now: turn.now };
  const redrawing = {
    key: `${subject}|card|days|${turn.now}`,
    kind: 'ticket.card',
    subject,
    at: turn.now,
    to: SIDES,
    customer,
    waysTo: (side: string) => routesOf(book.source, side, customer).map((route) => ({ route, fallbacks: [] })),
  };
  return makeRedraws(house, redrawing, (side, route) =>
    cardPost(stored.id, stored.ticket, house, side === 'customer' ? 'customer' : 'team', route),
  );
}
