import { LANGUAGES } from '../../lib/language.ts';
import { paperName } from '../ticket/say.ts';

/** How people write a paper's number. */
export function paperNumber(id: number): string {
  return `P-${id}`;
}

/** Reads a number as people write it: `P-3`, `p3`, `#3`, `3`; undefined when it is none. */
export function parsePaperNumber(text: string): number | undefined {
  const match = /^(?:p-?|#)?(\d{1,9})$/i.exec(text.trim());
  const id = match ? Number(match[1]) : 0;
  return id > 0 ? id : undefined;
}

/** A paper's key by what people call it: the key itself, or its name in either language; undefined for others. */
export function findPaperKey(word: string, known: readonly string[]): string | undefined {
  const wanted = word.trim().toLowerCase();
  return known.find((key) =>
    [key, ...LANGUAGES.map((language) => paperName(key, language))].some((name) => name.toLowerCase() === wanted),
  );
}
