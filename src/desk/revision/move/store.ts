import type { Tx } from '../../../db/database.ts';
import { type Instant, isoOf } from '../../../lib/instant.ts';
import type { MoveScope } from '../../ticket/new-book.ts';

/** One entry of a ticket's log, as far as it says who did something to which ticket. */
export interface Event {
  readonly id: number;
  readonly kind: string;
  readonly by: string;
  readonly at: Instant;
}

/** The entries after an instant of the tickets that a move may have looked at, in the order of their instants. */
export async function listEventsSince(tx: Tx, at: Instant, { ticket, customer }: MoveScope): Promise<Event[]> {
  const rows = await tx.query<{ id: number; kind: string; by: string; at: Date }>(
    `select event.ticket_id as id, event.kind, event.by, event.at from ticket_event event
       join ticket on ticket.id = event.ticket_id
      where event.at > $1::timestamptz and ($2::int is null or ticket.id = $2) and ($3::text is null or customer = $3)
      order by event.at, event.ticket_id, event.seq limit 1000`,
    [isoOf(at), ticket, customer],
  );
  return rows.map((row) => ({ ...row, at: row.at.getTime() }));
}
