import { type Refusal, refuse } from '../../lib/refusal.ts';
import type { TextKey } from '../../lib/text-key.ts';
import { shorten } from '../input.ts';
import { nearest } from './nearest.ts';

/** The words that may follow a command's own, in every language, by what they ask for. */
export type SubWords = Readonly<Record<string, readonly string[]>>;

/** What a word asks for; undefined: it is none of them. */
export function findSubWord(words: SubWords, said: string): string | undefined {
  return Object.keys(words).find((each) => words[each]?.includes(said.trim().toLowerCase()));
}

/** Refuses a word by `code`, with those that are allowed and the nearest of them where one is near. */
export function refuseSubWord(code: TextKey, words: SubWords, said: string): Refusal {
  const near = nearest(said.trim().toLowerCase(), Object.values(words).flat());
  const shown = shorten(said, 40);
  return refuse(code, {
    word: near === undefined ? shown : `${shown} (${near}?)`,
    allowed: Object.keys(words).join(', '),
  });
}
