import { columnsOf, type RowOf } from '../../db/columns.ts';
import type { Tx } from '../../db/database.ts';
import type { BookRef } from '../book/store.ts';
import { createMatterStore } from '../matter/store.ts';
import type { StoredTicket } from '../ticket/case/loaded.ts';
import type { Ticket, TicketId } from '../ticket/case/ticket.ts';
import type { Morning, MorningEntry } from './morning.ts';

/** The mornings in the database, one for every office calendar. */
export const mornings = createMatterStore<Morning, MorningEntry>('morning', ({ nextAt }) => nextAt);

/** Holds a lock until the turn ends, so that processes that start at the same time do not begin a morning twice. */
export async function lockMornings(tx: Tx): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('morning'))`, []);
}

const TICKET = columnsOf('Ticket', 'id', 'state');

/**
 * Tickets whose serious incident ended and whose final report is not handed in (D20), in the order of their numbers.
 * Closed ones count until the report is overdue: then the director has it.
 */
export async function listOwedReports(tx: Tx): Promise<StoredTicket[]> {
  const rows = await tx.query<RowOf<typeof TICKET, { state: Ticket }> & BookRef>(
    `select ${TICKET}, version.id as version, version.hash
       from ticket join book_version version on version.id = ticket.book_version_id
      where (status in ('open', 'resolved') or (status = 'closed' and next_due_at is not null))
        and state->'incident'->'ended' is not null and state->'incident'->'report' is null
      order by ticket.id`,
    [],
  );
  return rows.map(({ id, state, version, hash }) => ({ id: id as TicketId, book: { version, hash }, ticket: state }));
}
