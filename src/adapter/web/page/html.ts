declare const markup: unique symbol;
/** Safe markup: all texts in it are escaped. */
export interface Html {
  readonly [markup]: true;
  toString(): string;
}

type Piece = string | number | Html | false | undefined | readonly Piece[];

/** A template for markup: texts are escaped; markup and lists of it stay; false and undefined are left out. */
export function html(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  const text = parts.map((part, index) => `${part}${textOf(pieces[index])}`).join('');
  return { toString: () => text } as Html;
}

function textOf(piece: Piece): string {
  if (piece === undefined || piece === false) return '';
  if (typeof piece === 'string' || typeof piece === 'number') return escapeText(String(piece));
  return isList(piece) ? piece.map(textOf).join('') : piece.toString();
}

function isList(piece: Piece): piece is readonly Piece[] {
  return Array.isArray(piece);
}

const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (char) => ESCAPED[char] ?? '');
}
