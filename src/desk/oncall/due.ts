import { takeBook } from '../contract/store.ts';
import type { DueSource } from '../desk.ts';
import { nextHandoff, shiftAt } from './oncall.ts';
import { saveNextHandoff, takeDueRotation } from './store.ts';

/** The bell changes hands; who has open tickets to hand over is the ticket room's business, told by a fact. */
export const dutyDues: DueSource = {
  table: 'duty_rotation',
  async take(tx, until, skip) {
    const due = await takeDueRotation(tx, until, skip);
    if (!due) return undefined;
    const { key, anchorAt, dueAt } = due;
    return {
      row: key,
      dueAt,
      async happen(turn) {
        const book = await takeBook(turn.tx, turn.book);
        const rotation = book.source.rotations[key];
        await saveNextHandoff(turn.tx, key, rotation && nextHandoff(rotation, anchorAt, dueAt));
        if (!rotation) return [];
        const from = shiftAt(rotation, anchorAt, dueAt - 1).member;
        const to = shiftAt(rotation, anchorAt, dueAt).member;
        return from === to ? [] : [{ kind: 'duty.handed-over', rotation: key, from, to }];
      },
    };
  },
};
