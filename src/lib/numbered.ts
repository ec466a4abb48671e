import { plainOf, trimSigns } from './plain-text.ts';

/**
 * Reads the number of something as people write it, its letter in front or not: `T-12`, `t12`, `#12`, `12`. undefined
 * when it is none, or bears another letter.
 */
export function parseNumbered(letter: string, text: string): number | undefined {
  const [, prefix = '', digits = ''] = /^([a-z]?-?|#)(\d{1,9})$/.exec(trimmed(text)) ?? [];
  const isOurs = ['', '#', letter, `${letter}-`].includes(prefix.toUpperCase());
  const number = isOurs ? Number(digits) : 0;
  return number > 0 ? number : undefined;
}

/** Full-width letters, any dash, and blanks and signs around it make no difference. */
function trimmed(text: string): string {
  const plain = plainOf(text).plain.replaceAll(' ', '');
  const sign = /^[-#]/.exec(plain)?.[0] ?? '';
  return sign + trimSigns(plain);
}
