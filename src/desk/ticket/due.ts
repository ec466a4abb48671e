import type { DueSource } from '../desk.ts';
import { lapseTicket } from './flow.ts';
import { lockDueTicket } from './store.ts';

/** What falls due on tickets: warnings, breaches, the ladder, rises by outage, tiers, staleness. */
export const ticketDues: DueSource = {
  table: 'ticket',
  async take(tx, until, skip) {
    const stored = await lockDueTicket(tx, until, skip.map(Number));
    if (!stored) return undefined;
    return {
      rows: [String(stored.id)],
      dueAt: stored.dueAt,
      async happen(turn) {
        await lapseTicket(turn, stored);
        return [];
      },
    };
  },
};
