import type { Tx } from '../../db/database.ts';
import { type Instant, isoOf } from '../../lib/instant.ts';
import type { BookRef } from '../book/store.ts';
import { createMatterStore } from '../matter/store.ts';
import type { TicketFigures } from '../ticket/case/figures.ts';
import type { StoredTicket } from '../ticket/case/loaded.ts';
import type { Ticket, TicketId } from '../ticket/case/ticket.ts';
import type { Closing, ClosingEntry } from './closing.ts';
import type { CaseGroup, MatterKind, TicketGroup } from './figure/case.ts';
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
  readonly month: Month;
  readonly fromAt: Instant;
  readonly toAt: Instant;
}

/** Tickets that are counted alike: `TicketFigures` as JSON, and the number and times of each. */
interface GroupRow {
  readonly figures: string;
  readonly cases: string;
}

/**
 * The tickets that were reported in a span, those that were taken back included, in no order. The database groups them: a text
 * for each group is read in a tenth of the time that a row for each ticket takes.
 */
export async function listTicketGroups(tx: Tx, { customer, fromAt, toAt, month }: CaseFilter): Promise<TicketGroup[]> {
  const rows = await tx.query<GroupRow>(
    `select figures, string_agg('[' || id || ',' || substr(times, 2), ',') as cases from ticket
      where opened_at >= $1::timestamptz and opened_at < $2::timestamptz and ${ofCustomer(customer)} and figures is not null
      group by figures`,
    [isoOf(fromAt), isoOf(toAt), customer],
  );
  return rows.map(({ figures, cases }) => ({
    ...(JSON.parse(figures) as TicketFigures),
    month,
    cases: JSON.parse(`[${cases}]`),
  }));
}

/** Tickets of a span whose figures were never stored: they are older than these. */
export async function listUncounted(tx: Tx, { customer, fromAt, toAt }: CaseFilter): Promise<StoredTicket[]> {
  const rows = await tx.query<BookRef & { id: TicketId; state: Ticket }>(
    `select ticket.id, ticket.state, version.id as version, version.hash
       from ticket join book_version version on version.id = ticket.book_version_id
      where opened_at >= $1::timestamptz and opened_at < $2::timestamptz and ${ofCustomer(customer)} and figures is null order by ticket.id`,
    [isoOf(fromAt), isoOf(toAt), customer],
  );
  return rows.map(({ id, state, version, hash }) => ({ id, book: { version, hash }, ticket: state }));
}

/** Longest time from the beginning of a paper's row to the end of its quarter: until then it is not owed. */
const LONGEST_PERIOD = `interval '100 days'`;

const BEGAN = 'opened_at >= $1::timestamptz and opened_at < $2::timestamptz';

/** What is read of a kind of matters, besides customer and status, and which of them fall into the span. */
interface MatterQuery {
  readonly columns: readonly string[];
  readonly when: string;
}

/** Columns as `MatterRow` has them. Texts and names stay in the database. */
const MATTERS: Readonly<Record<MatterKind, MatterQuery>> = {
  followup: { columns: [`state->>'asked' as person`, `state->'told' ? 'overdue' as late`], when: BEGAN },
  complaint: {
    columns: [
      `state->>'owner' as person`,
      `state->'told' ? 'first-answer-breached' as late`,
      `state->'told' ? 'closure-breached' as "closedLate"`,
      `state->'answered' is not null as answered`,
    ],
    when: BEGAN,
  },
  part: {
    columns: [
      `state->>'askedBy' as person`,
      `coalesce((state->>'isOverdue')::boolean, false) as late`,
      `state->'deliveredAt' is not null as done`,
      `state->'dueAt' is not null as limited`,
      `exists (select 1 from ticket where ticket.id = ticket_id and ticket.status = 'withdrawn') as gone`,
    ],
    when: BEGAN,
  },
  rating: {
    columns: [`state->'askedAt' is not null as asked`, `(state->'given'->>'score')::int as score`],
    when: BEGAN,
  },
  paper: {
    columns: [`state->>'owner' as person`, `state->>'paper' as paper`, `state->'told' ? 'overdue' as late`],
    when: `status <> 'running' and opened_at >= $1::timestamptz - ${LONGEST_PERIOD} and opened_at < $2::timestamptz
      and (state->>'begunAt')::bigint >= extract(epoch from $1::timestamptz) * 1000
      and (state->>'begunAt')::bigint < extract(epoch from $2::timestamptz) * 1000`,
  },
  inspection: {
    columns: [`state->>'owner' as person`, `state->>'date' as date`, `(state->'finished'->>'at')::bigint as "doneAt"`],
    when: `state->>'date' >= $1 and state->>'date' < $2`,
  },
  handoff: {
    columns: [
      `state->>'to' as person`,
      `exists (select 1 from matter_event where matter_id = matter.id and kind = 'duty.untaken') as untaken`,
    ],
    when: BEGAN,
  },
};

/** Matters whose columns are equal come as one row, with the number and the ticket of each. */
function matterSql(kind: MatterKind, customer: string | undefined): string {
  const { columns, when } = MATTERS[kind];
  const all = ['customer', 'status', ...columns];
  return `select '${kind}' as kind, ${all.join(', ')},
      string_agg('[' || number || ',' || coalesce(ticket_id::text, 'null') || ']', ',') as cases
    from matter where feature = '${kind}' and ${when} and ${ofCustomer(customer)}
    group by ${all.map((_, place) => place + 2).join(', ')}`;
}

/** The condition on `$3`, the customer: two texts, so that the index on customers is used where one is asked for. */
function ofCustomer(customer: string | undefined): string {
  return customer === undefined ? '$3::text is null' : 'customer = $3';
}

/**
 * What was owed beside tickets and falls into a span. A paper counts from its event: that of a month is owed from the
 * month's end. An inspection counts on its day (`days`: the dates of the span), all else when it began.
 */
export async function listMatterRows(
  tx: Tx,
  { customer, fromAt, toAt }: CaseFilter,
  days: { readonly from: string; readonly to: string },
): Promise<MatterRow[]> {
  const found: MatterRow[] = [];
  for (const kind of Object.keys(MATTERS) as MatterKind[]) {
    const span = kind === 'inspection' ? [days.from, days.to] : [isoOf(fromAt), isoOf(toAt)];
    const rows = await tx.query<{ readonly cases: string }>(matterSql(kind, customer), [...span, customer]);
    for (const row of rows) found.push({ ...row, cases: JSON.parse(`[${row.cases}]`) } as MatterRow);
  }
  return found;
}

/** A closed month, with the cases that are wanted. */
export interface ClosedMonth {
  readonly closedAt: Instant;
  readonly groups: readonly CaseGroup[];
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
  const groups = rows.flatMap((row): CaseGroup[] => JSON.parse(row.cases));
  return {
    closedAt: first.at.getTime(),
    groups: customer === undefined ? groups : groups.filter((group) => group.customer === customer),
  };
}

/** Keeps the cases of a month for good. A month that is closed already stays as it is. */
export async function insertClosedMonth(tx: Tx, month: Month, { closedAt, groups }: ClosedMonth): Promise<void> {
  const byCustomer = Map.groupBy(groups, ({ customer }) => customer);
  for (const customer of new Set(['', ...byCustomer.keys()])) {
    await tx.query(
      `insert into closed_month (month, customer, closed_at, cases) values ($1, $2, $3::timestamptz, $4::json)
       on conflict do nothing`,
      [month, customer, isoOf(closedAt), JSON.stringify(byCustomer.get(customer) ?? [])],
    );
  }
}
