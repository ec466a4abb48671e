import type { BookSource } from '../book/schema.ts';

/** By what a person is found in the desk's records: pure functions over service books. */

/** An account on a chat platform; for mail the address. */
export interface Account {
  readonly platform: string;
  readonly userId: string;
}

/** Everything a person is known by. */
export interface Traces {
  /** What stands in place of their name afterwards: `p-3f2a91`. */
  readonly pseudonym: string;
  /** Their key, if they are one of the provider's people. */
  readonly key: string | undefined;
  readonly accounts: readonly Account[];
  /** As they are written; those of a customer's person are looked for in that customer's cases only. */
  readonly names: readonly string[];
  /** Telephone numbers and mail addresses, which are looked for everywhere. */
  readonly contacts: readonly string[];
  /** Whose person they are; empty: the provider's, or not known. */
  readonly customers: readonly string[];
}

/** A name of one sign stands in too many other words; a number this short is none. */
const LEAST_NAME = 2;
const LEAST_CONTACT = 5;

/** What the service books (all versions) say of one of the provider's people; undefined: none has that key. */
export function tracesOfStaff(books: readonly BookSource[], key: string, pseudonym: string): Traces | undefined {
  const found = books.flatMap(({ people }) => (Object.hasOwn(people, key) ? (people[key] ?? []) : []));
  if (found.length === 0) return undefined;
  const accounts = found.flatMap(({ ids }) => accountsIn(ids));
  const known = found.flatMap(({ name }) => [name.zh, name.en]);
  // Who was forgotten before keeps the pseudonym, and is asked for again where a stop left something.
  const before = known.find(isPseudonym);
  const names = known.filter((name) => !isPseudonym(name));
  const contacts = found.flatMap(({ phone, email }) => [phone ?? '', email ?? '']);
  return tidy({ pseudonym: before ?? pseudonym, key, accounts, names, contacts, customers: [] });
}

function isPseudonym(name: string): boolean {
  return /^p-[0-9a-f]{8}$/.test(name);
}

/** What was asked for: an account, or the name of a customer's person who has none. */
export type Meant = { readonly account: Account } | { readonly customer: string; readonly name: string };

/** What the service books say of a customer's person. Nothing is found of most of them: the book names few. */
export function tracesOfCustomersPerson(books: readonly BookSource[], meant: Meant, pseudonym: string): Traces {
  const people = books.flatMap(({ customers }) =>
    Object.entries(customers).flatMap(([customer, { people: theirs }]) =>
      theirs.map((each) => ({ customer, ...each })),
    ),
  );
  const found = people.filter(({ customer, name, ids }) =>
    'account' in meant
      ? accountsIn(ids).some((each) => isSame(each, meant.account))
      : customer === meant.customer && [name.zh, name.en].includes(meant.name),
  );
  const given = 'account' in meant ? [meant.account] : [];
  const accounts = [...given, ...found.flatMap(({ ids }) => accountsIn(ids))];
  return tidy({
    pseudonym,
    key: undefined,
    accounts,
    names: [...('name' in meant ? [meant.name] : []), ...found.flatMap(({ name }) => [name.zh, name.en])],
    contacts: [
      ...found.flatMap(({ phone }) => phone ?? []),
      ...accounts.flatMap(({ platform, userId }) => (platform === 'mail' ? [userId] : [])),
    ],
    customers: [...('customer' in meant ? [meant.customer] : []), ...found.map(({ customer }) => customer)],
  });
}

/** More accounts, names and customers that were found of the same person. */
export function withFound(
  traces: Traces,
  more: Partial<Pick<Traces, 'accounts' | 'names' | 'contacts' | 'customers'>>,
): Traces {
  return tidy({
    ...traces,
    accounts: [...traces.accounts, ...(more.accounts ?? [])],
    names: [...traces.names, ...(more.names ?? [])],
    contacts: [...traces.contacts, ...(more.contacts ?? [])],
    customers: [...traces.customers, ...(more.customers ?? [])],
  });
}

export function isSame(one: Account, other: Account): boolean {
  return one.platform === other.platform && one.userId === other.userId;
}

/** The user's id, without the workspace that the book writes in front of it. */
function accountsIn(ids: Readonly<Record<string, string | undefined>>): Account[] {
  return Object.entries(ids).flatMap(([platform, id]) =>
    id === undefined ? [] : [{ platform, userId: id.slice(id.lastIndexOf('/') + 1) }],
  );
}

function tidy(traces: Traces): Traces {
  const distinct = (texts: readonly string[], least: number) =>
    [...new Set(texts.map((text) => text.trim()))].filter((text) => text.length >= least);
  const accounts = traces.accounts.filter(
    (each, index) => traces.accounts.findIndex((other) => isSame(each, other)) === index,
  );
  return {
    ...traces,
    accounts,
    names: distinct(traces.names, LEAST_NAME),
    contacts: distinct(traces.contacts, LEAST_CONTACT),
    customers: [...new Set(traces.customers)],
  };
}
