import type { Tx } from '../../../db/database.ts';
import { isoOf } from '../../../lib/instant.ts';
import type { BookRef } from '../../book/store.ts';
import type { Entry } from '../../ticket/case/entry.ts';
import type { TicketId } from '../../ticket/case/ticket.ts';
import type { CaseFilter } from '../store.ts';

/** A ticket's log as it is stored, and the version of the book under which the ticket is. */
export interface StoredLog {
  readonly id: TicketId;
  readonly book: BookRef;
  readonly log: readonly Entry[];
}

/** How many tickets are read at once. */
const PAGE = 50;

/** The logs of the tickets of a month behind the ticket `after`, in the order of their numbers. Empty: the last one is behind. */
export async function pageOfLogs(
  tx: Tx,
  { customer, fromAt, toAt }: Omit<CaseFilter, 'month'>,
  leftOut: readonly string[],
  after: number,
): Promise<StoredLog[]> {
  const tickets = await tx.query<BookRef & { readonly id: TicketId }>(
    `select ticket.id, version.id as version, version.hash
       from ticket join book_version version on version.id = ticket.book_version_id
      where ticket.id > $1::int and opened_at >= $2::timestamptz and opened_at < $3::timestamptz
        and ($4::text is null or customer = $4) and customer <> all ($5::text[])
      order by ticket.id limit ${PAGE}`,
    [after, isoOf(fromAt), isoOf(toAt), customer, leftOut],
  );
  const ids = tickets.map(({ id }) => id);
  const entries = await tx.query<StoredEntry>(
    `select ticket_id, at, kind, by, data from ticket_event where ticket_id = any ($1::int[]) order by ticket_id, seq`,
    [ids],
  );
  const logs = Map.groupBy(entries, ({ ticket_id }) => ticket_id);
  return tickets.map(({ id, ...book }) => ({ id, book, log: (logs.get(id) ?? []).map(entryOf) }));
}

interface StoredEntry {
  readonly ticket_id: TicketId;
  readonly at: Date;
  readonly kind: string;
  readonly by: string;
  readonly data: { readonly staff: boolean };
}

function entryOf({ at, kind, by, data: { staff, ...data } }: StoredEntry): Entry {
  return { at: at.getTime(), kind, by, staff, data } as Entry;
}
