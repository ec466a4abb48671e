import { columnsOf, type RowOf, type TableRow } from '../../db/columns.ts';
import type { Tx } from '../../db/database.ts';
import type { Instant } from '../../lib/instant.ts';
import type { Paper } from '../paper/paper.ts';
import type { SparePart } from '../part/part.ts';
import type { Ticket, TicketId } from '../ticket/case/ticket.ts';

/** The newest few of a kind, and how many there are. */
export interface Newest<T> {
  readonly count: number;
  readonly rows: readonly T[];
}

/** A matter's number and state. */
export interface StoredState<S> {
  readonly id: number;
  readonly state: S;
}

/** A customer's finished papers, the one handed in last first; those of withdrawn tickets are left out. */
export async function newestArchived(tx: Tx, customer: string, limit: number): Promise<Newest<StoredState<Paper>>> {
  return newest(
    await tx.query<Counted<Paper>>(
      `select number as id, ${STATE}, count(*) over ()::int as count from matter
        where feature = 'paper' and customer = $1 and status = 'archived' and not ${OF_WITHDRAWN}
        order by (state->'handedIn'->>'at')::bigint desc nulls last, id desc limit $2`,
      [customer, limit],
    ),
  );
}

/** How many papers of a customer are owed, or wait to be checked or approved. */
export async function countPapersToCome(tx: Tx, customer: string): Promise<number> {
  return tx.prisma.matter.count({
    where: { feature: 'paper', customer, status: { in: ['open', 'delivered', 'accepted'] } },
  });
}

/** The parts that were replaced for a customer, the latest first. */
export async function newestReplaced(tx: Tx, customer: string, limit: number): Promise<Newest<StoredState<SparePart>>> {
  return newest(
    await tx.query<Counted<SparePart>>(
      `select number as id, ${STATE}, count(*) over ()::int as count from matter
        where feature = 'part' and customer = $1 and status in ('delivered', 'returned')
        order by (state->>'deliveredAt')::bigint desc nulls last, id desc limit $2`,
      [customer, limit],
    ),
  );
}

/** A ticket with an approved plan: the plan, and when the last approver agreed. */
export interface Change {
  readonly id: TicketId;
  readonly title: string;
  readonly plan: string;
  readonly at: Instant;
}

/**
 * A customer's changes from the log, the latest first. An approval that passes the plan on to another approver does not
 * count yet.
 */
export async function newestChanges(tx: Tx, customer: string, limit: number): Promise<Newest<Change>> {
  const rows = await tx.query<ChangeRow>(
    `select ${TICKET}, coalesce(word.data->>'wording', '') as plan, word.at, count(*) over ()::int as count
       from ticket cross join lateral (
         select at, data from ticket_event
          where ticket_id = ticket.id and kind = 'ticket.updated' and data->>'what' = 'approve-plan'
            and not data ? 'waitsFor' order by seq desc limit 1
       ) as word
      where ticket.customer = $1 and ticket.status <> 'withdrawn' order by word.at desc, ticket.id desc limit $2`,
    [customer, limit],
  );
  return newest(rows.map((row) => ({ ...row, id: row.id as TicketId, at: row.at.getTime() })));
}

/** A ticket in the list of a customer's cases. */
export interface Case {
  readonly id: TicketId;
  readonly ticket: Ticket;
}

/** A part of a customer's tickets, the newest first; without `customer` of all but those `closed`. Withdrawn ones are left out. */
export async function listCases(
  tx: Tx,
  customer: string | undefined,
  {
    skip,
    count,
    closed = [],
  }: { readonly skip: number; readonly count: number; readonly closed?: readonly string[] | undefined },
): Promise<Newest<Case>> {
  const where = `status <> 'withdrawn' and ($1::text is null or customer = $1) and customer <> all ($2::text[])`;
  const rows = await tx.query<RowOf<typeof CASE, { state: Ticket }>>(
    `select ${CASE} from ticket where ${where} order by id desc limit $3 offset $4`,
    [customer, closed, count, skip],
  );
  const [all] = await tx.query<{ count: number }>(`select count(*)::int as count from ticket where ${where}`, [
    customer,
    closed,
  ]);
  return { count: all?.count ?? 0, rows: rows.map(({ id, state }) => ({ id: id as TicketId, ticket: state })) };
}

const STATE = columnsOf('Matter', 'state');
/** Whether a row of `matter` is about a ticket that was withdrawn. */
const OF_WITHDRAWN = `exists (select from ticket where ticket.id = matter.ticket_id and ticket.status = 'withdrawn')`;
const TICKET = columnsOf('Ticket', 'id', 'title');
const CASE = columnsOf('Ticket', 'id', 'state');

type Counted<S> = RowOf<typeof STATE, { state: S }> & { readonly id: number; readonly count: number };
type ChangeRow = RowOf<typeof TICKET> &
  Pick<TableRow<'TicketEvent'>, 'at'> & { readonly plan: string; readonly count: number };

function newest<T extends { readonly count: number }>(rows: readonly T[]): Newest<T> {
  return { count: rows[0]?.count ?? 0, rows };
}
