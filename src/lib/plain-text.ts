import { simplified } from './simplified.ts';

/** A text in the one form in which meaning is looked for, and the way back to what was typed. */
export interface PlainText {
  /** What was typed, as `plainOf` describes. */
  readonly plain: string;
  /** The rest of what was typed, from the sign that stands at `index` of `plain`, trimmed. */
  from(index: number): string;
}

/** Signs that cannot be seen: they join, hide or turn what stands beside them. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/u;
/** A sign with the marks that are written over or under it. */
const SIGN = /\P{M}\p{M}*|\p{M}+/gu;
/** Every dash, and the minus sign. */
const DASH = /[\p{Pd}\u2212]/u;
const BLANK = /[\p{Zs}\t]/u;
const APOSTROPHE = /[\u2018\u2019\u201b\u2032`]/u;

/**
 * The one reading of typed words, before any meaning is looked for: small letters, full-width signs narrow (NFKC), one
 * kind of dash, blank and apostrophe, simplified characters, no invisible signs and no marks of direction. Line feeds stay. A rule that finds
 * something here finds it however it was typed; `from` gives the person's own writing back.
 */
export function plainOf(typed: string): PlainText {
  let plain = '';
  const starts: number[] = [];
  /** Where the sign begins, with what cannot be seen before it. */
  let begin = 0;
  let at = 0;
  for (const [sign] of typed.matchAll(SIGN)) {
    const read = readSign(sign);
    at += sign.length;
    if (read === '') continue;
    for (let index = 0; index < read.length; index += 1) starts.push(begin);
    plain += read;
    begin = at;
  }
  starts.push(typed.length);
  return { plain, from: (index) => typed.slice(starts[index] ?? typed.length).trim() };
}

function readSign(sign: string): string {
  if (sign >= '!' && sign <= '~') return sign === '`' ? "'" : sign.toLowerCase();
  if (INVISIBLE.test(sign)) return '';
  if (DASH.test(sign)) return '-';
  if (BLANK.test(sign)) return ' ';
  if (APOSTROPHE.test(sign)) return "'";
  return simplified(sign.normalize('NFKC').toLowerCase());
}

/** Punctuation, signs and emoji, which say nothing at the ends of a text. */
const EDGE_START = /^[\s\p{P}\p{S}\p{M}]+/u;
const EDGE_END = /[\s\p{P}\p{S}\p{M}]+$/u;

/** A plain text without punctuation, blanks and emoji at its ends. */
export function trimSigns(plain: string): string {
  return plain.replace(EDGE_START, '').replace(EDGE_END, '');
}

/** A typed word or name in the form in which words are compared: plain, without signs at its ends. */
export function plainWord(typed: string): string {
  return trimSigns(plainOf(typed).plain);
}
