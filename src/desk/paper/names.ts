import { LANGUAGES } from '../../lib/language.ts';
import { plainWord } from '../../lib/plain-text.ts';
import { paperName } from '../ticket/view/line.ts';

/** Finds a paper's key by that key or by its name in either language; undefined if there is none. */
export function findPaperKey(word: string, known: readonly string[]): string | undefined {
  const wanted = plainWord(word);
  return known.find((key) =>
    [key, ...LANGUAGES.map((language) => paperName(key, language))].some((name) => plainWord(name) === wanted),
  );
}
