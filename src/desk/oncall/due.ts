import { bookOf } from '../address/turn-book.ts';
import type { DueSource } from '../desk.ts';
import { tellGaps } from './flow.ts';
import { onDutyAt } from './oncall.ts';
import { findRoster, saveNextDue, takeDueRotation } from './store.ts';
import { nextDutyAt } from './timetable.ts';

/**
 * The bell changes hands, or a gap is to be told of. Who has open tickets to hand over is the ticket room's business,
 * told by a fact.
 */
export const dutyDues: DueSource = {
  table: 'duty_rotation',
  async take(tx, until, skip) {
    const due = await takeDueRotation(tx, until, skip);
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
        if (from === undefined || to === undefined || from === to) return [];
        return [{ kind: 'duty.handed-over', rotation: key, from, to }];
      },
    };
  },
};
