import type { DrawnCard } from '../chat/card.ts';
import type { ChatEvent } from '../chat/event.ts';
import type { Answer, Ask, Command } from '../desk/desk.ts';
import { findStanding } from '../desk/ticket/standing.ts';
import type { Result } from '../lib/refusal.ts';

/** What came of a press; `late` is the card as it stands, where the one that was pressed had fallen behind. */
export interface PressAnswer {
  readonly answered: Result<Answer>;
  readonly late: DrawnCard | undefined;
}

/**
 * Answers a press on a card. One whose button the card as it stands no longer has does nothing; one that is refused
 * while the card has changed came too late. On an outdated card whose button still stands a press is a press.
 */
export async function answerPress(
  event: Extract<ChatEvent, { kind: 'button' }>,
  ask: Ask,
  commands: readonly Command[],
  run: () => Promise<Result<Answer>>,
): Promise<PressAnswer> {
  const { subject, command, version } = event;
  const before = subject === '' ? undefined : await findStanding(ask, subject);
  if (!before) return { answered: await run(), late: undefined };
  if (!before.has(event)) {
    const isKnown = commands.some(({ name }) => name === command);
    return { answered: isKnown ? await before.whyGone(command) : await run(), late: before.drawn };
  }
  const answered = await run();
  if (answered.ok || version === undefined) return { answered, late: undefined };
  // Whoever was first may have been it while this turn waited for the case.
  const now = await findStanding(ask, subject);
  return { answered, late: now && !now.isOf(version) ? now.drawn : undefined };
}
