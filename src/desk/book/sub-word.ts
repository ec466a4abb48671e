import { plainWord } from '../../lib/plain-text.ts';
import { type Refusal, refuse } from '../../lib/refusal.ts';
import type { TextKey } from '../../lib/text-key.ts';
import { shorten } from '../input.ts';
import { nearest } from './nearest.ts';

/** The words that may follow a command, in both languages, by what they ask for. */
export type SubWords = Readonly<Record<string, readonly string[]>>;

/** What a word asks for; undefined if it is none of them. */
export function findSubWord(words: SubWords, said: string): string | undefined {
  return Object.keys(words).find((each) => words[each]?.includes(plainWord(said)));
}

/** Refuses a word with `code`, naming the allowed ones and the closest. */
export function refuseSubWord(code: TextKey, words: SubWords, said: string): Refusal {
  const near = nearest(plainWord(said), Object.values(words).flat());
  const shown = shorten(said, 40);
  return refuse(code, {
    word: near === undefined ? shown : `${shown} (${near}?)`,
    allowed: Object.keys(words).join(', '),
  });
}
