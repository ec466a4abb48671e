import { type Book, findCustomer, policyOf, spanCalendarsOf } from '../book/book.ts';
import type { InspectionTerms } from './inspection.ts';
import { itemsOfSite } from './site-list.ts';

/**
 * The rules and calendars of a customer's contract for inspections of a site. Without a site the checklist names no
 * devices: that is enough for dates.
 */
export function termsOf(book: Book, customer: string, site = ''): InspectionTerms {
  const policy = policyOf(book, customer);
  const checklist = itemsOfSite(policy.inspection.checklist, findCustomer(book, customer), site);
  return { rule: { ...policy.inspection, checklist }, calendars: spanCalendarsOf(book, policy) };
}
