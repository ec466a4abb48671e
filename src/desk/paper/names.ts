import { LANGUAGES } from '../../lib/language.ts';
import { parseNumbered } from '../../lib/numbered.ts';
import { paperName } from '../ticket/view/line.ts';

/** How people write a paper's number. */
export function paperNumber(id: number): string {
  return `D-${id}`;
}

/** Reads a number as people write it: `D-3`, `d3`, `#3`, `3`; undefined when it is none. */
export function parsePaperNumber(text: string): number | undefined {
  return parseNumbered('D', text);
}

/** A paper's key by what people call it: the key itself, or its name in either language; undefined for others. */
export function findPaperKey(word: string, known: readonly string[]): string | undefined {
  const wanted = word.trim().toLowerCase();
  return known.find((key) =>
    [key, ...LANGUAGES.map((language) => paperName(key, language))].some((name) => name.toLowerCase() === wanted),
  );
}
