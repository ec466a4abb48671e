import { createHash } from 'node:crypto';
import { buttonsIn, type Card } from './card.ts';

/**
 * A short hash of a card's buttons, the same in all languages. Platforms carry it in buttons and return it with a
 * press, which tells presses on an outdated card.
 */
export function versionOf({ parts }: Card): string {
  const asked = parts.map((part) => buttonsIn(part).map(({ command, args }) => [command, args]));
  return createHash('sha256').update(JSON.stringify(asked.flat())).digest('base64url').slice(0, 8);
}
