import { columnsOf, type RowOf } from '../../db/columns.ts';
import type { Tx } from '../../db/database.ts';
import { type Instant, isoOf } from '../../lib/instant.ts';
import type { BookRef } from '../book/store.ts';
import { recordSettings } from '../chain/setting/store.ts';
import type { MatterFeature } from '../matter/store.ts';
import type { Entry } from '../ticket/case/entry.ts';
import type { Ticket, TicketId } from '../ticket/case/ticket.ts';
import type { ExportFilter, ExportKind } from './export.ts';

/** Reads rows page by page, each page behind the last row of the one before, and keeps the record of exports. */

/** How many rows a page has. */
export const PAGE = 500;

const TICKET = columnsOf('Ticket', 'id', 'state');

export interface TicketRow {
  readonly id: TicketId;
  readonly ticket: Ticket;
  readonly book: BookRef;
}

/** Tickets that were reported in the period, behind the ticket `after`, in the order of their numbers. */
export async function pageOfTickets(tx: Tx, filter: ExportFilter, after: number): Promise<TicketRow[]> {
  const rows = await tx.query<RowOf<typeof TICKET, { state: Ticket }> & BookRef>(
    `select ${TICKET}, version.id as version, version.hash
       from ticket join book_version version on version.id = ticket.book_version_id
      where ticket.id > $1::int and ${inFilter('ticket', 'opened_at')} order by ticket.id limit ${PAGE}`,
    [after, ...valuesOf(filter)],
  );
  return rows.map(({ id, state, version, hash }) => ({ id: id as TicketId, ticket: state, book: { version, hash } }));
}

export interface EntryRow {
  readonly ticketId: TicketId;
  readonly seq: number;
  readonly entry: Entry;
  readonly facts: Ticket['facts'];
  readonly book: BookRef;
}

interface StoredEntry {
  readonly ticket_id: TicketId;
  readonly seq: number;
  readonly at: Date;
  readonly kind: string;
  readonly by: string;
  readonly data: { readonly staff: boolean };
}

/** How many tickets' entries a page has. */
const LOGS = 100;

/**
 * Entries that were written in the period, of the next tickets behind `after`, by ticket and in the order of each log.
 * `last`: the ticket that the next page begins behind; undefined: the last one is behind. A page may be empty before that.
 */
export async function pageOfEntries(
  tx: Tx,
  { fromAt, untilAt, ...whose }: ExportFilter,
  after: number,
): Promise<{ readonly rows: EntryRow[]; readonly last: number | undefined }> {
  // What a ticket has for all of its entries is read once.
  const tickets = await tx.query<BookRef & { id: TicketId; facts: Ticket['facts'] }>(
    `select ticket.id, ticket.state->'facts' as facts, version.id as version, version.hash
       from ticket join book_version version on version.id = ticket.book_version_id
      where ticket.id > $1::int and ${inFilter('ticket', 'opened_at')} order by ticket.id limit ${LOGS}`,
    [after, ...valuesOf({ ...whose, untilAt })],
  );
  const byId = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  const entries = await tx.query<StoredEntry>(
    `select ticket_id, seq, at, kind, by, data from ticket_event
      where ticket_id = any ($1::int[]) and ($2::timestamptz is null or at >= $2::timestamptz)
        and ($3::timestamptz is null or at < $3::timestamptz)
      order by ticket_id, seq`,
    [[...byId.keys()], ...instants({ fromAt, untilAt })],
  );
  const rows = entries.flatMap(({ ticket_id, seq, at, kind, by, data }) => {
    const { facts, version = 0, hash = '' } = byId.get(ticket_id) ?? {};
    const { staff, ...rest } = data;
    const entry = { at: at.getTime(), kind, by, staff, data: rest } as Entry;
    return facts ? [{ ticketId: ticket_id, seq, entry, facts, book: { version, hash } }] : [];
  });
  return { rows, last: tickets.at(-1)?.id };
}

export interface MatterRow<S> {
  readonly id: number;
  readonly number: number;
  readonly feature: string;
  readonly state: S;
  readonly openedAt: Instant;
}

/** Matters of these features that began in the period, behind the row `after`, in the order in which they began. */
export async function pageOfMatters<S>(
  tx: Tx,
  features: readonly MatterFeature[],
  filter: ExportFilter,
  after: number,
): Promise<MatterRow<S>[]> {
  const rows = await tx.query<{ id: number; number: number; feature: string; state: S; opened_at: Date }>(
    `select matter.id, matter.number, matter.feature, matter.state, matter.opened_at from matter
      where matter.id > $1::int and matter.feature = any ($8::text[]) and ${inFilter('matter', 'opened_at')}
      order by matter.id limit ${PAGE}`,
    [after, ...valuesOf(filter), [...features]],
  );
  return rows.map(({ opened_at, ...row }) => ({ ...row, openedAt: opened_at.getTime() }));
}

