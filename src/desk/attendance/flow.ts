import { t } from '../../i18n/i18n.ts';
import { dateInYear } from '../../i18n/when.ts';
import { enqueue } from '../../outbox/enqueue.ts';
import { announce } from '../address/announce.ts';
import { bookOf, directoryOf } from '../address/turn-book.ts';
import type { AfterGoLiveRule } from '../book/after-go-live-rule.ts';
import { type Book, findCustomer, policyOf, spanCalendarsOf } from '../book/book.ts';
import { membersOf } from '../book/rotation-rule.ts';
import { spanOf } from '../book/schema.ts';
import { customerName } from '../card/customer.ts';
import type { DeskTurn, Fact } from '../desk.ts';
import { type DueMatter, EVERY_OPEN, type StoredMatter } from '../matter/store.ts';
import { isReachable } from '../person/person.ts';
import {
  type Attendance,
  type AttendanceTerms,
  beginAttendance,
  daysOf,
  endAttendance,
  type GoLive,
} from './attendance.ts';
import { attendanceCard } from './card.ts';
import { attendances, lockAttendances } from './store.ts';

type StartTurn = Pick<DeskTurn, 'tx' | 'now'>;

/** Begins the duty plans of contracts with a go-live date. A date that the book changed ends the plan of the old one. */
export async function startAttendances(turn: StartTurn, book: Book): Promise<void> {
  await lockAttendances(turn.tx);
  const all = await attendances.list(turn.tx, { limit: EVERY_OPEN });
  const ofContracts = all.filter(({ state }) => state.ticketId === undefined);
  for (const [customer, { contract }] of Object.entries(book.source.customers)) {
    const known = ofContracts.filter(({ state }) => state.customer === customer);
    await follow(turn, book, { customer, ticketId: undefined, about: '', from: contract?.goLive ?? '' }, known);
  }
}

/** Begins the duty plan of a requirement once the customer confirmed its go-live date, and ends it if that changes. */
export async function onTicketStepped(turn: DeskTurn, { at }: Extract<Fact, { kind: 'ticket.stepped' }>) {
  const { id, ticket } = at.stored;
  const { facts, reply, replyAcceptedAt, status } = ticket;
  if (facts.kind !== 'requirement') return;
  const from = replyAcceptedAt !== undefined && status !== 'withdrawn' ? (reply?.goLive ?? '') : '';
  const known = await attendances.lockAll(turn.tx, { ticketId: id });
  const goLive = { customer: facts.customer, ticketId: id, about: facts.title, from };
  await follow(turn, await bookOf(turn, turn.book), goLive, known);
}

/** Ends the plans that are for another date, and begins the one for this date, if there is none. */
async function follow(
  { tx, now }: StartTurn,
  book: Book,
  goLive: GoLive,
  known: readonly StoredMatter<Attendance>[],
): Promise<void> {
  for (const { id, state } of known)
    if (state.status === 'open' && state.from !== goLive.from)
      await attendances.save(tx, id, endAttendance(state, 'withdrawn', now));
  const terms = findCustomer(book, goLive.customer) && termsOf(book, goLive.customer);
  const isKnown = known.some(({ state }) => state.from === goLive.from && state.status !== 'withdrawn');
  const begun = terms && goLive.from !== '' && !isKnown ? beginAttendance(goLive, terms, now) : undefined;
  if (begun) await attendances.insert(tx, book.version, begun, now);
}

/** Tells the plan to the customer and to our people, or ends it when its weeks are over. */
export async function lapseAttendance(turn: DeskTurn, { id, state }: DueMatter<Attendance>) {
  const book = await bookOf(turn, turn.book);
  const { customer } = state;
  const rule = findCustomer(book, customer) && policyOf(book, customer).afterGoLive;
  if (!rule || state.endAt <= turn.now) return attendances.changeOf(endAttendance(state, 'over', turn.now));
  const days = daysOf(state, termsFor(book, customer, rule), peopleOf(book, customer, rule), awayIn(book));
  if (days.length === 0) return attendances.changeOf(endAttendance(state, 'over', turn.now));
  const told = { ...state, days };
  await tellPlan(turn, book, id, told);
  const entry = { kind: 'attendance.told', at: turn.now, by: 'clock', data: { days } } as const;
  return attendances.changeOf({ state: told, added: [entry] });
}

async function tellPlan(turn: DeskTurn, book: Book, id: number, state: Attendance): Promise<void> {
  const { source } = book;
  const subject = `attendance/${id}`;
  const about = {
    key: `${subject}|told`,
    kind: 'attendance.told',
    subject,
    at: turn.now,
    to: ['customer', ...new Set(state.days.map(({ person }) => person))],
    customer: state.customer,
    fields: {},
    unlisted: true as const,
  };
  const notices = announce(directoryOf(turn, { source }), about, (audience, language) => {
    const own = audience === 'customer' ? undefined : audience;
    return {
      card: attendanceCard(subject, state, source, language, own),
      line: t(language, own === undefined ? 'line.attendance.told.customer' : 'line.attendance.told', {
        customer: customerName(source, state.customer, language),
        date: dateInYear(language, state.from),
      }),
      pings: own === undefined ? [] : [own],
      aloud: true,
    };
  });
  await enqueue(turn, notices, []);
}

function termsOf(book: Book, customer: string): AttendanceTerms | undefined {
  const rule = policyOf(book, customer).afterGoLive;
  return rule && termsFor(book, customer, rule);
}

function termsFor(book: Book, customer: string, { weeks, toldBefore }: AfterGoLiveRule): AttendanceTerms {
  const span = spanOf(toldBefore);
  const { office } = spanCalendarsOf(book, policyOf(book, customer));
  return { office, weeks, toldBefore: span.unit === 'workdays' ? span.days : 0 };
}

function peopleOf({ source }: Book, customer: string, { people }: AfterGoLiveRule): readonly string[] {
  const policy = source.policies[source.customers[customer]?.policy ?? ''];
  const rotation = source.rotations[policy?.rotation ?? ''];
  return people ?? (rotation ? membersOf(rotation) : []);
}

/** Whether a person is away on a day, as the book says, or cannot be reached. */
function awayIn({ source }: Book) {
  return (person: string, date: string) =>
    !isReachable(source, person) ||
    (source.people[person]?.away ?? []).some(({ from, until }) => from <= date && date <= until);
}
