import { createHash } from 'node:crypto';
import { t } from '../../i18n/i18n.ts';
import { bookOf } from '../address/turn-book.ts';
import type { Book } from '../book/book.ts';
import type { BookRef } from '../book/store.ts';
import { mayAccess, type Reader } from '../complaint/access.ts';
import type { Complaint } from '../complaint/complaint.ts';
import { insertAccess } from '../confidential/store.ts';
import type { DeskTurn } from '../desk.ts';
import type { MatterFeature } from '../matter/store.ts';
import type { Paper } from '../paper/paper.ts';
import type { Loaner } from '../part/loaner.ts';
import type { SparePart } from '../part/part.ts';
import type { Rating } from '../rating/rating.ts';
import { termsOf } from '../ticket/flow.ts';
import type { ExportFilter, ExportKind, ExportSide } from './export.ts';
import { deviceColumns, devicesOf } from './row/device.ts';
import { logColumns } from './row/log.ts';
import { complaintColumns, partColumns, ratingColumns } from './row/matter.ts';
import { paperColumns } from './row/paper.ts';
import { promiseColumns, promisesOf } from './row/promise.ts';
import { type ExportedTicket, ticketColumns } from './row/ticket.ts';
import {
  countByDevice,
  countRows,
  type ExportRecord,
  insertRecord,
  type MatterRow,
  pageOfEntries,
  pageOfMatters,
  pageOfTickets,
} from './store.ts';
import { type Table, type TableView, tableOf } from './table.ts';

/** What a page is read with. */
export type PageTurn = Pick<DeskTurn, 'tx' | 'overrides'>;

/** Reads one page: in the turn that is under way, or in a transaction of its own. */
export type ReadPage = <T>(read: (turn: PageTurn) => Promise<T>) => Promise<T>;

/** What is taken away, and for whom. */
export interface Asked {
  readonly kind: ExportKind;
  readonly filter: ExportFilter;
  readonly side: ExportSide;
  /** Whose complaints these are; undefined: no one's, so that there are none. */
  readonly reader: Reader | undefined;
  readonly view: TableView;
}

/** The table that was asked for. Its rows are read as they are taken, a page at a time. */
export function exportTable(asked: Asked, read: ReadPage): Table {
  const { kind, filter, side, reader, view } = asked;
  const name = t(view.language, `export.kind.${kind}`);
  switch (kind) {
    case 'tickets':
      return tableOf(name, ticketColumns(view, side), listTickets(filter, read), view);
    case 'promises':
      return tableOf(name, promiseColumns(view), listPromises(filter, read), view);
    case 'log':
      return tableOf(name, logColumns(view), listLog(filter, read), view);
    case 'complaints':
      return tableOf(name, complaintColumns(view), listComplaints(filter, read, view, reader), view);
    case 'ratings':
      return tableOf(name, ratingColumns(view), listMatters<Rating>(FEATURES.ratings, filter, read), view);
    case 'papers':
      return tableOf(name, paperColumns(view), listPapers(filter, read), view);
    case 'parts':
      return tableOf(name, partColumns(view), listMatters<SparePart | Loaner>(FEATURES.parts, filter, read), view);
    case 'devices':
      return tableOf(name, deviceColumns(view), listDevices(filter, read, view), view);
  }
}

const FEATURES: Readonly<Record<'complaints' | 'ratings' | 'papers' | 'parts', readonly MatterFeature[]>> = {
  complaints: ['complaint'],
  ratings: ['rating'],
  papers: ['paper'],
  parts: ['part', 'loaner'],
};

/** About how many rows it will have: promises are counted by their tickets, complaints before they are sorted out. */
export async function countExport({ tx }: PageTurn, { kind, filter, view }: Asked): Promise<number> {
  switch (kind) {
    case 'tickets':
    case 'promises':
      return countRows(tx, 'ticket', filter);
    case 'log':
      return countRows(tx, 'ticket_event', filter);
    case 'devices':
      return devicesOf(view, filter, () => 0).length;
    default:
      return countRows(tx, FEATURES[kind], filter);
  }
}

