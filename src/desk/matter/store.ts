import { columnsOf, type RowOf, type TableRow } from '../../db/columns.ts';
import type { Tx } from '../../db/database.ts';
import { type Instant, isoOf } from '../../lib/instant.ts';
import { isNumbered, type Numbered } from '../address/number.ts';
import type { BookRef } from '../book/store.ts';
import { chainedEntries } from '../chain/rows.ts';
import type { DeskTurn } from '../desk.ts';
import { noteLogged } from '../logged.ts';
import type { StoredTicket } from '../ticket/case/loaded.ts';
import type { TicketId } from '../ticket/case/ticket.ts';
import { INSERT, SAVE } from './sql.ts';

/**
 * A matter: what a feature looks after beside the ticket itself (a follow-up, a paper owed, a complaint, an inspection
 * …). All are rows of one table: the feature's state, the columns that queries filter by, a log that only grows, and
 * the next instant at which something is due.
 */
export type MatterFeature =
  /** Features whose matters have a number that people use. */
  | Exclude<Numbered, 'ticket'>
  | 'assurance-year'
  | 'attendance'
  | 'cover'
  | 'deletion'
  | 'followup'
  | 'handoff'
  | 'inspection-plan'
  | 'month-closing'
  | 'morning'
  | 'part-suggestion'
  | 'rating'
  | 'term';

/** What every feature's state has. Queries filter by it. */
export interface MatterState {
  readonly customer: string;
  /** The ticket that it belongs to, if any. */
  readonly ticketId: TicketId | undefined;
  /** `open` while something is owed. Every other value is a feature's own and means that the matter is over. */
  readonly status: string;
}

/** One entry of a matter's log. `by` is a person's key, `customer`, or `clock`. */
export interface MatterEntry {
  readonly kind: string;
  readonly at: Instant;
  readonly by: string;
  readonly data: object;
}

/**
 * A matter as stored, with the version of the service book that it was begun under. `id` is its number among the
 * matters of its feature (3 for `C-3`); subjects, buttons and links use it. The primary key is used in SQL only.
 */
export interface StoredMatter<S> {
  readonly id: number;
  readonly book: BookRef;
  readonly state: S;
}

/** A matter after a step or a deadline: its new state, and the entries to add to its log. */
export interface Progress<S, E> {
  readonly state: S;
  readonly added: readonly E[];
}

/** What is written to the database: a progress, with the instant at which something is due next. */
export interface MatterChange<S, E> extends Progress<S, E> {
  readonly nextDueAt: Instant | undefined;
}

/** Which matters of a feature; a field that is left out does not filter. */
export interface MatterFilter {
  readonly customer?: string;
  readonly ticketId?: TicketId;
  readonly status?: string;
  readonly limit?: number;
}

/** The matters of one feature. `lock…` keeps other turns from changing the rows until this turn ends. */
export interface MatterStore<S extends MatterState, E extends MatterEntry> {
  readonly feature: MatterFeature;
  /** A progress with the instant at which something is due next, read off its state. */
  changeOf(progress: Progress<S, E>): MatterChange<S, E>;
  /** Stores new matters under one version of the book, in one statement. Gives their ids, in order. */
  insertAll(tx: Tx, bookVersion: number, all: readonly Progress<S, E>[], at: Instant): Promise<number[]>;
  /** Stores one new matter and gives its id. */
  insert(tx: Tx, bookVersion: number, progress: Progress<S, E>, at: Instant): Promise<number>;
  save(tx: Tx, id: number, progress: Progress<S, E>): Promise<void>;
  find(tx: Tx, id: number): Promise<StoredMatter<S> | undefined>;
  lock(tx: Tx, id: number): Promise<StoredMatter<S> | undefined>;
  /** In the order of their ids. */
  list(tx: Tx, filter: MatterFilter): Promise<StoredMatter<S>[]>;
  lockAll(tx: Tx, filter: MatterFilter): Promise<StoredMatter<S>[]>;
  /** The whole log, in order. */
  listEntries(tx: Tx, id: number): Promise<E[]>;
}

