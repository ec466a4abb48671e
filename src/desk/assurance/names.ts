import { parseNumbered } from '../../lib/numbered.ts';

/** The subject of an assurance's notices and card. */
export function subjectOf(id: number): string {
  return `assurance/${id}`;
}

/** How people write its number. */
export function numberOf(id: number): string {
  return `A-${id}`;
}

/** Reads a number as people write it: `A-3`, `a3`, `#3`, `3`; undefined when it is none. */
export function parseAssuranceNumber(text: string): number | undefined {
  return parseNumbered('A', text);
}