/** How many tickets each device had in the period, withdrawn ones left out: customer, device, count. */
export async function countByDevice(
  tx: Tx,
  filter: ExportFilter,
): Promise<readonly { readonly customer: string; readonly device: string; readonly count: number }[]> {
  return tx.query(
    `select customer, state->'facts'->>'device' as device, count(*)::int as count from ticket
      where $1::int = 0 and status <> 'withdrawn' and state->'facts'->>'device' is not null
        and ${inFilter('ticket', 'opened_at')}
      group by 1, 2`,
    [0, ...valuesOf(filter)],
  );
}

/** How many tickets, entries or matters a list would have. */
export async function countRows(
  tx: Tx,
  of: 'ticket' | 'ticket_event' | readonly MatterFeature[],
  filter: ExportFilter,
): Promise<number> {
  const from = {
    ticket: `ticket where $1::text[] is null and ${inFilter('ticket', 'opened_at')}`,
    ticket_event: `ticket_event event join ticket on ticket.id = event.ticket_id
      where $1::text[] is null and ${inFilter('ticket', 'at', 'event')}`,
    matter: `matter where matter.feature = any ($1::text[]) and ${inFilter('matter', 'opened_at')}`,
  }[typeof of === 'string' ? of : 'matter'];
  const [row] = await tx.query<{ count: number }>(`select count(*)::int as count from ${from}`, [
    typeof of === 'string' ? null : [...of],
    ...valuesOf(filter),
  ]);
  return row?.count ?? 0;
}

/** `$2` to `$7` of every statement here. Matters have no assignee. */
function inFilter(table: 'ticket' | 'matter', at: string, timed: string = table): string {
  return `($2::timestamptz is null or ${timed}.${at} >= $2::timestamptz)
    and ($3::timestamptz is null or ${timed}.${at} < $3::timestamptz)
    and ($4::text is null or ${table}.customer = $4::text) and ${table}.customer <> all ($5::text[])
    and ($6::text[] is null or ${table}.status = any ($6::text[]))
    and ($7::text is null${table === 'ticket' ? ' or ticket.assignee = $7::text' : ''})`;
}

function valuesOf({ customer, closed, statuses, assignee, ...period }: ExportFilter): unknown[] {
  return [...instants(period), customer ?? null, [...closed], statuses ? [...statuses] : null, assignee ?? null];
}

function instants({ fromAt, untilAt }: Pick<ExportFilter, 'fromAt' | 'untilAt'>): (string | null)[] {
  return [fromAt, untilAt].map((instant) => (instant === undefined ? null : isoOf(instant)));
}

/** One file that was taken out. */
export interface ExportRecord {
  readonly at: Instant;
  /** Key of a person, `customer` or `operator`. */
  readonly by: string;
  /** Chat name of the customer's person; empty for all others. */
  readonly who: string;
  /** `month`: the figures of a month. `person`: all about one person. `access`: who saw what of a customer. */
  readonly what: ExportKind | 'evidence' | 'month' | 'person' | 'access';
  /** Number of the case, `T-3`; empty for lists. */
  readonly about: string;
  readonly filter: Pick<ExportFilter, 'fromAt' | 'untilAt' | 'customer'>;
  readonly format: string;
  readonly rows: number;
  /** SHA-256 of the file, in hex. */
  readonly sha256: string;
}

/** Adds to the record of exports. */
export async function insertRecord(tx: Tx, { filter, at, ...record }: ExportRecord): Promise<void> {
  const date = (instant: Instant | undefined) => (instant === undefined ? null : new Date(instant));
  const { fromAt, untilAt, customer = null } = filter;
  const { id } = await tx.prisma.exportRecord.create({
    data: { ...record, at: new Date(at), customer, fromAt: date(fromAt), untilAt: date(untilAt) },
    select: { id: true },
  });
  await recordSettings(tx, { setting: 'export', about: [String(id)], by: record.by, at });
}

/** A file that belongs to a case. */
export interface CaseFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** In hex. */
  readonly sha256: string;
  readonly at: Instant;
}

/** The files that were uploaded for a ticket, and those that the desk made (`made`: their ids), the oldest first. */
export async function listCaseFiles(tx: Tx, ticketId: number, made: readonly number[]): Promise<CaseFile[]> {
  const rows = await tx.query<Omit<CaseFile, 'at'> & { at: Date }>(
    `select name, media_type as "mediaType", bytes, sha256, at from attachment where ticket_id = $1::int
     union all
     select name, media_type, length(bytes), encode(sha256(bytes), 'hex'), at from made_file where id = any ($2::bigint[])
     order by at, name`,
    [ticketId, [...made]],
  );
  return rows.map(({ at, ...file }) => ({ ...file, at: at.getTime() }));
}