/**
 * Writes down that a file was taken out; for each confidential customer whose data may be in it, in their record of
 * access too.
 */
export async function recordExport(
  { tx }: PageTurn,
  record: ExportRecord,
  closed: readonly string[],
  { source }: TableView,
): Promise<void> {
  await insertRecord(tx, record);
  const { at, by, what, about, filter } = record;
  if (by === 'customer') return;
  const shown = Object.keys(source.customers).filter(
    (key) =>
      source.customers[key]?.confidential &&
      !closed.includes(key) &&
      (filter.customer === undefined || filter.customer === key),
  );
  const rows = shown.map((customer) => ({ at, customer, person: by, what: 'exported' as const, about: about || what }));
  await insertAccess(tx, rows);
}

/** SHA-256 of the pieces of a file, in hex. */
export function sha256Of(pieces: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const piece of pieces) hash.update(piece);
  return hash.digest('hex');
}

async function* listTickets(filter: ExportFilter, read: ReadPage): AsyncGenerator<ExportedTicket> {
  for (let after = 0; ; ) {
    const page = await read(async (turn) => {
      const rows = await pageOfTickets(turn.tx, filter, after);
      const books = await booksOf(turn, rows);
      return rows.map(({ id, ticket, book: { version } }) => {
        return { id, ticket, terms: termsOf(books(version), ticket.facts), bookVersion: version };
      });
    });
    yield* page;
    const last = page.at(-1);
    if (!last) return;
    after = last.id;
  }
}

/** The books that the rows of a page are under, by version. Each is loaded once: to read one takes some milliseconds. */
async function booksOf(
  turn: PageTurn,
  rows: readonly { readonly book: BookRef }[],
): Promise<(version: number) => Book> {
  const books = new Map<number, Book>();
  for (const { book } of rows) if (!books.has(book.version)) books.set(book.version, await bookOf(turn, book));
  return (version) => {
    const book = books.get(version);
    if (!book) throw new Error(`book version ${version} is not of this page`);
    return book;
  };
}

async function* listPromises(filter: ExportFilter, read: ReadPage) {
  for await (const ticket of listTickets(filter, read)) yield* promisesOf(ticket);
}

async function* listLog(filter: ExportFilter, read: ReadPage) {
  for (let after = 0; ; ) {
    const { rows, last } = await read(async (turn) => {
      const page = await pageOfEntries(turn.tx, filter, after);
      const books = await booksOf(turn, page.rows);
      return {
        ...page,
        rows: page.rows.map((row) => ({ ...row, terms: termsOf(books(row.book.version), row.facts) })),
      };
    });
    yield* rows;
    if (last === undefined) return;
    after = last;
  }
}

async function* listMatters<S>(
  features: readonly MatterFeature[],
  filter: ExportFilter,
  read: ReadPage,
): AsyncGenerator<MatterRow<S>> {
  for (let after = 0; ; ) {
    const page = await read(({ tx }) => pageOfMatters<S>(tx, features, filter, after));
    yield* page;
    const last = page.at(-1);
    if (!last) return;
    after = last.id;
  }
}

/** Only the complaints that the reader may read anyway (docs/decision/0011). */
async function* listComplaints(
  filter: ExportFilter,
  read: ReadPage,
  { source }: TableView,
  reader: Reader | undefined,
) {
  if (!reader) return;
  for await (const row of listMatters<Complaint>(FEATURES.complaints, filter, read))
    if (mayAccess(row.state, reader, source.people, 'read')) yield row;
}

/** Those of a month that is not over are not owed yet. */
async function* listPapers(filter: ExportFilter, read: ReadPage) {
  for await (const row of listMatters<Paper>(FEATURES.papers, filter, read))
    if (row.state.status !== 'running') yield row;
}

async function* listDevices(filter: ExportFilter, read: ReadPage, view: TableView) {
  const counts = await read(({ tx }) => countByDevice(tx, filter));
  const byDevice = new Map(counts.map(({ customer, device, count }) => [`${customer}/${device}`, count]));
  yield* devicesOf(view, filter, (customer, device) => byDevice.get(`${customer}/${device}`) ?? 0);
}
