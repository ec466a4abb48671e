import type { FormOption } from '../../chat/form.ts';
import { type Language, named } from '../../lib/language.ts';
import type { BookSource } from '../book/schema.ts';

/** A customer's name; undefined when the book has no such customer (any more). */
export function findCustomerName({ customers }: BookSource, key: string, language: Language): string | undefined {
  const found = customers[key];
  return found && named(found.name, language);
}

/** A customer's name, or their key when the book has no such customer (any more). */
export function customerName(source: BookSource, key: string, language: Language): string {
  return findCustomerName(source, key, language) ?? key;
}

/** The name of a customer's site; undefined when no site is meant, or the book has none of that key. */
export function findSiteName(
  { customers }: BookSource,
  customer: string,
  site: string | undefined,
  language: Language,
): string | undefined {
  const found = customers[customer]?.sites.find(({ key }) => key === site);
  return found && named(found.name, language);
}

/** All customers of the book, to choose from in a form. */
export function customerOptions({ customers }: BookSource, language: Language): FormOption[] {
  return Object.entries(customers).map(([value, { name }]) => ({ value, label: named(name, language) }));
}
