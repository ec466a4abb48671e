import { createHash } from 'node:crypto';
import { buttonsIn, type Card } from './card.ts';

/**
 * Tells a card's buttons from those that it has when it is changed, whatever language they speak: eight characters that
 * a platform carries in its buttons and gives back with a press.
 */
export function versionOf({ parts }: Card): string {
  const asked = parts.map((part) => buttonsIn(part).map(({ command, args }) => [command, args]));
  return createHash('sha256').update(JSON.stringify(asked.flat())).digest('base64url').slice(0, 8);
}
