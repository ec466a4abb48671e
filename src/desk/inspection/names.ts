import { parseNumbered } from '../../lib/numbered.ts';
import type { BookPolicy, BookSource } from '../book/schema.ts';
import type { Inspection } from './inspection.ts';

/** The subject of an inspection's notices and card. */
export function subjectOf(id: number): string {
  return `inspection/${id}`;
}

/** The inspection that a card is about; undefined for others. */
export function inspectionOfSubject(subject: string): number | undefined {
  const match = /^inspection\/(\d{1,9})$/.exec(subject);
  return match ? Number(match[1]) : undefined;
}

/** How people write its number. */
export function numberOf(id: number): string {
  return `I-${id}`;
}

/** Reads a number as people write it: `I-3`, `i3`, `#3`, `3`; undefined when it is none. */
export function parseInspectionNumber(text: string): number | undefined {
  return parseNumbered('I', text);
}

/** The policy by which the customer is served; undefined: the book does not know them any more. */
export function policyIn({ customers, policies }: BookSource, { customer }: Inspection): BookPolicy | undefined {
  const found = customers[customer];
  return found && policies[found.policy];
}
