import type { BookPolicy, BookSource } from '../book/schema.ts';
import type { Inspection } from './inspection.ts';

/** The number in a subject such as `inspection/3`; undefined for other subjects. */
export function inspectionOfSubject(subject: string): number | undefined {
  const match = /^inspection\/(\d{1,9})$/.exec(subject);
  return match ? Number(match[1]) : undefined;
}

/** The policy of the inspection's customer; undefined if the book no longer has the customer. */
export function policyIn({ customers, policies }: BookSource, { customer }: Inspection): BookPolicy | undefined {
  const found = customers[customer];
  return found && policies[found.policy];
}
