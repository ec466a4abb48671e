import type { BookEdit } from '../book/edit/edit.ts';
import type { BookSource } from '../book/schema.ts';
import { contentHash } from '../book/store.ts';
import { isSame, type Traces } from './traces.ts';

/** Service books without the names and contacts of people who were forgotten. Pure; keys stay, for logs name people by them. */

/** The names that stand in place of a customer's, of their sites and of their devices. */
const NAMELESS = { zh: '—', en: '—' };

/** A book without a person: ours by their key, a customer's by accounts and names. */
function bookWithoutPerson(source: BookSource, traces: Traces): BookSource {
  const { key, pseudonym } = traces;
  const person = key !== undefined && Object.hasOwn(source.people, key) ? source.people[key] : undefined;
  const people =
    key === undefined || person === undefined
      ? source.people
      : {
          ...source.people,
          [key]: { ...person, name: { zh: pseudonym, en: pseudonym }, ids: {}, email: undefined, phone: undefined },
        };
  const customers = Object.entries(source.customers).map(([customer, each]) => {
    const theirs = key === undefined ? each.people.filter((one) => !isOne(one, customer, traces)) : each.people;
    return [customer, { ...each, people: theirs }];
  });
  return { ...source, people, customers: Object.fromEntries(customers), channels: channelsWithout(source, traces) };
}

/** Their address is no longer one that may write, or gets mails. */
function channelsWithout({ channels }: BookSource, { contacts }: Traces): BookSource['channels'] {
  const without = (addresses: readonly string[]) => addresses.filter((each) => !contacts.includes(each));
  return Object.fromEntries(
    Object.entries(channels).map(([key, { mail, ...channel }]) => [
      key,
      mail
        ? { ...channel, mail: { ...mail, senders: without(mail.senders), contacts: without(mail.contacts) } }
        : channel,
    ]),
  );
}

function isOne(
  { name, ids }: BookSource['customers'][string]['people'][number],
  customer: string,
  { accounts, names, customers }: Traces,
): boolean {
  const own = Object.entries(ids).some(([platform, id]) =>
    accounts.some((each) => isSame(each, { platform, userId: id?.slice(id.lastIndexOf('/') + 1) ?? '' })),
  );
  return own || (customers.includes(customer) && (names.includes(name.zh) || names.includes(name.en)));
}

/** Whether a book names a customer's person. */
export function namesPerson(source: BookSource, traces: Traces): boolean {
  const isWritten = Object.values(source.channels).some(({ mail }) =>
    [...(mail?.senders ?? []), ...(mail?.contacts ?? [])].some((each) => traces.contacts.includes(each)),
  );
  const isNamed = Object.entries(source.customers).some(([customer, { people }]) =>
    people.some((each) => isOne(each, customer, traces)),
  );
  return isWritten || isNamed;
}

/** A book without what it says of a customer; the promises stay, for their cases count by them. */
function bookWithoutCustomer(source: BookSource, key: string): BookSource {
  const customer = Object.hasOwn(source.customers, key) ? source.customers[key] : undefined;
  if (customer === undefined) return source;
  const { sites, devices } = customer;
  const named = { ...NAMELESS };
  return {
    ...source,
    customers: {
      ...source.customers,
      [key]: {
        ...customer,
        name: named,
        people: [],
        sites: sites.map((site) => ({ ...site, name: named })),
        devices: devices.map((device) => ({ ...device, name: named, model: '', serial: '', serials: [] })),
      },
    },
    channels: Object.fromEntries(
      Object.entries(source.channels).map(([channel, each]) => [
        channel,
        each.customer === key
          ? { ...each, name: named, ...(each.mail ? { mail: { ...each.mail, senders: [], contacts: [] } } : {}) }
          : each,
      ]),
    ),
  };
}

/** The small edits in chat that say nothing of them. */
function editsWithout(edits: readonly BookEdit[], path: readonly string[], words: readonly string[]): BookEdit[] {
  return edits.filter((edit) => {
    if (path.length > 0 && path.every((part, index) => edit.path[index] === part)) return false;
    const said = JSON.stringify(edit);
    return !words.some((word) => said.includes(JSON.stringify(word).slice(1, -1)));
  });
}

/** A book with its small edits, as a version has them. */
export interface Said {
  readonly source: BookSource;
  readonly edits: readonly BookEdit[] | null;
}

export function withoutPerson({ source, edits }: Said, traces: Traces): Said {
  const { key, names, contacts, accounts } = traces;
  const words = key === undefined ? [...names, ...contacts, ...accounts.map(({ userId }) => userId)] : [];
  const path = key === undefined ? [] : ['people', key];
  return { source: bookWithoutPerson(source, traces), edits: edits && editsWithout(edits, path, words) };
}

export function withoutCustomer({ source, edits }: Said, key: string): Said {
  return { source: bookWithoutCustomer(source, key), edits: edits && editsWithout(edits, ['customers', key], []) };
}

export function isChanged(before: Said, after: Said): boolean {
  return (
    contentHash(asStored(before.source)) !== contentHash(asStored(after.source)) ||
    before.edits?.length !== after.edits?.length
  );
}

export function asStored(source: BookSource): unknown {
  return JSON.parse(JSON.stringify(source));
}
