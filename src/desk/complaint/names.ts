import { parseNumbered } from '../../lib/numbered.ts';

/** The subject of a complaint's notices and cards. */
export function subjectOf(id: number): string {
  return `complaint/${id}`;
}

/** As people call it. */
export function complaintName(id: number): string {
  return `C-${id}`;
}

/** Reads a complaint's number as people write it: `C-3`, `c3`, `#3`, `3`; undefined when it is none. */
export function parseComplaintNumber(text: string): number | undefined {
  return parseNumbered('C', text);
}
