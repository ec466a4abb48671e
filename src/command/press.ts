import type { DrawnCard } from '../chat/card.ts';
import type { ChatEvent } from '../chat/event.ts';
import type { Answer, Ask, Command } from '../desk/desk.ts';
import { lockPressedCard } from '../desk/ticket/pressed-card.ts';
import type { Result } from '../lib/refusal.ts';

/** The answer to a press. `late` is the card as it is now, if the pressed one is out of date. */
export interface PressAnswer {
  readonly answered: Result<Answer>;
  readonly late: DrawnCard | undefined;
}

/**
 * Answers a press on a card. If the card as it is now no longer has the button, the command is refused. If it still has
 * the button the press counts, even on an outdated card; if it is refused there, the person also gets the card as it is
 * now.
 */
export async function answerPress(
  event: Extract<ChatEvent, { kind: 'button' }>,
  ask: Ask,
  commands: readonly Command[],
  run: (ask: Ask) => Promise<Result<Answer>>,
): Promise<PressAnswer> {
  const { subject, command, version } = event;
  const card = subject === '' ? undefined : await lockPressedCard(ask, subject);
  if (!card) return { answered: await run(ask), late: undefined };
  const pressed = { ...ask, pressed: card.at };
  if (!card.has(event)) {
    const isKnown = commands.some(({ name }) => name === command);
    return { answered: isKnown ? await card.whyGone(command) : await run(pressed), late: card.draw() };
  }
  const answered = await run(pressed);
  const isOutdated = !answered.ok && version !== undefined && !card.hasVersion(version);
  return { answered, late: isOutdated ? card.draw() : undefined };
}
