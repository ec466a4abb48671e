import { BorderStyle, type IBorderOptions, TextRun } from 'docx';

/** Colours of a paper: text, what is said beside it, titles and marks, rules, and shaded cells. */
export const INK = '1F2933';
export const QUIET = '6B7785';
export const ACCENT = '1F5FA8';
export const MARK = 'B45309';
export const RULE = 'D3DAE1';
export const SHADE = 'F3F6F9';

/** A4 and its margins, in twentieths of a point. */
export const PAGE = { width: 11_906, height: 16_838, margin: 1_134 } as const;
export const WIDTH = PAGE.width - 2 * PAGE.margin;

/** Drops what XML, and so Word, does not allow: control characters except tab and line feed, and lone surrogates. */
export function clean(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it drops.
  return text.toWellFormed().replace(/[\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff]/g, '');
}

export interface Look {
  readonly bold?: boolean;
  readonly color?: string;
  /** In half points. */
  readonly size?: number;
}

/** A text with its line breaks kept. */
export function runs(text: string, look: Look = {}): TextRun[] {
  return clean(text)
    .split('\n')
    .map((line, index) => new TextRun({ text: line, ...look, ...(index > 0 ? { break: 1 } : {}) }));
}

/** The border of a table or a cell without lines. */
export const NO_LINE: IBorderOptions = { style: BorderStyle.NONE, size: 0, color: 'auto' };
export const NO_LINES = {
  top: NO_LINE,
  bottom: NO_LINE,
  left: NO_LINE,
  right: NO_LINE,
  insideHorizontal: NO_LINE,
  insideVertical: NO_LINE,
};
