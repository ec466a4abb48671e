import { bookOf } from '../address/turn-book.ts';
import type { DueSource } from '../desk.ts';
import { changeOfDuty, tellGaps } from './flow.ts';
import { onDutyAt } from './oncall.ts';
import { findRoster, lockDueRotation, saveNextDue } from './store.ts';
import { nextDutyAt } from './timetable.ts';

/**
 * A change of shift, or a coming gap to announce. Open tickets are handed over by `desk/ticket`, which is told by a
 * fact.
 */
export const dutyDues: DueSource = {
  table: 'duty_rotation',
  async take(tx, until, skip) {
    const due = await lockDueRotation(tx, until, skip);
    if (!due) return undefined;
    const { key, dueAt } = due;
    return {
      rows: [key],
      dueAt,
      async happen(turn) {
        const { source } = await bookOf(turn, turn.book);
        const roster = await findRoster(turn.tx, key, source, dueAt);
        await saveNextDue(turn.tx, key, roster && nextDutyAt(roster, dueAt, 'before'));
        if (!roster) return [];
        await tellGaps(turn, key, roster, source);
        const [from, to] = [onDutyAt(roster, dueAt - 1), onDutyAt(roster, dueAt)];
        return changeOfDuty(key, from, to);
      },
    };
  },
};
