import { type Book, policyOf, spanCalendarsOf } from '../book/book.ts';
import type { InspectionTerms } from './inspection.ts';

/** What the contract says for a customer's inspections. */
export function termsOf(book: Book, customer: string): InspectionTerms {
  const policy = policyOf(book, customer);
  return { rule: policy.inspection, calendars: spanCalendarsOf(book, policy) };
}
