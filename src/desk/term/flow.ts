import { t } from '../../i18n/i18n.ts';
import { dateInYear } from '../../i18n/when.ts';
import { enqueue } from '../../outbox/enqueue.ts';
import type { Notice } from '../../outbox/notice.ts';
import { announce } from '../address/announce.ts';
import { inLine } from '../address/in-line.ts';
import { bookOf, directoryOf } from '../address/turn-book.ts';
import { type Book, findCustomer, policyOf } from '../book/book.ts';
import { customerName } from '../card/customer.ts';
import type { DeskTurn } from '../desk.ts';
import { type DueMatter, EVERY_OPEN } from '../matter/store.ts';
import { listByRole } from '../person/person.ts';
import { unitCount } from '../ticket/case/unit.ts';
import { termCard } from './card.ts';
import { lockTerms, serviceTerms } from './store.ts';
import {
  awaitNotices,
  endsOf,
  newServiceTerms,
  noticesAhead,
  type ServiceTerms,
  type TermNotice,
  tellTerms,
} from './term.ts';

/**
 * Starts the service terms of the book: each customer gets a row, and each row waits for the next notice that this book
 * asks for. May run at every start and with every new book; what was told is not told again.
 */
export async function startTerms({ tx, now }: Pick<DeskTurn, 'tx' | 'now'>, book: Book): Promise<void> {
  await lockTerms(tx);
  const running = await serviceTerms.lockAll(tx, { limit: EVERY_OPEN });
  for (const { id, state } of running) {
    const current = findCustomer(book, state.customer)
      ? awaitNotices(state, aheadOf(book, state.customer))
      : ({ ...state, status: 'over', nextAt: undefined } as const);
    await serviceTerms.save(tx, id, { state: current, added: [] });
  }
  const known = new Set(running.map(({ state }) => state.customer));
  const missing = Object.keys(book.source.customers).filter((customer) => !known.has(customer));
  const begun = missing.map((customer) => ({
    state: awaitNotices(newServiceTerms(customer, now), aheadOf(book, customer)),
    added: [],
  }));
  await serviceTerms.insertAll(tx, book.version, begun, now);
}

/** Tells the project manager which contract or warranty ends, by the book in force. */
export async function lapseServiceTerms(turn: DeskTurn, { state }: DueMatter<ServiceTerms>) {
  const book = await bookOf(turn, turn.book);
  if (!findCustomer(book, state.customer))
    return serviceTerms.changeOf({ state: { ...state, status: 'over', nextAt: undefined }, added: [] });
  const told = tellTerms(state, aheadOf(book, state.customer), turn.now);
  await enqueue(
    turn,
    told.due.flatMap((notice) => noticesOf(turn, book, state.customer, notice)),
    [],
  );
  const added = told.due.map(({ kind, date, days, at }) => ({
    kind: 'term.told' as const,
    at,
    by: 'clock',
    data: { kind, date, days },
  }));
  return serviceTerms.changeOf({ state: told.state, added });
}

function aheadOf(book: Book, customer: string): TermNotice[] {
  const found = findCustomer(book, customer);
  return found ? noticesAhead(endsOf(found), policyOf(book, customer).terms, book.always) : [];
}

function noticesOf(turn: DeskTurn, book: Book, customer: string, ending: TermNotice): Notice[] {
  const { source } = book;
  const { kind, date, devices, days, at } = ending;
  const subject = `term/${customer}/${kind}/${date}`;
  const about = {
    key: `${subject}|${days}`,
    kind: `${kind}.ending` as const,
    subject,
    listedAs: customer,
    at,
    to: listenersOf(book),
    inPlace: inLine(source, customer, ['coordinator']),
    customer,
    fields: { date, devices },
  };
  return announce(directoryOf(turn, book), about, (audience, language) => ({
    card: termCard(ending, customer, book, turn.now, language),
    line: t(language, `line.${kind}.ending`, {
      customer: customerName(source, customer, language),
      date: dateInYear(language, date),
      days,
      count: unitCount(source, customer, devices),
    }),
    pings: audience === 'escalation' ? [] : [audience],
    aloud: true,
  }));
}

/** The project managers; in a book without one the escalation channel. */
function listenersOf({ source }: Book): string[] {
  const managers = listByRole(source.people, 'projectManager');
  return managers.length > 0 ? managers : ['escalation'];
}
