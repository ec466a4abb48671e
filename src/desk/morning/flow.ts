import { t } from '../../i18n/i18n.ts';
import { enqueue } from '../../outbox/enqueue.ts';
import type { Notice } from '../../outbox/notice.ts';
import { announce } from '../address/announce.ts';
import { closedCustomers } from '../address/confidential.ts';
import { inLine } from '../address/in-line.ts';
import { bookOf, directoryOf } from '../address/turn-book.ts';
import { attendances } from '../attendance/store.ts';
import { type Book, calendarOf, policyOf } from '../book/book.ts';
import type { DeskTurn } from '../desk.ts';
import { followups } from '../followup/store.ts';
import { listOpenInspections } from '../inspection/store.ts';
import { type DueMatter, EVERY_OPEN } from '../matter/store.ts';
import { papers } from '../paper/store.ts';
import { listByRole } from '../person/person.ts';
import type { Calendar, CivilDate } from '../sla/calendar.ts';
import { dayOfDate, weekdayOfDay } from '../sla/civil-date.ts';
import { missingYear } from '../sla/workdays-cn.ts';
import { nextPromiseAt } from '../ticket/clock/clocks.ts';
import { withTerms } from '../ticket/flow.ts';
import { listOpenTickets } from '../ticket/store.ts';
import type { ListedTicket } from '../ticket/view/list.ts';
import { type DayAhead, isEmpty, missingYearCard, morningCard } from './card.ts';
import { type Morning, newMorning, nextMorningAt } from './morning.ts';
import { callsOwed, listFeedback, listFinalReports, type OwedWork } from './owed.ts';
import { lockMornings, mornings } from './store.ts';

/** Starts the morning messages: every office calendar of the book that has none gets one. */
export async function startMornings({ tx, now }: Pick<DeskTurn, 'tx' | 'now'>, book: Book): Promise<void> {
  await lockMornings(tx);
  const running = new Set((await mornings.list(tx, { status: 'open' })).map(({ state }) => state.calendar));
  const missing = [...calendarsOf(book)].filter((calendar) => !running.has(calendar));
  const newMornings = missing.map((calendar) => ({
    state: { ...newMorning(calendar), nextAt: nextMorningAt(calendarOf(book, calendar), now) },
    added: [],
  }));
  await mornings.insertAll(tx, book.version, newMornings, now);
}

/** When the office opens: sends everyone who has something to do today their message, and sets the next morning. */
export async function lapseMorning(turn: DeskTurn, { state }: DueMatter<Morning>) {
  const book = await bookOf(turn, turn.book);
  if (!calendarsOf(book).has(state.calendar))
    return mornings.changeOf({ state: { ...state, status: 'over', nextAt: undefined }, added: [] });
  const office = calendarOf(book, state.calendar);
  const told = { kind: 'morning.told', at: turn.now, by: 'clock', data: {} } as const;
  const days = await daysAhead(turn, book, state.calendar, office.dateOf(turn.now));
  await enqueue(
    turn,
    [...days.flatMap((day) => noticesOf(turn, book, state.calendar, day)), ...missingYearNotices(turn, book, office)],
    [],
  );
  return mornings.changeOf({ state: { ...state, nextAt: nextMorningAt(office, turn.now) }, added: [told] });
}

/** Sets the next morning of every office calendar by the days that are known now. */
export async function resetMornings({ tx, now }: Pick<DeskTurn, 'tx' | 'now'>, book: Book): Promise<void> {
  const calendars = calendarsOf(book);
  for (const { id, state } of await mornings.lockAll(tx, { status: 'open' })) {
    const isDue = state.nextAt !== undefined && state.nextAt <= now;
    if (!calendars.has(state.calendar) || isDue) continue;
    const nextAt = nextMorningAt(calendarOf(book, state.calendar), now);
    await mornings.save(tx, id, { state: { ...state, nextAt }, added: [] });
  }
}

/** The office calendars that customers' contracts use. */
function calendarsOf(book: Book): Set<string> {
  return new Set(Object.keys(book.source.customers).map((key) => policyOf(book, key).officeCalendar));
}

