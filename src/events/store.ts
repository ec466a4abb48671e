import type { Tx } from '../db/database.ts';
import type { Logged } from '../desk/logged.ts';
import type { Ticket, TicketId } from '../desk/ticket/case/ticket.ts';
import type { ListedTicket } from '../desk/token/store.ts';
import { type Instant, isoOf } from '../lib/instant.ts';

/** An entry of the log of a ticket or a matter, without its words. */
export interface LoggedEvent {
  /** `ticket`, or the feature of a matter. */
  readonly of: string;
  readonly id: number;
  readonly seq: number;
  readonly kind: string;
  readonly by: string;
  readonly at: Instant;
  /** What was done, where one kind stands for several things. */
  readonly what: string | undefined;
  readonly customer: string;
  readonly status: string;
  /** Of a matter: the ticket that it belongs to. */
  readonly ticketId: number | undefined;
  /** Of a ticket's entry: the ticket as it is now. */
  readonly ticket: Pick<ListedTicket, 'id' | 'ticket' | 'dueAt'> | undefined;
}

interface EventRow {
  readonly of: string;
  readonly id: number;
  readonly seq: number;
  readonly kind: string;
  readonly by: string;
  readonly at: Date;
  readonly what: string | null;
  readonly customer: string;
  readonly status: string;
  readonly ticket_id: number | null;
}

/** What a transaction logged, in its order for each ticket and each matter. */
export async function findLogged(tx: Tx, logged: readonly Logged[]): Promise<LoggedEvent[]> {
  const isTicket = ({ of }: Logged) => of === 'ticket';
  const [tickets, matters] = [logged.filter(isTicket), logged.filter((each) => !isTicket(each))];
  const rows: EventRow[] = [];
  if (tickets.length > 0)
    rows.push(...(await tx.query<EventRow>(OF_TICKETS, [tickets.map(({ id }) => id), tickets.map(countOf)])));
  if (matters.length > 0) {
    const features = matters.map(({ of }) => of);
    rows.push(...(await tx.query<EventRow>(OF_MATTERS, [features, matters.map(({ id }) => id), matters.map(countOf)])));
  }
  return withTickets(tx, rows);
}

function countOf({ count }: Logged): number {
  return count;
}

const TICKET_EVENT = `'ticket' as of, event.ticket_id as id, event.seq, event.kind, event.by, event.at,
  event.data->>'what' as what, ticket.customer, ticket.status, null::int as ticket_id`;

const OF_TICKETS = `
  select ${TICKET_EVENT}
    from unnest($1::int[], $2::int[]) with ordinality as noted (id, count, position)
    join ticket on ticket.id = noted.id join ticket_event event on event.ticket_id = noted.id
   where event.seq > (select max(seq) from ticket_event where ticket_id = noted.id) - noted.count
   order by noted.position, event.seq`;

const MATTER_EVENT = `matter.feature as of, matter.number as id, event.seq::int, event.kind, event.by, event.at,
  null as what, matter.customer, matter.status, matter.ticket_id`;

/** The log of a matter counted from 1: its entries have no numbers of their own. */
const COUNTED = `
  select matter_id, kind, by, at, row_number() over (partition by matter_id order by id) as seq,
    count(*) over (partition by matter_id) as total from matter_event`;

const OF_MATTERS = `
  select ${MATTER_EVENT}
    from unnest($1::text[], $2::int[], $3::int[]) with ordinality as noted (feature, number, count, position)
    join matter on matter.feature = noted.feature and matter.number = noted.number
    cross join lateral (${COUNTED} where matter_id = matter.id) event
   where event.seq > event.total - noted.count
   order by noted.position, event.seq`;

/** From where a replay goes on: behind this entry. */
export type Cursor = Pick<LoggedEvent, 'at' | 'of' | 'id' | 'seq'>;

/** The first `limit` entries of all logs behind a cursor, by instant. */
export async function listBehind(tx: Tx, { at, of, id, seq }: Cursor, limit: number): Promise<LoggedEvent[]> {
  const rows = await tx.query<EventRow>(
    `select * from (
       select ${TICKET_EVENT} from ticket_event event join ticket on ticket.id = event.ticket_id
        where event.at >= $1::timestamptz
       union all
       select ${MATTER_EVENT} from (${COUNTED}) event join matter on matter.id = event.matter_id
        where event.at >= $1::timestamptz) logged
      where (at, of, id, seq) > ($1::timestamptz, $2, $3::int, $4::int) order by at, of, id, seq limit $5::int`,
    [isoOf(at), of, id, seq, limit],
  );
  return withTickets(tx, rows);
}

/** When an entry of a log was written; undefined: there is no such entry. */
export async function findEntryAt(tx: Tx, ticketId: number, seq: number): Promise<Instant | undefined> {
  const [row] = await tx.query<{ at: Date }>(
    'select at from ticket_event where ticket_id = $1::int and seq = $2::int',
    [ticketId, seq],
  );
  return row?.at.getTime();
}

async function withTickets(tx: Tx, rows: readonly EventRow[]): Promise<LoggedEvent[]> {
  const ids = [...new Set(rows.flatMap(({ of, id }) => (of === 'ticket' ? [id] : [])))];
  const found = ids.length === 0 ? [] : await tx.query<TicketRow>(TICKETS, [ids]);
  const tickets = new Map(
    found.map(({ id, state, promise_at }) => [id, { id: id as TicketId, ticket: state, dueAt: promise_at?.getTime() }]),
  );
  return rows.map(({ at, what, ticket_id, ...row }) => ({
    ...row,
    at: at.getTime(),
    what: what ?? undefined,
    ticketId: ticket_id ?? undefined,
    ticket: row.of === 'ticket' ? tickets.get(row.id) : undefined,
  }));
}

interface TicketRow {
  readonly id: number;
  readonly state: Ticket;
  readonly promise_at: Date | null;
}

const TICKETS = 'select id, state, promise_at from ticket where id = any ($1::int[])';