/** Creates the store of a feature. `nextDueAt` says when something is next due in a state; undefined: nothing is. */
export function createMatterStore<S extends MatterState, E extends MatterEntry>(
  feature: MatterFeature,
  nextDueAt: (state: S) => Instant | undefined,
): MatterStore<S, E> {
  const findOne = async (tx: Tx, id: number, lockClause: string) => {
    const sql = `${MATTERS} where matter.number = $1 and matter.feature = $2 ${lockClause}`;
    return (await tx.query<MatterRow<S>>(sql, [id, feature])).map(storedOf)[0];
  };
  const findMany = async (
    tx: Tx,
    { customer, ticketId, status, limit = DEFAULT_LIMIT }: MatterFilter,
    lockClause: string,
  ) => {
    const rows = await tx.query<MatterRow<S>>(
      `${MATTERS} where matter.feature = $1 and ($2::text is null or matter.customer = $2)
         and ($3::int is null or matter.ticket_id = $3) and ($4::text is null or matter.status = $4)
       order by matter.id limit $5 ${lockClause}`,
      [feature, customer, ticketId, status, limit],
    );
    return rows.map(storedOf);
  };
  const changeOf = ({ state, added }: Progress<S, E>) => ({ state, added, nextDueAt: nextDueAt(state) });
  const insertAll = async (tx: Tx, bookVersion: number, all: readonly Progress<S, E>[], at: Instant) => {
    if (all.length === 0) return [];
    const given = JSON.stringify(all.map((each) => wireOf(changeOf(each))));
    const values = [feature, bookVersion, given, isoOf(at), isNumbered(feature)];
    const ids = (await tx.query<{ id: number }>(INSERT, values)).map(({ id }) => id);
    noteLogged(tx, ...ids.map((id, index) => ({ of: feature, id, count: all[index]?.added.length ?? 0 })));
    return ids;
  };
  return {
    feature,
    changeOf,
    insertAll,
    async insert(tx, bookVersion, progress, at) {
      const [id] = await insertAll(tx, bookVersion, [progress], at);
      if (id === undefined) throw new Error(`inserting a ${feature} gave no id`);
      return id;
    },
    save: (tx, id, progress) => saveAll(tx, [{ feature, id, change: changeOf(progress) }]),
    find: (tx, id) => findOne(tx, id, ''),
    lock: (tx, id) => findOne(tx, id, 'for update of matter'),
    list: (tx, filter) => findMany(tx, filter, ''),
    lockAll: (tx, filter) => findMany(tx, filter, 'for update of matter'),
    async listEntries(tx, id) {
      const rows = await tx.query<{ at: Date; kind: string; by: string; data: object }>(ENTRIES_OF, [feature, id]);
      return rows.map((row) => ({ ...row, at: row.at.getTime() }) as E);
    },
  };
}

/** A matter with something due, and the ticket that it belongs to, if any. */
export interface DueMatter<S> extends StoredMatter<S> {
  readonly ticket: StoredTicket | undefined;
}

/**
 * A feature's work on a matter whose deadline passed (a lapse): does all that is due by the turn's instant, enqueues the
 * notices, and gives the change to be saved. Does not save it.
 */
export type LapseMatter = (turn: DeskTurn, matter: DueMatter<never>) => Promise<MatterChange<MatterState, MatterEntry>>;

/** The limit of a list that is counted or sorted: more matters than all customers together have open at once. */
export const EVERY_OPEN = 10_000;

/** The default limit of a list: more than one ticket has, or a person reads. */
const DEFAULT_LIMIT = 200;

/** Columns that every query of matters reads, besides `number as id`. */
export const MATTER = columnsOf('Matter', 'feature', 'state', 'next_due_at');

/** A row as the queries of this file read it. */
export type MatterRow<S> = RowOf<typeof MATTER, { state: S }> & BookRef & { readonly id: TableRow<'Matter'>['number'] };

/** A matter to be saved, and its change. */
export interface Save {
  readonly feature: MatterFeature;
  readonly id: number;
  readonly change: MatterChange<MatterState, MatterEntry>;
}

const MATTERS = `
  select matter.number as id, ${MATTER}, version.id as version, version.hash
    from matter join book_version version on version.id = matter.book_version_id`;

const ENTRIES_OF = `
  select event.at, event.kind, event.by, event.data from matter join matter_event event on event.matter_id = matter.id
   where matter.feature = $1 and matter.number = $2 order by event.id`;

/** Saves several matters in one statement. */
export async function saveAll(tx: Tx, saves: readonly Save[]): Promise<void> {
  const given = saves.map(({ feature, id, change }) => ({ feature, id, ...wireOf(change) }));
  const features = [...new Set(saves.map(({ feature }) => feature))];
  await tx.query(SAVE, [JSON.stringify(given), features, saves.map(({ id }) => id)]);
  noteLogged(tx, ...saves.map(({ feature, id, change }) => ({ of: feature, id, count: change.added.length })));
}

/** The matter of a row. */
export function storedOf<S>({ id, version, hash, state }: MatterRow<S>): StoredMatter<S> {
  return { id, book: { version, hash }, state };
}

/** As JSON for SQL: instants become ISO text, undefined becomes null. */
function wireOf({ state, added, nextDueAt }: MatterChange<MatterState, MatterEntry>): object {
  const { customer, ticketId, status } = state;
  return {
    customer,
    ticketId,
    status,
    state,
    added: chainedEntries(added),
    nextDueAt: nextDueAt === undefined ? undefined : isoOf(nextDueAt),
  };
}
