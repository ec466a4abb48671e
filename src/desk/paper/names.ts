import { LANGUAGES } from '../../lib/language.ts';
import { paperName } from '../ticket/view/line.ts';

/** A paper's key by what people call it: the key itself, or its name in either language; undefined for others. */
export function findPaperKey(word: string, known: readonly string[]): string | undefined {
  const wanted = word.trim().toLowerCase();
  return known.find((key) =>
    [key, ...LANGUAGES.map((language) => paperName(key, language))].some((name) => name.toLowerCase() === wanted),
  );
}
