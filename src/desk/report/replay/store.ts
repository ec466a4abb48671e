import type { Tx } from '../../../db/database.ts';
import { isoOf } from '../../../lib/instant.ts';
import type { BookRef } from '../../book/store.ts';
import type { Entry } from '../../ticket/case/entry.ts';
import type { TicketId } from '../../ticket/case/ticket.ts';
import { listEntries } from '../../ticket/store.ts';
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
  const logs: StoredLog[] = [];
  for (const { id, version, hash } of tickets)
    logs.push({ id, book: { version, hash }, log: await listEntries(tx, id) });
  return logs;
}
