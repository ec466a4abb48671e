import type { BookSource } from '../book/schema.ts';
import type { DeskTurn, Fact } from '../desk.ts';
import { changeOfDuty } from './flow.ts';
import { onDutyAt } from './oncall.ts';
import { findRoster, lockRotation, saveNextDue } from './store.ts';
import { nextDutyAt } from './timetable.ts';

/**
 * After other public holidays are known: the next handoff of each rotation by these days. `before` and `after` are the
 * book with the days of then and of now. Gives the facts of those who have the bell now and had not.
 */
export async function rescheduleDuty(turn: DeskTurn, before: BookSource, after: BookSource): Promise<readonly Fact[]> {
  const facts: Fact[] = [];
  for (const key of Object.keys(after.rotations).sort()) {
    const running = await lockRotation(turn.tx, key);
    const [was, is] = [
      await findRoster(turn.tx, key, before, turn.now),
      await findRoster(turn.tx, key, after, turn.now),
    ];
    // A handoff that is due already is left to the tick, which finds who it is by the days of now.
    if (!running || !was || !is || (running.dueAt !== undefined && running.dueAt <= turn.now)) continue;
    await saveNextDue(turn.tx, key, nextDutyAt(is, turn.now, 'as known now'));
    facts.push(...changeOfDuty(key, onDutyAt(was, turn.now), onDutyAt(is, turn.now)));
  }
  return facts;
}
