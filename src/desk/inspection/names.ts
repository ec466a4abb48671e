import type { BookPolicy, BookSource } from '../book/schema.ts';
import type { Inspection } from './inspection.ts';

/** The inspection that a card is about; undefined for others. */
export function inspectionOfSubject(subject: string): number | undefined {
  const match = /^inspection\/(\d{1,9})$/.exec(subject);
  return match ? Number(match[1]) : undefined;
}

/** The policy by which the customer is served; undefined: the book does not know them any more. */
export function policyIn({ customers, policies }: BookSource, { customer }: Inspection): BookPolicy | undefined {
  const found = customers[customer];
  return found && policies[found.policy];
}
