import { createHash } from 'node:crypto';
import { type Button, buttonsIn, type Card } from './card.ts';

/**
 * Tells a card's buttons from those it has after a change, in any language: eight characters that
 * a platform carries in its buttons and gives back with a press.
 */
export function versionOf({ parts }: Card): string {
  return versionOfButtons(parts.flatMap(buttonsIn));
}

/** The same, where only the buttons of a card are at hand, in the card's order. */
export function versionOfButtons(buttons: readonly Button[]): string {
  const asked = buttons.map(({ command, args }) => [command, args]);
  return createHash('sha256').update(JSON.stringify(asked)).digest('base64url').slice(0, 8);
}
