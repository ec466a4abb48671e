import { bookOf } from '../address/turn-book.ts';
import type { DueSource } from '../desk.ts';
import { tellGaps } from './gap-flow.ts';
import { settleGroup } from './group/flow.ts';
import { lockDueGroup } from './group/store.ts';
import { settleShifts, tellTomorrow } from './shift-flow.ts';
import { findRoster, lockDueRotation, saveNextDue } from './store.ts';
import { nextDutyAt } from './timetable.ts';

/**
 * A change of shift, a coming shift or gap to announce, or what a changed service book means for people. Open tickets are
 * handed over by `desk/handoff`, which is told by a fact.
 */
const rotationDues: DueSource = {
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
        await tellTomorrow(turn, key, roster, source);
        return settleShifts(turn, key, roster, source);
      },
    };
  },
};

/** A duty group that has to follow a change of duty, or has to be tried again. */
const groupDues: DueSource = {
  table: 'duty_group',
  async take(tx, until, skip) {
    const group = await lockDueGroup(tx, until, skip);
    return (
      group && {
        rows: [`${group.platform}/${group.name}`],
        dueAt: group.dueAt,
        async happen(turn) {
          const { source } = await bookOf(turn, turn.book);
          await settleGroup(turn, source, group);
          return [];
        },
      }
    );
  },
};

/** All due work of duty. */
export const dutyDues: readonly DueSource[] = [rotationDues, groupDues];
