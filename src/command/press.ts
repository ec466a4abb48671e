import type { DrawnCard } from '../chat/card.ts';
import type { ChatEvent } from '../chat/event.ts';
import type { Answer, Ask, Command } from '../desk/desk.ts';
import { lockPressedCard } from '../desk/ticket/pressed-card.ts';
import type { Result } from '../lib/refusal.ts';

/** What came of a press; `late` is the card as it stands, where the one that was pressed is outdated. */
export interface PressAnswer {
  readonly answered: Result<Answer>;
  readonly late: DrawnCard | undefined;
}

/**
 * Answers a press on a card. If the card as it stands no longer has the button, nothing is done. A press on an outdated
 * card whose button still stands counts; if it is refused, the person also gets the card as it stands.
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
