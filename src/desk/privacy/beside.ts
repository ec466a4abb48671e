import { contentHash, unloadBook } from '../book/store.ts';
import { nameOfSecret } from '../chain/setting/rows.ts';
import { recordSettings } from '../chain/setting/store.ts';
import type { DeskTurn } from '../desk.ts';
import { maskedTables } from './holdings.ts';
import { createPersonMask } from './mask.ts';
import { asStored, isChanged, type Said } from './masked-book.ts';
import type { Plan } from './plan.ts';
import { deleteRowsOfPerson, listBooks, maskRows, saveMaskedBook } from './store.ts';
import type { Traces } from './traces.ts';

/** What is forgotten beside cases: rows of other tables, service books, entries of the log of settings. */

/** The record of exports has the chat name, or where the platform gave none, the id. */
export function whoNames({ names, accounts }: Traces): string[] {
  return [...names, ...accounts.map(({ userId }) => userId)];
}

/** Deletes and masks rows beside cases. Gives how many of each table. */
export async function forgetRowsOfPerson(
  { tx, now }: DeskTurn,
  traces: Traces,
  by: string,
): Promise<Record<string, number>> {
  const { contacts, accounts, names, key, customers } = traces;
  const counts = await deleteRowsOfPerson(tx, traces, { by, at: now });
  // A customer's person shares a name with others; where no case says whose it is, only what is theirs alone is looked for.
  const found = key === undefined ? { ...traces, names: [] } : traces;
  const needles = [...contacts, ...accounts.map(({ userId }) => userId), ...(key === undefined ? [] : names)];
  const mask = createPersonMask({ ...found, customers }, () => false);
  for (const table of maskedTables('person').filter((each) => !BY_HAND.includes(each)))
    counts[table] = await maskRows(tx, table, { needles }, (value) => withoutTopic(value, mask.value(value)));
  return counts;
}

/** A conversation by mail in which they took part loses its subject and its card: the next mail brings the card again. */
function withoutTopic(before: object, after: object): object {
  const [had, has] = [before, after].map((row) => (row as { people?: readonly string[] }).people?.length);
  return had === has ? after : { ...after, topic: '—', card: null };
}

/** Tables that are masked by statements of their own. */
const BY_HAND = ['book_version', 'export_record', 'setting_event'];

/** Stores the versions of the service book that said something, without it. Gives how many. */
export async function maskBooks({ tx, now }: DeskTurn, without: (said: Said) => Said, by: string): Promise<number> {
  const masked: string[] = [];
  for (const book of await listBooks(tx)) {
    const after = without(book);
    if (!isChanged(book, after)) continue;
    await saveMaskedBook(tx, { version: book.version, ...after }, contentHash(asStored(after.source)));
    unloadBook(book);
    masked.push(String(book.version));
  }
  await recordSettings(tx, { setting: 'book', about: masked, by, at: now });
  return masked.length;
}

/** An entry of the log of settings without the account, or the chat name, that it has. */
export function maskSetting(
  kind: string,
  data: object,
  { names, customers }: { readonly names: readonly string[] | undefined; readonly customers: readonly string[] },
  { traces, pseudonym }: Plan,
): object {
  const { about = '', value = null } = data as { about?: string; value?: Record<string, unknown> | null };
  if (value === null) return data;
  if (kind === 'account' && traces?.key !== undefined && about.startsWith(`${traces.key}/`))
    return { ...data, value: withoutAccount(value) };
  const { who, customer, user } = value;
  if (kind === 'board-session') {
    const users = traces?.accounts.map(({ platform, userId }) => nameOfSecret(`${platform}/${userId}`));
    const isOfThem = users ? users.includes(String(user)) : customers.includes(String(customer));
    return isOfThem ? { ...data, value: withoutAccount(value) } : data;
  }
  const isTheirs =
    typeof customer === 'string' && customers.includes(customer) && typeof who === 'string' && who !== '';
  if (kind !== 'export' || !isTheirs || (names && !names.includes(who))) return data;
  return { ...data, value: { ...value, who: pseudonym } };
}

/** Releases before 0.3 had the account itself, later ones a hash of it. */
function withoutAccount(value: Readonly<Record<string, unknown>>): object {
  return 'user' in value ? { ...value, user: '' } : { ...value, userId: '' };
}
