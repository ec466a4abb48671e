import { createHash } from 'node:crypto';
import { type Button, buttonsIn, type Card } from './card.ts';

/**
 * A short hash of a card's buttons, the same in all languages. Platforms carry it in buttons and return it with a
 * press: so a press on an outdated card is told from one on the present card.
 */
export function versionOf({ parts }: Card): string {
  return versionOfButtons(parts.flatMap(buttonsIn));
}

/** The same, where only the buttons of a card are at hand, in the card's order. */
export function versionOfButtons(buttons: readonly Button[]): string {
  const asked = buttons.map(({ command, args }) => [command, args]);
  return createHash('sha256').update(JSON.stringify(asked)).digest('base64url').slice(0, 8);
}
