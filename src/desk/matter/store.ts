import { columnsOf, type RowOf, type TableRow } from '../../db/columns.ts';
import type { Tx } from '../../db/database.ts';
import type { Instant } from '../../lib/instant.ts';
import type { BookRef } from '../book/store.ts';
import type { DeskTurn, DueSource } from '../desk.ts';
import type { StoredTicket } from '../ticket/case/loaded.ts';
import type { Ticket, TicketId } from '../ticket/case/ticket.ts';

/**
 * A matter: what a feature keeps an eye on beside the ticket itself (a follow-up, a paper owed, a complaint, an
 * inspection …). All stand in one table of one shape: the heart's snapshot, what queries look by, a log that only grows,
 * and the next instant at which something falls due.
 */
export type MatterFeature =
  | 'appointment'
  | 'assurance'
  | 'complaint'
  | 'followup'
  | 'inspection'
  | 'inspection-plan'
  | 'morning'
  | 'paper'
  | 'part'
  | 'rating';

/** What every heart's snapshot has, for the columns that queries look by. */
export interface MatterState {
  readonly customer: string;
  /** The ticket that it belongs to; undefined: it stands for itself. */
  readonly ticketId: TicketId | undefined;
  /** `open` as long as somebody owes something; any other word of the heart's own means that it is over. */
  readonly status: string;
}

/** One entry of a matter's log. `by` is a person's key, `customer`, or `clock`. */
export interface MatterEntry {
  readonly kind: string;
  readonly at: Instant;
  readonly by: string;
  readonly data: object;
}

/** A matter as it stands in the database, with the version of the service book it was begun under. */
export interface StoredMatter<S> {
  readonly id: number;
  readonly book: BookRef;
  readonly state: S;
}

/** What a turn leaves of a matter: its snapshot, the log's new entries, the next due instant. */
export interface MatterChange<S, E> {
  readonly state: S;
  readonly added: readonly E[];
  readonly nextDueAt: Instant | undefined;
}

export interface MatterFilter {
  readonly customer?: string;
  readonly ticketId?: TicketId;
  readonly status?: string;
  readonly limit?: number;
}

/** The matters of one feature. `take…` holds what it finds until the turn ends. */
export interface MatterStore<S extends MatterState, E extends MatterEntry> {
  /** Stores new matters under one version of the book and gives their ids, in order. One statement. */
  insert(tx: Tx, bookVersion: number, changes: readonly MatterChange<S, E>[], at: Instant): Promise<number[]>;
  save(tx: Tx, id: number, change: MatterChange<S, E>): Promise<void>;
  find(tx: Tx, id: number): Promise<StoredMatter<S> | undefined>;
  lock(tx: Tx, id: number): Promise<StoredMatter<S> | undefined>;
  /** In the order of their ids. */
  list(tx: Tx, filter: MatterFilter): Promise<StoredMatter<S>[]>;
  lockAll(tx: Tx, filter: MatterFilter): Promise<StoredMatter<S>[]>;
  /** The whole log, in order. */
  listEntries(tx: Tx, id: number): Promise<E[]>;
}

export function createMatterStore<S extends MatterState, E extends MatterEntry>(
  feature: MatterFeature,
): MatterStore<S, E> {
  const one = async (tx: Tx, id: number, hold: string) => {
    const sql = `${MATTERS} where matter.id = $1 and matter.feature = $2 ${hold}`;
    return (await tx.query<MatterRow<S>>(sql, [id, feature])).map(stored)[0];
  };
  const many = async (tx: Tx, { customer, ticketId, status, limit = MOST }: MatterFilter, hold: string) => {
    const rows = await tx.query<MatterRow<S>>(
      `${MATTERS} where matter.feature = $1 and ($2::text is null or matter.customer = $2)
         and ($3::int is null or matter.ticket_id = $3) and ($4::text is null or matter.status = $4)
       order by matter.id limit $5 ${hold}`,
      [feature, customer, ticketId, status, limit],
    );
    return rows.map(stored);
  };
  return {
    async insert(tx, bookVersion, changes, at) {
      if (changes.length === 0) return [];
      const given = JSON.stringify(changes.map(wireOf));
      return (await tx.query<Pick<TableRow<'Matter'>, 'id'>>(INSERT, [feature, bookVersion, given, iso(at)])).map(
        ({ id }) => id,
      );
    },
    save: (tx, id, change) => saveAll(tx, [{ id, change }]),
    find: (tx, id) => one(tx, id, ''),
    lock: (tx, id) => one(tx, id, 'for update of matter'),
    list: (tx, filter) => many(tx, filter, ''),
    lockAll: (tx, filter) => many(tx, filter, 'for update of matter'),
    async listEntries(tx, id) {
      const rows = await tx.prisma.matterEvent.findMany({
        where: { matterId: id },
        orderBy: { id: 'asc' },
        select: { at: true, kind: true, by: true, data: true },
      });
      return rows.map((row) => ({ ...row, at: row.at.getTime() }) as object as E);
    },
  };
}

/** A matter of which something is due, with the ticket that it belongs to. */
export interface DueMatter<S> extends StoredMatter<S> {
  readonly ticket: StoredTicket | undefined;
}

