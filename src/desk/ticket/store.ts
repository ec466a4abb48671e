import type { KeptFile } from '../../chat/event.ts';
import type { ChatPlace } from '../../chat/place.ts';
import { columnsOf, type RowOf, type TableRow } from '../../db/columns.ts';
import type { Database, Tx } from '../../db/database.ts';
import { type Instant, isoOf, isoOrNull } from '../../lib/instant.ts';
import type { BookRef } from '../book/store.ts';
import { chained, chainedJson, LINKED_COLUMNS } from '../chain/rows.ts';
import { noteLogged } from '../logged.ts';
import { insertWords, updateWords } from '../words/store.ts';
import type { Entry } from './case/entry.ts';
import type { StoredBeside, StoredTicket } from './case/loaded.ts';
import { ticketOfSubject } from './case/names.ts';
import type { Ticket, TicketId } from './case/ticket.ts';
import { GOING_ON } from './going-on.ts';

const TICKET = columnsOf('Ticket', 'id', 'state', 'next_due_at');
const TICKETS = `select ${TICKET}, version.id as version, version.hash
  from ticket join book_version version on version.id = ticket.book_version_id`;

interface TicketRow extends RowOf<typeof TICKET, { state: Ticket }>, BookRef {}

/** Finds a ticket and locks it until the turn ends. */
export async function lockTicket(tx: Tx, id: TicketId): Promise<StoredTicket | undefined> {
  const rows = await tx.query<TicketRow>(`${TICKETS} where ticket.id = $1 for update of ticket`, [id]);
  return rows.map(stored)[0];
}

export async function findTicket(tx: Tx, id: TicketId): Promise<StoredTicket | undefined> {
  const rows = await tx.query<TicketRow>(`${TICKETS} where ticket.id = $1`, [id]);
  return rows.map(stored)[0];
}

/** Locks the ticket that is due first, at or before `until`, without `skip` and rows that another transaction holds. */
export async function lockDueTicket(
  tx: Tx,
  until: Instant,
  skip: readonly number[],
): Promise<(StoredTicket & { dueAt: Instant }) | undefined> {
  const [row] = await tx.query<TicketRow>(
    `${TICKETS}
      where ticket.next_due_at is not null and ticket.next_due_at <= $1::timestamptz and ticket.id <> all ($2::int[])
      order by ticket.next_due_at, ticket.id limit 1 for update of ticket skip locked`,
    [isoOf(until), skip],
  );
  return row?.next_due_at ? { ...stored(row), dueAt: row.next_due_at.getTime() } : undefined;
}

/**
 * The tickets whose cards or pings stand in a thread, or begin it, in the order of their numbers. In place of a duplicate
 * or merged ticket it names the one in which the work goes on.
 */
export async function listTicketsInThread(tx: Tx, { platform, channelId, threadId }: ChatPlace): Promise<TicketId[]> {
  if (threadId === '') return [];
  const rows = await tx.query<Pick<TableRow<'PostedCard'>, 'subject'>>(
    'select subject from posted_card where platform = $1 and channel = $2 and thread_id = $3',
    [platform, channelId, threadId],
  );
  const ids = rows.flatMap(({ subject }) => ticketOfSubject(subject) ?? []);
  const going = ids.length === 0 ? [] : await tx.query<{ id: TicketId }>(GOING_ON, [ids]);
  return going.map(({ id }) => id);
}

export interface TicketFilter {
  readonly customer?: string;
  readonly assignee?: string;
  /** Only those that count by an older version of the book. */
  readonly olderThan?: number;
  readonly limit: number;
}

/** Tickets that are neither closed nor withdrawn, the earliest due first, those without a running clock last. */
export async function listOpenTickets(tx: Tx, filter: TicketFilter): Promise<StoredTicket[]> {
  const rows = await tx.query<TicketRow>(
    `${TICKETS}
      where status in ('open', 'resolved') and ($1::text is null or customer = $1) and ($2::text is null or assignee = $2)
        and ($4::int is null or book_version_id < $4) order by ticket.next_due_at nulls last, ticket.id limit $3`,
    [filter.customer, filter.assignee, filter.limit, filter.olderThan],
  );
  return rows.map(stored);
}

