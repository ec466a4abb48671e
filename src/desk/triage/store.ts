import type { Tx } from '../../db/database.ts';
import type { BookRef } from '../book/store.ts';
import type { StoredTicket } from '../ticket/case/loaded.ts';
import type { Ticket, TicketId } from '../ticket/case/ticket.ts';

/** More open tickets than these are not put into one queue. */
const MOST = 500;

/** The open tickets that someone reviews (A8), the oldest first. */
export async function listTriaged(tx: Tx): Promise<StoredTicket[]> {
  const rows = await tx.query<{ id: TicketId; state: Ticket } & BookRef>(
    `select ticket.id, ticket.state, version.id as version, version.hash
       from ticket join book_version version on version.id = ticket.book_version_id
      where ticket.status = 'open' and ticket.state -> 'triage' is not null
      order by ticket.id limit ${MOST}`,
    [],
  );
  return rows.map(({ id, state, version, hash }) => ({ id, book: { version, hash }, ticket: state }));
}
