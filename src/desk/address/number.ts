import { parseNumbered } from '../../lib/numbered.ts';

/** The letter in front of a number, by what is numbered. No two share one, so that `C-3` can be only one thing. */
const LETTERS = {
  ticket: 'T',
  complaint: 'C',
  inspection: 'I',
  paper: 'D',
  assurance: 'A',
  appointment: 'E',
  part: 'P',
  loaner: 'L',
} as const;

/** What people call by a number. */
export type Numbered = keyof typeof LETTERS;

/** How people write a number: `C-3`. */
export function numberOf(kind: Numbered, id: number | string): string {
  return `${LETTERS[kind]}-${id}`;
}

/** Reads a number as people write it: `C-3`, `c3`, `#3`, `3`; undefined when it is none, or of another kind. */
export function parseNumber(kind: Numbered, text: string): number | undefined {
  return parseNumbered(LETTERS[kind], text);
}

/** What the notices and the card of something numbered are about: `complaint/3`. Posted cards and receipts have it stored. */
export function subjectOf(kind: Numbered, id: number): string {
  return `${kind}/${id}`;
}

/** A subject like `complaint/3` as people call it: `C-3`; undefined for subjects that are no number's own. */
export function numberOfSubject(subject: string): string | undefined {
  const [, kind = '', id = ''] = /^([a-z]+)\/(\d+)$/.exec(subject) ?? [];
  return Object.hasOwn(LETTERS, kind) ? numberOf(kind as Numbered, id) : undefined;
}

export function isNumbered(kind: string): kind is Numbered {
  return Object.hasOwn(LETTERS, kind);
}
