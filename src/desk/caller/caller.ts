import { plainOf } from '../../lib/plain-text.ts';
import type { BookCustomer } from '../book/schema.ts';
import { type Caller, isSamePhone, readPhone, splitCaller } from './phone.ts';

/** Who is on the telephone: finds the customer of a caller by their number or name. */

/** A person of a customer's whom the desk knows: from the book, or because they reported something before. */
export interface KnownCaller extends Caller {
  readonly customer: string;
  /** The key of the site that their latest report was about; undefined: not known. */
  readonly site: string | undefined;
}

/**
 * The known callers that were meant, one for each customer, in the order of `known`. A number counts more than a name:
 * names are compared only if no number fits. What one entry leaves out is filled in from the others of that customer.
 */
export function findCallers(said: Caller, known: readonly KnownCaller[]): KnownCaller[] {
  const phone = readPhone(said.phone);
  const byNumber = phone ? known.filter((each) => hasPhone(each, phone)) : [];
  const name = nameKey(said.name);
  const found = byNumber.length > 0 || name === '' ? byNumber : known.filter((each) => nameKey(each.name) === name);
  return [...Map.groupBy(found, ({ customer }) => customer).values()].map(mergeEntries);
}

function hasPhone({ phone }: Caller, wanted: ReturnType<typeof readPhone>): boolean {
  const theirs = readPhone(phone);
  return theirs !== undefined && wanted !== undefined && isSamePhone(theirs, wanted);
}

function mergeEntries(entries: readonly KnownCaller[]): KnownCaller {
  return {
    customer: entries[0]?.customer ?? '',
    site: entries.find(({ site }) => site !== undefined)?.site,
    name: entries.find(({ name }) => name !== '')?.name ?? '',
    phone: entries.find(({ phone }) => phone !== '')?.phone ?? '',
  };
}

/** Names are the same in any case of letters, with any blanks and dots. One letter is not a name. */
function nameKey(name: string): string {
  const key = plainOf(name).plain.replace(/[\s.·]+/g, '');
  return [...key].length > 1 ? key : '';
}

/** The people of the book's customers, by each of their names. */
export function callersOfBook(customers: Readonly<Record<string, BookCustomer>>): KnownCaller[] {
  return Object.entries(customers).flatMap(([customer, { people }]) =>
    people.flatMap(({ name, phone = '' }) =>
      [...new Set([name.zh, name.en])].map((each) => ({ customer, site: undefined, name: each, phone })),
    ),
  );
}

/** A contact as a ticket has it in one text. */
export function callerOfContact(customer: string, site: string, contact: string): KnownCaller {
  return { customer, site, ...splitCaller(contact) };
}
