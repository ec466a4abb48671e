import type { DueSource } from '../desk.ts';
import { lapseTicket } from './flow.ts';
import { lockDueTicket } from './store.ts';

/** Warnings, breaches, the ladder, rises, tiers, staleness: whatever a ticket's clocks bring. */
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
