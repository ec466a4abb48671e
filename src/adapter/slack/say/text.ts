import { balanceWithin } from '../../../lib/direction.ts';

/** The text, or its beginning and an ellipsis: at most `max` UTF-16 units, never cutting a surrogate pair. */
export function clip(text: string, max: number): string {
  return balanceWithin(text.length <= max ? text : `${wholeChars(text, max - 1)}…`, max);
}

/** Splits a text into at most `most` pieces of `max` units; the last piece is cut with an ellipsis if more is left. */
export function splitText(text: string, max: number, most: number): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > max && pieces.length < most - 1) {
    const piece = wholeChars(rest, max);
    pieces.push(piece);
    rest = rest.slice(piece.length);
  }
  return [...pieces, clip(rest, max)].filter((piece) => piece.trim() !== '');
}

function wholeChars(text: string, max: number): string {
  const cut = text.slice(0, max);
  return /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
}
