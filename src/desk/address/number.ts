import { parseNumbered } from '../../lib/numbered.ts';

/** The letter in front of a number, by what is numbered. Each kind has its own, so that `C-3` can only be one thing. */
const LETTERS = {
  ticket: 'T',
  complaint: 'C',
  inspection: 'I',
  paper: 'D',
  assurance: 'A',
  appointment: 'E',
  part: 'P',
  loaner: 'L',
  patch: 'N',
  file: 'F',
  sheet: 'S',
  letter: 'M',
} as const;

/** The kinds of things that people call by a number. */
export type Numbered = keyof typeof LETTERS;

/** A number as people write it: `C-3`. */
export function numberOf(kind: Numbered, id: number | string): string {
  return `${LETTERS[kind]}-${id}`;
}

/** Reads a number as people write it: `C-3`, `c3`, `#3`, `3`; undefined if it is not one, or of another kind. */
export function parseNumber(kind: Numbered, text: string): number | undefined {
  return parseNumbered(LETTERS[kind], text);
}

/** The subject of a numbered matter's notices and card: `complaint/3`. Posted cards and receipts have it stored. */
export function subjectOf(kind: Numbered, id: number): string {
  return `${kind}/${id}`;
}

/** The number of a subject, e.g. `C-3` of `complaint/3`; undefined for subjects without one. */
export function numberOfSubject(subject: string): string | undefined {
  const [, kind = '', id = ''] = /^([a-z]+)\/(\d+)$/.exec(subject) ?? [];
  return Object.hasOwn(LETTERS, kind) ? numberOf(kind as Numbered, id) : undefined;
}

export function isNumbered(kind: string): kind is Numbered {
  return Object.hasOwn(LETTERS, kind);
}
