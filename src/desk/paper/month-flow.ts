import type { Instant } from '../../lib/instant.ts';
import { bookOf } from '../address/turn-book.ts';
import { type Book, calendarOf, findCustomer, policyOf, spanCalendarsOf } from '../book/book.ts';
import type { DeskTurn } from '../desk.ts';
import { monthOf, periodOf } from '../report/month.ts';
import { beginMonth, type Paper } from './paper.ts';
import { lockRunningMonths, papers } from './store.ts';

/**
 * Starts the current month or quarter for every customer who is owed papers about it (D19, E6). A month that was started already
 * is left alone, so this may run at every start and with every new book.
 */
export async function startMonths({ tx, now }: Pick<DeskTurn, 'tx' | 'now'>, book: Book): Promise<void> {
  await beginMonths(tx, book, Object.keys(book.source.customers), now);
}

/** Starts the next month when one is over, if the current book still asks for the paper. */
export async function beginNextMonth(turn: DeskTurn, { customer }: Paper): Promise<void> {
  await beginMonths(turn.tx, await bookOf(turn, turn.book), [customer], turn.now);
}

async function beginMonths(tx: DeskTurn['tx'], book: Book, customers: readonly string[], now: Instant): Promise<void> {
  const wanted = customers.flatMap((customer) => {
    if (!findCustomer(book, customer)) return [];
    const policy = policyOf(book, customer);
    const today = calendarOf(book, policy.officeCalendar).dateOf(now);
    return policy.papers.flatMap((rule) => {
      const period = periodOf(rule.after);
      return period ? [beginMonth(customer, monthOf(today, period), rule, spanCalendarsOf(book, policy))] : [];
    });
  });
  if (wanted.length === 0) return;
  const running = await lockRunningMonths(tx);
  const fresh = wanted.filter(
    (one) =>
      !running.some(
        (other) => other.customer === one.customer && other.paper === one.paper && other.month === one.month,
      ),
  );
  const begun = fresh.map((state) => ({ state, added: [] }));
  await papers.insertAll(tx, book.version, begun, now);
}
