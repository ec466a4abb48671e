import { columnsOf, type RowOf } from '../../db/columns.ts';
import type { Tx } from '../../db/database.ts';
import { type Instant, isoOf } from '../../lib/instant.ts';
import type { Appointment } from '../appointment/appointment.ts';
import type { BookRef } from '../book/store.ts';
import type { Inspection } from '../inspection/inspection.ts';
import type { CivilDate } from '../sla/calendar-spec.ts';
import type { StoredTicket } from '../ticket/case/loaded.ts';
import type { Ticket, TicketId } from '../ticket/case/ticket.ts';

/** The states of open cases. */
export const OPEN_STATUSES = ['open', 'resolved'] as const;

/** Which open cases are listed; a field that is undefined does not filter. */
export interface OpenFilter {
  readonly customer: string | undefined;
  readonly assignee: string | undefined;
  /** Customers whose cases are left out. */
  readonly closed: readonly string[];
}

const TICKET = columnsOf('Ticket', 'id', 'state');

/**
 * A page of the open cases: the promise that falls due first at the top, those of which no promise runs last. The page is
 * cut by the index alone; only its rows are read.
 */
export async function listOpenCases(
  tx: Tx,
  filter: OpenFilter,
  { skip, count }: { readonly skip: number; readonly count: number },
): Promise<StoredTicket[]> {
  const { where, values } = whereOpen(filter);
  const rows = await tx.query<RowOf<typeof TICKET, { state: Ticket }> & BookRef>(
    `with page as (
       select id from ticket where ${where} order by promise_at, id offset $${values.length + 1} limit $${values.length + 2}
     ) select ${TICKET}, version.id as version, version.hash from page join ticket using (id)
         join book_version version on version.id = ticket.book_version_id order by ticket.promise_at, ticket.id`,
    [...values, skip, count],
  );
  return rows.map(({ id, state, version, hash }) => ({ id: id as TicketId, book: { version, hash }, ticket: state }));
}

/** How many open cases there are. */
export interface OpenCounts {
  readonly all: number;
  /** Those with a promise that is broken and still owed. */
  readonly late: number;
  /** Those whose next promise falls due before `soonAt`. */
  readonly soon: number;
  /** Those of which no promise runs: held, answered, resolved. */
  readonly idle: number;
}

export async function countOpenCases(tx: Tx, filter: OpenFilter, now: Instant, soonAt: Instant): Promise<OpenCounts> {
  const { where, values } = whereOpen(filter);
  const [nowAt, soon] = [values.length + 1, values.length + 2];
  const [row] = await tx.query<OpenCounts>(
    `select count(*)::int as "all", count(*) filter (where promise_at <= $${nowAt}::timestamptz)::int as late,
       count(*) filter (where promise_at > $${nowAt}::timestamptz and promise_at <= $${soon}::timestamptz)::int as soon,
       count(*) filter (where promise_at is null)::int as idle from ticket where ${where}`,
    [...values, isoOf(now), isoOf(soonAt)],
  );
  return row ?? { all: 0, late: 0, soon: 0, idle: 0 };
}

/** The conditions that are asked for and no others, so that the indexes of open cases serve them. */
function whereOpen({ customer, assignee, closed }: OpenFilter): { where: string; values: unknown[] } {
  const values: unknown[] = [];
  const conditions = [`status in (${OPEN_STATUSES.map((status) => `'${status}'`).join(', ')})`];
  const add = (value: unknown, condition: (place: string) => string) => {
    values.push(value);
    conditions.push(condition(`$${values.length}`));
  };
  if (customer !== undefined) add(customer, (place) => `customer = ${place}`);
  if (assignee !== undefined) add(assignee, (place) => `assignee = ${place}`);
  if (closed.length > 0) add(closed, (place) => `customer <> all (${place}::text[])`);
  return { where: conditions.join(' and '), values };
}

/** An inspection or an appointment with its day. */
export type DayMatter = { readonly id: number; readonly customer: string } & (
  | { readonly feature: 'inspection'; readonly state: Inspection }
  | { readonly feature: 'appointment'; readonly state: Appointment }
);

/** Most of them in one view of the calendar. */
const MOST_OF_DAYS = 1_000;

/** Inspections and appointments from the first to the last day, cancelled ones left out. */
export function listDayMatters(
  tx: Tx,
  {
    first,
    last,
    customer,
    closed,
  }: { first: CivilDate; last: CivilDate; customer: string | undefined } & Pick<OpenFilter, 'closed'>,
): Promise<readonly DayMatter[]> {
  return tx.query<DayMatter>(
    `select number as id, feature, customer, state from matter
      where feature in ('inspection', 'appointment') and status <> 'cancelled' and state->>'date' >= $1 and state->>'date' <= $2
        and ($3::text is null or customer = $3) and customer <> all ($4::text[])
      order by state->>'date', id limit ${MOST_OF_DAYS}`,
    [first, last, customer, closed],
  );
}

/** The latest failures of deliveries that were given up. */
export interface DeadNotice {
  readonly platform: string;
  readonly channel: string;
  readonly subject: string;
  readonly at: Date;
  readonly error: string | null;
}

/** What waits for delivery to one channel. */
export interface WaitingChannel {
  readonly platform: string;
  readonly channel: string;
  readonly waiting: number;
  readonly oldest: Date;
}

export async function listWaiting(tx: Tx, most: number): Promise<readonly WaitingChannel[]> {
  return tx.query<WaitingChannel>(
    `select platform, channel, count(*)::int as waiting, min(at) as oldest from notice
      where status in ('pending', 'sending') group by platform, channel order by count(*) desc limit $1`,
    [most],
  );
}

export async function listDead(tx: Tx, most: number): Promise<readonly DeadNotice[]> {
  return tx.query<DeadNotice>(
    `select platform, channel, subject, at, error from notice where status = 'dead' order by id desc limit $1`,
    [most],
  );
}
