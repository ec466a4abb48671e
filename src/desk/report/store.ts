import type { Tx } from '../../db/database.ts';
import { type Instant, isoOf } from '../../lib/instant.ts';
import type { BookRef } from '../book/store.ts';
import { createMatterStore } from '../matter/store.ts';
import type { TicketFigures } from '../ticket/case/figures.ts';
import type { StoredTicket } from '../ticket/case/loaded.ts';
import type { Ticket, TicketId } from '../ticket/case/ticket.ts';
import type { Closing, ClosingEntry } from './closing.ts';
import type { MonthCase, TicketCase } from './figure/case.ts';
import type { MatterRow } from './matter-case.ts';
import type { Month } from './month.ts';

/** The closings of months in the database: one is open. */
export const closings = createMatterStore<Closing, ClosingEntry>('month-closing', ({ closeAt, status }) =>
  status === 'open' ? closeAt : undefined,
);

/** Keeps other turns from beginning or closing a month until this turn ends. */
export async function lockClosings(tx: Tx): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('month-closing'))`);
}

/** Which cases: of one customer, or of all (also of none). */
export interface CaseFilter {
  readonly customer: string | undefined;
  readonly fromAt: Instant;
  readonly toAt: Instant;
}

/** One text with all rows: reading 100,000 rows one by one takes the driver several times as long. */
interface Joined {
  readonly rows: string | null;
}

/** The tickets that were reported in a span, those that were taken back included, in the order of their numbers. */
export async function listTicketCases(tx: Tx, { customer, fromAt, toAt }: CaseFilter): Promise<TicketCase[]> {
  const [joined] = await tx.query<Joined>(
    `select string_agg('[' || id || ',' || figures::text || ']', ',' order by id) as rows from ticket
      where opened_at >= $1::timestamptz and opened_at < $2::timestamptz and ($3::text is null or customer = $3)
        and figures is not null`,
    [isoOf(fromAt), isoOf(toAt), customer],
  );
  const rows: [number, TicketFigures][] = JSON.parse(`[${joined?.rows ?? ''}]`);
  return rows.map(([id, figures]) => ({ id, ...figures }));
}

/** Tickets of a span whose figures were never stored: they are older than these. */
export async function listUncounted(tx: Tx, { customer, fromAt, toAt }: CaseFilter): Promise<StoredTicket[]> {
  const rows = await tx.query<BookRef & { id: TicketId; state: Ticket }>(
    `select ticket.id, ticket.state, version.id as version, version.hash
       from ticket join book_version version on version.id = ticket.book_version_id
      where opened_at >= $1::timestamptz and opened_at < $2::timestamptz and ($3::text is null or customer = $3)
        and figures is null order by ticket.id`,
    [isoOf(fromAt), isoOf(toAt), customer],
  );
  return rows.map(({ id, state, version, hash }) => ({ id, book: { version, hash }, ticket: state }));
}

/** Longest time from the beginning of a paper's row to the end of its quarter: until then it is not owed. */
const LONGEST_PERIOD = `interval '100 days'`;

/** What the figures read of a matter, by kind. Texts and names stay in the database. */
const MATTER_FIELDS = `
  'kind', feature, 'id', number, 'customer', customer, 'ticketId', ticket_id, 'status', status,
  'at', (extract(epoch from opened_at) * 1000)::bigint`;

/**
 * What was owed beside tickets and falls into a span, in order. A paper counts from its event: that of a month is owed
 * from the month's end. An inspection counts on its day (`days`: the dates of the span), all else when it began.
 */
export async function listMatterRows(
  tx: Tx,
  { customer, fromAt, toAt }: CaseFilter,
  days: { readonly from: string; readonly to: string },
): Promise<MatterRow[]> {
  const [joined] = await tx.query<Joined>(
    `with found as (
       select id, json_build_object(${MATTER_FIELDS}, 'told', state->'told', 'dueAt', state->'dueAt', 'person', state->'asked') as one
         from matter where feature = 'followup' and opened_at >= $1::timestamptz and opened_at < $2::timestamptz
          and ($3::text is null or customer = $3)
       union all
       select id, json_build_object(${MATTER_FIELDS}, 'told', state->'told', 'due', state->'due', 'person', state->'owner',
           'answeredAt', state->'answered'->'at', 'closedAt', state->'closedAt')
         from matter where feature = 'complaint' and opened_at >= $1::timestamptz and opened_at < $2::timestamptz
          and ($3::text is null or customer = $3)
       union all
       select id, json_build_object(${MATTER_FIELDS}, 'dueAt', state->'dueAt', 'late', state->'isOverdue', 'person', state->'askedBy',
           'metAt', state->'deliveredAt', 'isGone', exists (select 1 from ticket where id = ticket_id and status = 'withdrawn'))
         from matter where feature = 'part' and opened_at >= $1::timestamptz and opened_at < $2::timestamptz
          and ($3::text is null or customer = $3)
       union all
       select id, json_build_object(${MATTER_FIELDS}, 'askedAt', state->'askedAt', 'score', state->'given'->'score')
         from matter where feature = 'rating' and opened_at >= $1::timestamptz and opened_at < $2::timestamptz
          and ($3::text is null or customer = $3)
       union all
       select id, json_build_object(${MATTER_FIELDS}, 'paper', state->'paper', 'begunAt', state->'begunAt', 'told', state->'told',
           'dueAt', state->'at'->'overdue', 'metAt', state->'handedIn'->'at', 'person', state->'owner')
         from matter where feature = 'paper' and status <> 'running'
          and opened_at >= $1::timestamptz - ${LONGEST_PERIOD} and opened_at < $2::timestamptz
          and (state->>'begunAt')::bigint >= extract(epoch from $1::timestamptz) * 1000
          and (state->>'begunAt')::bigint < extract(epoch from $2::timestamptz) * 1000
          and ($3::text is null or customer = $3)
       union all
       select id, json_build_object(${MATTER_FIELDS}, 'date', state->'date', 'metAt', state->'finished'->'at', 'person', state->'owner')
         from matter where feature = 'inspection' and state->>'date' >= $4 and state->>'date' < $5
          and ($3::text is null or customer = $3)
       union all
       select id, json_build_object(${MATTER_FIELDS}, 'person', state->'to', 'untaken',
           exists (select 1 from matter_event where matter_id = matter.id and kind = 'duty.untaken'))
         from matter where feature = 'handoff' and opened_at >= $1::timestamptz and opened_at < $2::timestamptz and $3::text is null
     ) select string_agg(one::text, ',' order by id) as rows from found`,
    [isoOf(fromAt), isoOf(toAt), customer, days.from, days.to],
  );
  return JSON.parse(`[${joined?.rows ?? ''}]`);
}

/** A closed month, with the cases that are wanted. */
export interface ClosedMonth {
  readonly closedAt: Instant;
  readonly cases: readonly MonthCase[];
}

/** Finds a closed month: the cases of one customer, or of all; undefined: it is not closed. */
export async function findClosedMonth(
  tx: Tx,
  month: Month,
  customer: string | undefined,
): Promise<ClosedMonth | undefined> {
  const rows = await tx.query<{ at: Date; cases: string }>(
    `select closed_at as at, cases::text as cases from closed_month
      where month = $1 and ($2::text is null or customer in ($2, '')) order by customer`,
    [month, customer],
  );
  const [first] = rows;
  if (!first) return undefined;
  const cases = rows.flatMap((row): MonthCase[] => JSON.parse(row.cases));
  return {
    closedAt: first.at.getTime(),
    cases: customer === undefined ? cases : cases.filter((one) => one.customer === customer),
  };
}

/** Keeps the cases of a month for good. A month that is closed already stays as it is. */
export async function insertClosedMonth(tx: Tx, month: Month, { closedAt, cases }: ClosedMonth): Promise<void> {
  const byCustomer = Map.groupBy(cases, ({ customer }) => customer);
  for (const customer of new Set(['', ...byCustomer.keys()])) {
    await tx.query(
      `insert into closed_month (month, customer, closed_at, cases) values ($1, $2, $3::timestamptz, $4::json)
       on conflict do nothing`,
      [month, customer, isoOf(closedAt), JSON.stringify(byCustomer.get(customer) ?? [])],
    );
  }
}
