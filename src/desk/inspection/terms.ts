import { type Book, policyOf, spanCalendarsOf } from '../book/book.ts';
import type { InspectionTerms } from './inspection.ts';

/** The rules and calendars of a customer's contract for inspections. */
export function termsOf(book: Book, customer: string): InspectionTerms {
  const policy = policyOf(book, customer);
  return { rule: policy.inspection, calendars: spanCalendarsOf(book, policy) };
}
