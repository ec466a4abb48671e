/**
 * Reads the number of something as people write it, its letter in front or not: `T-12`, `t12`, `#12`, `12`. undefined
 * when it is none, or bears another letter.
 */
export function parseNumbered(letter: string, text: string): number | undefined {
  const [, prefix = '', digits = ''] = /^([a-z]?-?|#)(\d{1,9})$/i.exec(text.trim()) ?? [];
  const isOurs = ['', '#', letter, `${letter}-`].includes(prefix.toUpperCase());
  const number = isOurs ? Number(digits) : 0;
  return number > 0 ? number : undefined;
}
