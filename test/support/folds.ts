import type { Database } from '../../src/db/database.ts';
import { pageOfLogs } from '../../src/desk/chain/store.ts';
import { foldTicket } from '../../src/desk/ticket/case/fold.ts';
import type { Ticket, TicketId } from '../../src/desk/ticket/case/ticket.ts';
import { listEntries } from '../../src/desk/ticket/store.ts';

/** Every ticket as its log tells it, with how long that log is, by number. */
export async function ticketFolds(
  database: Database,
): Promise<ReadonlyMap<number, { ticket: Ticket; entries: number }>> {
  return database.transaction(async (tx) => {
    const folds = new Map<number, { ticket: Ticket; entries: number }>();
    for (let after = 0; ; ) {
      const page = await pageOfLogs(tx, after);
      for (const { ticketId: number } of page) {
        const ticketId = number as TicketId;
        const entries = await listEntries(tx, ticketId);
        folds.set(ticketId, { ticket: foldTicket(entries), entries: entries.length });
      }
      const last = page.at(-1);
      if (!last) return folds;
      after = last.ticketId;
    }
  });
}
