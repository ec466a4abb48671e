import { t } from '../../i18n/i18n.ts';
import { type Book, policyOf } from '../book/book.ts';
import { nameForCustomer, nameWithPhone } from '../contact/contact.ts';
import type { Asker } from '../desk.ts';

/** Who sees it, and of which book. */
export interface Reader {
  readonly book: Book;
  readonly asker: Asker;
}

/** The name of a person on duty with their number: for staff always, for customers if their contract gives it (B4). */
export function dutyName({ book, asker }: Reader, person: string | undefined): string {
  const { language, staff, customer } = asker;
  if (person === undefined) return t(language, 'nobody');
  if (staff || customer === undefined) return nameWithPhone(book.source, person, language);
  return nameForCustomer(book.source, policyOf(book, customer), 'duty', person, language);
}
