import type { BookSource } from '../book/schema.ts';
import type { DeskTurn, Fact } from '../desk.ts';
import { settleShifts } from './shift-flow.ts';
import { findRoster, lockRotation, saveNextDue } from './store.ts';
import { nextDutyAt } from './timetable.ts';

/**
 * After other public holidays are known: the next handoff of each rotation by these days. `source` is the book with the
 * days of now. Those whose next shift is another one are told. Gives the facts of those who have the bell now and had
 * not.
 */
export async function rescheduleDuty(turn: DeskTurn, source: BookSource): Promise<readonly Fact[]> {
  const facts: Fact[] = [];
  for (const key of Object.keys(source.rotations).sort()) {
    const running = await lockRotation(turn.tx, key);
    const roster = await findRoster(turn.tx, key, source, turn.now);
    // A handoff that is due already is left to the tick, which finds who it is by the days of now.
    if (!running || !roster || (running.dueAt !== undefined && running.dueAt <= turn.now)) continue;
    await saveNextDue(turn.tx, key, nextDutyAt(roster, turn.now, 'as known now'));
    facts.push(...(await settleShifts(turn, key, roster, source)));
  }
  return facts;
}