/** Lets a matter of one feature have what is due by the turn's instant: tells of it, and gives what is to be stored. */
export type LapseMatter = (turn: DeskTurn, matter: DueMatter<never>) => Promise<MatterChange<MatterState, MatterEntry>>;

/** What falls due of all matters at one instant, handed one by one to their features. */
export function matterDues(features: Readonly<Record<MatterFeature, LapseMatter>>): DueSource {
  return {
    table: 'matter',
    async take(tx, until, skip, most) {
      const rows = await tx.query<DueRow>(TAKE_DUE, [iso(until), skip.map(Number), most]);
      const [first] = rows;
      return (
        first && {
          rows: rows.map(({ id }) => String(id)),
          dueAt: first.next_due_at.getTime(),
          async happen(turn) {
            const saves: Save[] = [];
            for (const row of rows) {
              const matter = { ...stored(row), ticket: ticketOf(row) } as DueMatter<never>;
              saves.push({ id: row.id, change: await features[row.feature](turn, matter) });
            }
            await saveAll(turn.tx, saves);
            return [];
          },
        }
      );
    },
  };
}

/** More matters than any one ticket, or any list that a person reads, has. */
const MOST = 200;

type MatterRow<S> = RowOf<typeof MATTER, { state: S }> & BookRef;

type DueRow = MatterRow<MatterState> & {
  readonly feature: MatterFeature;
  readonly next_due_at: Date;
  readonly ticket_id: TableRow<'Matter'>['ticket_id'];
  readonly ticket_version: BookRef['version'];
  readonly ticket_hash: BookRef['hash'];
  readonly ticket: Ticket;
};

interface Save {
  readonly id: number;
  readonly change: MatterChange<MatterState, MatterEntry>;
}

const MATTER = columnsOf('Matter', 'id', 'feature', 'state', 'next_due_at');

const MATTERS = `
  select ${MATTER}, version.id as version, version.hash
    from matter join book_version version on version.id = matter.book_version_id`;

/** What is due together with the first that nobody holds, and the tickets: mornings bring many at one instant. */
const TAKE_DUE = `
  with first as (
    select next_due_at as at from matter
     where next_due_at is not null and next_due_at <= $1::timestamptz and id <> all ($2::int[])
     order by next_due_at, id limit 1 for update skip locked
  ) select ${MATTER}, version.id as version, version.hash,
      ticket.id as ticket_id, pinned.id as ticket_version, pinned.hash as ticket_hash, ticket.state as ticket
    from matter join book_version version on version.id = matter.book_version_id
      left join ticket on ticket.id = matter.ticket_id left join book_version pinned on pinned.id = ticket.book_version_id
   where matter.next_due_at = (select at from first) and matter.id <> all ($2::int[])
   order by matter.id limit $3 for update of matter skip locked`;

const ENTRIES = `jsonb_to_recordset(given.n->'added') as entry (at timestamptz, kind text, by text, data jsonb)`;

const INSERT = `
  with given as (
    select n, nextval(pg_get_serial_sequence('matter', 'id'))::int as id
      from jsonb_array_elements($3::jsonb) with ordinality as each (n, position) order by position
  ), opened as (
    insert into matter (id, feature, book_version_id, customer, ticket_id, status, state, opened_at, next_due_at)
    select id, $1, $2::int, n->>'customer', (n->>'ticketId')::int, n->>'status', n->'state', $4::timestamptz,
      (n->>'nextDueAt')::timestamptz from given
  ), logged as (
    insert into matter_event (matter_id, at, kind, by, data)
    select given.id, entry.at, entry.kind, entry.by, entry.data from given, ${ENTRIES}
  ) select id from given order by id`;

const SAVE = `
  with given as (select (n->>'id')::int as id, n from jsonb_array_elements($1::jsonb) as each (n)), logged as (
    insert into matter_event (matter_id, at, kind, by, data)
    select given.id, entry.at, entry.kind, entry.by, entry.data from given, ${ENTRIES}
  ) update matter set status = n->>'status', state = n->'state', next_due_at = (n->>'nextDueAt')::timestamptz
      from given where matter.id = given.id`;

/** One statement for all of them. */
async function saveAll(tx: Tx, saves: readonly Save[]): Promise<void> {
  const given = saves.map(({ id, change }) => ({ id, ...wireOf(change) }));
  await tx.query(SAVE, [JSON.stringify(given)]);
}

function ticketOf({ ticket_id: id, ticket_version: version, ticket_hash: hash, ticket }: DueRow) {
  return id === null ? undefined : { id: id as TicketId, book: { version, hash }, ticket };
}

function stored<S>({ id, version, hash, state }: MatterRow<S>): StoredMatter<S> {
  return { id, book: { version, hash }, state };
}

/** Instants that SQL reads travel as ISO text; what is undefined stays out and becomes null. */
function wireOf({ state, added, nextDueAt }: MatterChange<MatterState, MatterEntry>): object {
  const { customer, ticketId, status } = state;
  return {
    customer,
    ticketId,
    status,
    state,
    added: added.map((entry) => ({ ...entry, at: iso(entry.at) })),
    nextDueAt: nextDueAt === undefined ? undefined : iso(nextDueAt),
  };
}

function iso(at: Instant): string {
  return new Date(at).toISOString();
}
