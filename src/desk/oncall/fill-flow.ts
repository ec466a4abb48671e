import type { Instant } from '../../lib/instant.ts';
import { type Language, namesIn } from '../../lib/language.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import type { BookSource } from '../book/schema.ts';
import type { DeskTurn, Fact } from '../desk.ts';
import { gapsIn, onDutyAt } from './oncall.ts';
import { findRoster, lockRotation } from './store.ts';
import { swapDuty } from './swap-flow.ts';
import { refuseSwap } from './swap-rule.ts';

/** The time of a gap that a person takes. */
export interface Fill {
  readonly rotation: string;
  readonly fromAt: Instant;
  readonly untilAt: Instant;
}

/**
 * Puts a person on duty in what is left of a gap, and gives from when until when. Refused: a gap that is over or filled
 * meanwhile, so that no one loses a shift by a late tap, and what `refuseSwap` refuses.
 */
export async function fillGap(
  turn: DeskTurn,
  source: BookSource,
  { rotation: key, fromAt, untilAt }: Fill,
  person: string,
  language: Language,
): Promise<Result<{ fromAt: Instant; untilAt: Instant; facts: readonly Fact[] }>> {
  await lockRotation(turn.tx, key);
  const roster = await findRoster(turn.tx, key, source, turn.now);
  if (!roster) return refuse('oncall.unknown-rotation', { rotation: key, allowed: namesIn(source.rotations) });
  if (untilAt <= turn.now) return refuse('oncall.swap-is-over', { field: 'until' });
  const startAt = Math.max(fromAt, turn.now);
  const pieces = gapsIn(roster, startAt, untilAt).map((gap) => ({
    rotation: key,
    fromAt: Math.max(gap.fromAt, startAt),
    untilAt: Math.min(gap.untilAt, untilAt),
    person,
    giver: undefined,
  }));
  const [first] = pieces;
  const last = pieces.at(-1);
  if (!first || !last) {
    const holder = onDutyAt(roster, startAt) ?? '';
    return refuse('oncall.gap-filled', { name: source.people[holder]?.name ?? { zh: holder, en: holder } });
  }
  // All of them before the first: a refusal changes nothing.
  for (const piece of pieces) {
    const bad = refuseSwap(piece, { source, rotation: key, roster, giver: undefined, language });
    if (bad) return bad;
  }
  const facts: Fact[] = [];
  for (const piece of pieces) {
    const swapped = await swapDuty(turn, source, piece, person, language);
    if (!swapped.ok) throw new Error(`a checked piece of a gap was refused: ${swapped.code}`);
    facts.push(...swapped.value);
  }
  return accept({ fromAt: first.fromAt, untilAt: last.untilAt, facts });
}