/** How many tickets are neither closed nor withdrawn. */
export async function countOpenTickets(tx: Tx, { olderThan, ...whose }: Omit<TicketFilter, 'limit'>): Promise<number> {
  const version = olderThan === undefined ? {} : { bookVersionId: { lt: olderThan } };
  return tx.prisma.ticket.count({ where: { ...whose, ...version, status: { in: ['open', 'resolved'] } } });
}

/** A customer's tickets that were reported in `[fromAt, toAt)` and not withdrawn, in the order of their numbers. */
export async function listTicketsReported(
  tx: Tx,
  filter: { customer: string; fromAt: Instant; toAt: Instant; limit: number },
): Promise<StoredTicket[]> {
  const { customer, fromAt, toAt, limit } = filter;
  const rows = await tx.query<TicketRow>(
    `${TICKETS}
      where customer = $1 and status <> 'withdrawn' and opened_at >= $2::timestamptz and opened_at < $3::timestamptz
      order by ticket.id limit $4`,
    [customer, isoOf(fromAt), isoOf(toAt), limit],
  );
  return rows.map(stored);
}

/** A customer's tickets about one site since an instant, the newest first; withdrawn ones are left out. */
export async function listTicketsOfSite(
  tx: Tx,
  filter: { customer: string; site: string; sinceAt: Instant | undefined; limit: number },
): Promise<readonly { ticketId: TicketId; title: string; status: Ticket['status'] }[]> {
  const { customer, site, sinceAt, limit } = filter;
  return tx.query(
    `select id as "ticketId", title, status from ticket
      where customer = $1 and status <> 'withdrawn' and state->'facts'->>'site' = $2
        and ($3::timestamptz is null or opened_at > $3::timestamptz)
      order by id desc limit $4`,
    [customer, site, isoOrNull(sinceAt), limit],
  );
}

/** The unresolved tickets of one person, or without one all of them, locked until the turn ends. */
export async function lockOpenTicketsOf(tx: Tx, assignee?: string): Promise<StoredTicket[]> {
  const rows = await tx.query<TicketRow>(
    `${TICKETS} where ticket.status = 'open' and ($1::text is null or ticket.assignee = $1) order by ticket.id for update of ticket`,
    [assignee],
  );
  return rows.map(stored);
}

/** Stores a new ticket with its first entries and returns its id. Without `words` no search finds it. */
export async function insertTicket(
  tx: Tx,
  bookVersion: number,
  ticket: Ticket,
  added: readonly Entry[],
  beside: StoredBeside,
): Promise<TicketId> {
  const [row] = await tx.query<Pick<TableRow<'Ticket'>, 'id'>>(
    `with recursive numbered as (select nextval(pg_get_serial_sequence('ticket', 'id'))::int as id),
     ${chained('$11', `select 'ticket/' || id from numbered`)},
     opened as (
       insert into ticket (id, book_version_id, customer, kind, status, level, assignee, title, state, opened_at, next_due_at, log_hash,
         figures, times, promise_at)
       select id, $1::int, $2, $3, $4, $5, $6, $7, $8::jsonb, $9::timestamptz, $10::timestamptz, (select hash from chain_end),
         $14, $15, $16::timestamptz from numbered
       returning id, customer, status, opened_at
     ), logged as (
       insert into ticket_event (ticket_id, ${LINKED_COLUMNS}) select opened.id, ${LINKED_COLUMNS} from opened, linked
     ), worded as (${insertWords('opened', '$12', '$13')}) select id from opened`,
    [
      bookVersion,
      ticket.facts.customer,
      ticket.facts.kind,
      ticket.status,
      ticket.level,
      ticket.assignee,
      ticket.facts.title,
      JSON.stringify(ticket),
      isoOf(ticket.reportedAt),
      isoOrNull(beside.nextDueAt),
      logRows(added, 0),
      ...valuesBeside(beside),
    ],
  );
  if (!row) throw new Error('the new ticket has no id');
  noteLogged(tx, { of: 'ticket', id: row.id, count: added.length });
  return row.id as TicketId;
}

