import { parseNumbered } from '../../lib/numbered.ts';

/** The subject of an appointment's notices and card. */
export function subjectOf(id: number): string {
  return `appointment/${id}`;
}

/** How people write its number. */
export function numberOf(id: number): string {
  return `E-${id}`;
}

/** Reads a number as people write it: `E-3`, `e3`, `#3`, `3`; undefined when it is none. */
export function parseAppointmentNumber(text: string): number | undefined {
  return parseNumbered('E', text);
}
