import type { Instant } from '../../lib/instant.ts';
import { dateInZone, openZone, type Zone } from '../../lib/zone.ts';
import { bookOf } from '../address/turn-book.ts';
import type { Book } from '../book/book.ts';
import type { BookSource } from '../book/schema.ts';
import type { DeskTurn } from '../desk.ts';
import type { DueMatter } from '../matter/store.ts';
import { figuresOf } from '../ticket/clock/figures.ts';
import { withTerms } from '../ticket/flow.ts';
import { beginClosing, type Closing, goOn } from './closing.ts';
import type { CaseGroup, TicketGroup } from './figure/case.ts';
import { type Restatement, restatementsOf } from './figure/restated.ts';
import { matterGroup } from './matter-case.ts';
import { closeAtOf, firstDayOf, type Month, monthsIn, nextMonth, spanOfMonth } from './month.ts';
import {
  type CaseFilter,
  type ClosedMonth,
  closings,
  findClosedMonth,
  insertClosedMonth,
  listMatterRows,
  listTicketGroups,
  listUncounted,
  lockClosings,
} from './store.ts';

/** The cases of a month as they count, and what would be counted otherwise today. */
export interface LoadedMonth {
  readonly month: Month;
  /** Of a closed month: as they stood then. */
  readonly groups: readonly CaseGroup[];
  /** undefined: the month is not closed yet. */
  readonly closedAt: Instant | undefined;
  /** Of a closed month: the same cases today, and why they differ. */
  readonly today: readonly CaseGroup[];
  readonly restated: readonly Restatement[];
}

/** The zone of all months: the provider's. */
export function zoneOfMonths({ provider }: Pick<BookSource, 'provider'>): Zone {
  return openZone(provider.timeZone);
}

/**
 * Loads a month of one customer, or without one of all. A month that should be closed and is not, because the desk was
 * not there, is closed first.
 */
export async function loadMonth(
  turn: DeskTurn,
  book: Book,
  month: Month,
  customer: string | undefined,
): Promise<LoadedMonth> {
  const closed = await closedMonth(turn, book, month, customer);
  const today = await listGroups(turn, book, month, customer);
  if (!closed) return { month, groups: today, closedAt: undefined, today, restated: [] };
  return { month, ...closed, today, restated: restatementsOf(closed.groups, today) };
}

/** The cases of a month or quarter as they count: of closed months as they stood then. */
export async function countedGroups(
  turn: DeskTurn,
  book: Book,
  period: Month,
  customer: string | undefined,
): Promise<CaseGroup[]> {
  const groups: CaseGroup[] = [];
  for (const month of monthsIn(period)) {
    const closed = await closedMonth(turn, book, month, customer);
    groups.push(...(closed?.groups ?? (await listGroups(turn, book, month, customer))));
  }
  return groups;
}

/** undefined: it is too early to close it. */
async function closedMonth(
  turn: DeskTurn,
  book: Book,
  month: Month,
  customer: string | undefined,
): Promise<ClosedMonth | undefined> {
  if (turn.now < closeAtOf(month, zoneOfMonths(book.source))) return undefined;
  const closed = await findClosedMonth(turn.tx, month, customer);
  if (closed) return closed;
  await closeMonth(turn, book, month);
  return findClosedMonth(turn.tx, month, customer);
}

async function closeMonth(turn: DeskTurn, book: Book, month: Month): Promise<void> {
  await lockClosings(turn.tx);
  if (await findClosedMonth(turn.tx, month, '')) return;
  const groups = await listGroups(turn, book, month, undefined);
  await insertClosedMonth(turn.tx, month, { closedAt: turn.now, groups });
}

/** All cases of a month as they are now, tickets first. */
async function listGroups(
  turn: DeskTurn,
  book: Book,
  month: Month,
  customer: string | undefined,
): Promise<CaseGroup[]> {
  const { tx, now } = turn;
  const zone = zoneOfMonths(book.source);
  const filter: CaseFilter = { customer, month, ...spanOfMonth(month, zone) };
  const dateOf = (at: Instant) => dateInZone(zone, at);
  const rows = await listMatterRows(tx, filter, { from: firstDayOf(month), to: firstDayOf(nextMonth(month)) });
  return [
    ...(await listTicketGroups(tx, filter)),
    ...(await olderTickets(turn, filter)),
    ...rows.map((row) => matterGroup(row, { book, month, today: dateOf(now), dateOf })),
  ];
}

/** Tickets that are older than their figures, each a group of its own. */
async function olderTickets(turn: DeskTurn, filter: CaseFilter): Promise<TicketGroup[]> {
  const groups: TicketGroup[] = [];
  for (const stored of await listUncounted(turn.tx, filter)) {
    const { figures, times } = figuresOf(stored.ticket, (await withTerms(turn, stored)).terms);
    groups.push({ ...figures, month: filter.month, cases: [[stored.id, ...times]] });
  }
  return groups;
}

/** How many devices the contracts of one customer, or of all but `without`, name. */
export function countDevices(
  { customers }: BookSource,
  customer: string | undefined,
  without: readonly string[] = [],
): number {
  return Object.entries(customers)
    .filter(([key]) => (customer === undefined ? !without.includes(key) : key === customer))
    .flatMap(([, { devices }]) => devices)
    .reduce((sum, { count }) => sum + count, 0);
}

/** Begins the closing of months, unless it runs already: at every start, and with every new book. */
export async function startClosings({ tx, now }: Pick<DeskTurn, 'tx' | 'now'>, book: Book): Promise<void> {
  await lockClosings(tx);
  if ((await closings.list(tx, { status: 'open', limit: 1 })).length > 0) return;
  await closings.insert(tx, book.version, beginClosing(zoneOfMonths(book.source), now), now);
}

/** Closes the month that is due, and waits for the next one. */
export async function lapseClosing(turn: DeskTurn, { state }: DueMatter<Closing>) {
  const book = await bookOf(turn, turn.book);
  await closeMonth(turn, book, state.month);
  return closings.changeOf(goOn(state, zoneOfMonths(book.source), turn.now));
}
