import type { FormOption } from '../../chat/form.ts';
import { type Language, named, otherName } from '../../lib/language.ts';
import type { BookSource } from '../book/schema.ts';

/** A customer's name; undefined if the book does not have the customer (any more). */
export function findCustomerName({ customers }: BookSource, key: string, language: Language): string | undefined {
  const found = customers[key];
  return found && named(found.name, language);
}

/** A customer's name, or the key if the book does not have the customer (any more). */
export function customerName(source: BookSource, key: string, language: Language): string {
  return findCustomerName(source, key, language) ?? key;
}

/** A customer and one of their sites, by key. A ticket's facts and an inspection have both. */
interface Place {
  readonly customer: string;
  readonly site: string | undefined;
}

/** The name of a customer's site; undefined if none is given, or the book does not have it. */
export function findSiteName(
  { customers }: BookSource,
  { customer, site }: Place,
  language: Language,
): string | undefined {
  const found = customers[customer]?.sites.find(({ key }) => key === site);
  return found && named(found.name, language);
}

/** The name of a customer's site, or its key if the book does not have it (any more). */
export function siteName(source: BookSource, place: Place & { readonly site: string }, language: Language): string {
  return findSiteName(source, place, language) ?? place.site;
}

/** All customers of the book as choices of a form. */
export function customerOptions({ customers }: BookSource, language: Language): FormOption[] {
  return Object.entries(customers).map(([value, { name }]) => ({
    value,
    label: named(name, language),
    also: otherName(name, language),
  }));
}
