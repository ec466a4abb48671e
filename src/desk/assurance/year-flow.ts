import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import { enqueue } from '../../outbox/enqueue.ts';
import { announce } from '../address/announce.ts';
import { inLine } from '../address/in-line.ts';
import { bookOf, directoryOf } from '../address/turn-book.ts';
import { type Book, findCustomer, policyOf, spanCalendarsOf } from '../book/book.ts';
import { customerName } from '../card/customer.ts';
import type { DeskTurn } from '../desk.ts';
import { type DueMatter, EVERY_OPEN } from '../matter/store.ts';
import { listByRole } from '../person/person.ts';
import { countInYear } from './assurance.ts';
import { assurances } from './flow.ts';
import { assuranceYears, lockAssuranceYears } from './store.ts';
import { type AssuranceYear, nextCountAt, type YearCount } from './year.ts';
import { shortCard } from './year-card.ts';

/** Starts the counts of the book: each customer who is promised a number of assurances a year has one. */
export async function startAssuranceYears({ tx, now }: Pick<DeskTurn, 'tx' | 'now'>, book: Book): Promise<void> {
  await lockAssuranceYears(tx);
  const known = await assuranceYears.list(tx, { status: 'open', limit: EVERY_OPEN });
  const running = new Set(known.map(({ state }) => state.customer));
  const missing = Object.keys(book.source.customers).filter(
    (customer) => !running.has(customer) && promisedBy(book, customer) !== undefined,
  );
  const begun = missing.map((customer) => ({
    state: {
      customer,
      ticketId: undefined,
      status: 'open' as const,
      nextAt: nextCountAt(officeOf(book, customer), now),
    },
    added: [],
  }));
  await assuranceYears.insertAll(tx, book.version, begun, now);
}

/** Counts a customer's assurances of the year, and tells the coordinator if there are fewer than promised. */
export async function lapseAssuranceYear(turn: DeskTurn, { state }: DueMatter<AssuranceYear>) {
  const book = await bookOf(turn, turn.book);
  const { customer } = state;
  const promise = findCustomer(book, customer) && promisedBy(book, customer);
  if (promise === undefined)
    return assuranceYears.changeOf({ state: { ...state, status: 'over', nextAt: undefined }, added: [] });
  const office = officeOf(book, customer);
  const year = office.dateOf(turn.now).slice(0, 4);
  const listed = await assurances.store.list(turn.tx, { customer, limit: EVERY_OPEN });
  const count = countInYear(
    listed.map((each) => each.state),
    year,
  );
  const isShort = count < promise.promised;
  if (isShort) await tellShort(turn, book, customer, { year, count, ...promise });
  const entry = { kind: 'assurance.short', at: turn.now, by: 'clock', data: { year, count } } as const;
  return assuranceYears.changeOf({
    state: { ...state, nextAt: nextCountAt(office, turn.now) },
    added: isShort ? [entry] : [],
  });
}

async function tellShort(turn: DeskTurn, book: Book, customer: string, counted: YearCount): Promise<void> {
  const { source } = book;
  const coordinators = listByRole(source.people, 'coordinator');
  const subject = `assurance-year/${customer}/${counted.year}`;
  const about = {
    key: `${subject}|short`,
    kind: 'assurance.short',
    subject,
    at: turn.now,
    to: coordinators.length > 0 ? coordinators : ['escalation'],
    inPlace: inLine(source, customer, ['projectManager']),
    customer,
    fields: {},
    unlisted: true as const,
  };
  const line = (language: Language) =>
    t(language, 'line.assurance.short', {
      customer: customerName(source, customer, language),
      count: counted.count,
      promised: counted.promised,
      year: counted.year,
    });
  const notices = announce(directoryOf(turn, { source }), about, (audience, language) => ({
    card: shortCard(subject, customer, counted, source, language),
    line: line(language),
    pings: audience === 'escalation' ? [] : [audience],
    aloud: true,
  }));
  await enqueue(turn, notices, []);
}

function promisedBy(book: Book, customer: string): Pick<YearCount, 'promised' | 'clause'> | undefined {
  const rule = policyOf(book, customer).assurance;
  return rule?.perYear === undefined ? undefined : { promised: rule.perYear, clause: rule.clause };
}

function officeOf(book: Book, customer: string) {
  return spanCalendarsOf(book, policyOf(book, customer)).office;
}