/** Stores what a turn added to a ticket in one statement: log, row, and words that it is found by. */
export async function saveTicket(
  tx: Tx,
  id: TicketId,
  ticket: Ticket,
  added: readonly Entry[],
  beside: StoredBeside,
  bookVersion?: number,
): Promise<void> {
  await tx.query(
    `with recursive ${chained('$7', `select log_hash from ticket where id = $1::int and log_hash <> ''`)},
     logged as (
       insert into ticket_event (ticket_id, ${LINKED_COLUMNS}) select $1::int, ${LINKED_COLUMNS} from linked
     ), worded as (${updateWords('$1::int', '$2', '$8', '$9')})
     update ticket set status = $2, level = $3, assignee = $4, state = $5::jsonb, next_due_at = $6::timestamptz,
       figures = coalesce($10, figures), times = coalesce($11, times), promise_at = $12::timestamptz,
       book_version_id = coalesce($13::int, book_version_id), log_hash = coalesce((select hash from chain_end), log_hash) where id = $1::int`,
    [
      id,
      ticket.status,
      ticket.level,
      ticket.assignee,
      JSON.stringify(ticket),
      isoOrNull(beside.nextDueAt),
      logRows(added, ticket.entries - added.length),
      ...valuesBeside(beside),
      bookVersion,
    ],
  );
  noteLogged(tx, { of: 'ticket', id, count: added.length });
}

/** The last values of both statements. */
function valuesBeside({ words, counted, promiseAt }: StoredBeside) {
  return [words?.told, words?.team, counted?.[0], counted?.[1], isoOrNull(promiseAt)];
}

/** Sets when a ticket was reported: one that was merged into it was reported earlier. */
export async function moveReport(tx: Tx, id: TicketId, reportedAt: Instant): Promise<void> {
  await tx.query('update ticket set opened_at = $2::timestamptz where id = $1', [id, isoOf(reportedAt)]);
}

/** Stores the metadata of files that came with a ticket. */
export async function insertAttachments(
  tx: Tx,
  ticketId: TicketId,
  files: readonly (KeptFile & { readonly name: string })[],
  now: Instant,
): Promise<void> {
  await tx.prisma.attachment.createMany({ data: files.map((file) => ({ ...file, ticketId, at: new Date(now) })) });
}

/** Finds an attached file by its id, outside a turn. */
export async function findAttachment(
  { prisma }: Pick<Database, 'prisma'>,
  id: string,
): Promise<{ name: string; mediaType: string } | undefined> {
  const select = { name: true, mediaType: true };
  return (await prisma.attachment.findUnique({ where: { id }, select })) ?? undefined;
}

/** The whole log of a ticket, in order. */
export async function listEntries(tx: Tx, id: TicketId): Promise<Entry[]> {
  const sql = `select ${EVENT} from ticket_event where ticket_id = $1 order by seq`;
  const rows = await tx.query<RowOf<typeof EVENT, { data: { readonly staff: boolean } & Entry['data'] }>>(sql, [id]);
  return rows.map(
    ({ at, kind, by, data: { staff, ...data } }) => ({ at: at.getTime(), kind, by, staff, data }) as Entry,
  );
}

const EVENT = columnsOf('TicketEvent', 'at', 'kind', 'by', 'data');

function logRows(added: readonly Entry[], before: number): string {
  return chainedJson(
    added.map(({ at, kind, by, staff, data }, index) => ({
      ...{ seq: before + index + 1, at, kind, by },
      data: { ...data, staff },
    })),
  );
}

function stored(row: TicketRow): StoredTicket {
  return { id: row.id as TicketId, book: { version: row.version, hash: row.hash }, ticket: row.state };
}
