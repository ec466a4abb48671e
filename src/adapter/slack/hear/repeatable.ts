import { LIMITS } from '../wire/limits.ts';
import { decodePress, encodePress } from '../wire/press.ts';
import type { Asked } from './interaction.ts';
import type { Repeatable } from './schema.ts';

/**
 * undefined for what cannot be asked again: a submitted form would be carried out twice. Long arguments, such as the
 * words of a message, are left out: the desk then asks for them too, in the same form.
 */
export function repeatableOf(asked: Asked): Repeatable | undefined {
  switch (asked.kind) {
    case 'button': {
      const short = Object.entries(asked.args).filter(([, value]) => value.length <= LIMITS.repeatedChars);
      return { press: encodePress({ command: asked.command, args: Object.fromEntries(short) }) };
    }
    case 'words':
      return asked.overheard !== true && asked.text.length <= LIMITS.repeatedChars
        ? { word: asked.word, text: asked.text }
        : undefined;
    default:
      return undefined;
  }
}

/** The same as a person's act. undefined if it is none of ours. */
export function askedAgain(repeatable: Repeatable): Asked | undefined {
  if ('word' in repeatable) return { kind: 'words', ...repeatable, mentions: {} };
  const press = decodePress(repeatable.press);
  return press && { kind: 'button', ...press, subject: '' };
}