/** The days of the engineers, the service desk and people who owe feedback or a final report; empty ones are left out. */
async function daysAhead(turn: DeskTurn, book: Book, calendar: string, date: string): Promise<DayAhead[]> {
  const { tx } = turn;
  const countsOnCalendar = (customer: string) =>
    Object.hasOwn(book.source.customers, customer) && policyOf(book, customer).officeCalendar === calendar;
  const [today, calls, owed] = [
    (await listOpenInspections(tx, undefined, EVERY_OPEN)).filter(({ state }) => state.date === date),
    await followups.list(tx, { status: 'open', limit: EVERY_OPEN }),
    await papers.list(tx, { status: 'open', limit: EVERY_OPEN }),
  ];
  const isCounted = ({ customer }: OwedWork) => countsOnCalendar(customer);
  const feedback = (await listFeedback(turn)).filter(isCounted);
  const reports = (await listFinalReports(turn)).filter(isCounted);
  const atHand = (await attendances.list(tx, { status: 'open', limit: EVERY_OPEN })).map(({ state }) => state);
  const { people } = book.source;
  const days: DayAhead[] = [];
  const soon = calendarOf(book, calendar).addWorkdays(date, GO_LIVE_WORKDAYS_AHEAD);
  const engineers = new Set([...listByRole(people, 'engineer'), ...listByRole(people, 'desk')]);
  const planned = atHand.flatMap(({ days: each }) => each.filter((day) => day.date === date));
  const others = [...feedback, ...reports, ...planned]
    .map(({ person }) => person)
    .filter((key) => Object.hasOwn(people, key));
  for (const person of new Set([...engineers, ...others])) {
    const { tickets, callbacks } = await ticketsOf(turn, book, person, countsOnCalendar);
    const isTheirs = (owed: OwedWork) => owed.person === person;
    const day: DayAhead = {
      person,
      callbacks,
      feedback: feedback.filter(isTheirs),
      reports: reports.filter(isTheirs),
      attendances: atHand.filter(
        ({ customer, days: planned }) =>
          countsOnCalendar(customer) && planned.some((each) => each.date === date && each.person === person),
      ),
      inspections: engineers.has(person) ? today.filter(({ state }) => countsOnCalendar(state.customer)) : [],
      calls: calls
        .map(({ state }) => state)
        .filter(({ customer, asked }) => countsOnCalendar(customer) && asked === person),
      papers: owed
        .map(({ state }) => state)
        .filter(({ customer, owner }) => countsOnCalendar(customer) && owner === person),
      deliveries: deliveriesBy(soon, tickets),
      tickets,
    };
    if (!isEmpty(day)) days.push(day);
  }
  return days;
}

/** The ticket without its title, for a person who may not have a confidential customer's words. */
function titledFor<T extends Pick<ListedTicket, 'ticket'>>({ source }: Book, person: string, listed: T): T {
  const { facts } = listed.ticket;
  const { roles = [], language = source.provider.language } = source.people[person] ?? {};
  if (!closedCustomers(source, roles).includes(facts.customer)) return listed;
  return { ...listed, ticket: { ...listed.ticket, facts: { ...facts, title: t(language, 'confidential.badge') } } };
}

/** How many working days before its go-live date a delivery is listed, every morning until it is made. */
const GO_LIVE_WORKDAYS_AHEAD = 3;

/** Tickets that have to go live by `date`, as the customer confirmed, the earliest first. */
function deliveriesBy(date: string, tickets: readonly ListedTicket[]): ListedTicket[] {
  const goLive = ({ ticket: { reply, replyAcceptedAt } }: ListedTicket) => (replyAcceptedAt && reply?.goLive) || '';
  return tickets
    .filter((each) => goLive(each) !== '' && goLive(each) <= date)
    .sort((one, other) => goLive(one).localeCompare(goLive(other)));
}

/** The most tickets that are read and counted; no one has so many at once. */
const MAX_LISTED = 1000;

/** A person's unresolved tickets, in the order of their next deadlines, and the calls that they owe. */
async function ticketsOf(
  turn: DeskTurn,
  book: Book,
  assignee: string,
  isOurs: (customer: string) => boolean,
): Promise<{ tickets: ListedTicket[]; callbacks: OwedWork[] }> {
  const stored = await listOpenTickets(turn.tx, { assignee, limit: MAX_LISTED });
  const ours = stored
    .filter(({ ticket }) => isOurs(ticket.facts.customer))
    .map((each) => titledFor(book, assignee, each));
  const open = ours.filter(({ ticket }) => ticket.status === 'open');
  const listed = await Promise.all(open.map(async (each) => ({ ...each, terms: (await withTerms(turn, each)).terms })));
  listed.sort((one, other) => nextPromiseAt(one.ticket, one.terms) - nextPromiseAt(other.ticket, other.terms));
  return { tickets: listed, callbacks: callsOwed(assignee, ours) };
}

/**
 * On the first working morning of a week, from November on: the directors are told that next year's holidays are not
 * loaded.
 */
function missingYearNotices(turn: DeskTurn, book: Book, office: Calendar): Notice[] {
  const { coveredUntil, notices } = office.spec;
  const today = office.dateOf(turn.now);
  const year = coveredUntil === undefined || !notices ? undefined : missingYear(turn.now, coveredUntil);
  if (year === undefined || !isFirstOfWeek(office, today)) return [];
  return announce(
    directoryOf(turn, book),
    {
      key: `holidays/${year}|holidays.missing|${today}`,
      kind: 'holidays.missing',
      subject: `holidays/${year}`,
      at: turn.now,
      to: listByRole(book.source.people, 'director'),
      inPlace: inLine(book.source, undefined, ['director']),
      customer: undefined,
      fields: {},
      unlisted: true,
    },
    (_, language) => ({ card: missingYearCard(year, today, language), line: '', pings: [] }),
  );
}

/** Whether no day of the same week before this one was worked. */
function isFirstOfWeek(office: Calendar, today: CivilDate): boolean {
  const day = dayOfDate(today);
  return dayOfDate(office.addWorkdays(today, -1)) < day - weekdayOfDay(day);
}

function noticesOf(turn: DeskTurn, { source }: Book, calendar: string, day: DayAhead): Notice[] {
  const subject = `morning/${calendar}`;
  return announce(
    directoryOf(turn, { source }),
    {
      key: `${subject}|${turn.now}|${day.person}`,
      kind: 'morning.digest',
      subject,
      at: turn.now,
      to: [day.person],
      customer: undefined,
      fields: {},
      unlisted: true,
    },
    (_, language) => ({ card: morningCard(day, turn.now, source, language), line: '', pings: [] }),
  );
}
