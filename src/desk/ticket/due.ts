import type { DueSource } from '../desk.ts';
import { lapseTicket } from './flow.ts';
import { takeDueTicket } from './store.ts';

/** Warnings, breaches, the ladder, rises, tiers, staleness: whatever a ticket's clocks bring. */
export const ticketDues: DueSource = {
  table: 'ticket',
  async take(tx, until, skip) {
    const held = await takeDueTicket(tx, until, skip.map(Number));
    if (!held) return undefined;
    return {
      rows: [String(held.id)],
      dueAt: held.dueAt,
      async happen(turn) {
        await lapseTicket(turn, held);
        return [];
      },
    };
  },
};
