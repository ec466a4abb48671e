import type { Tx } from '../../db/database.ts';
import type { BookEdit } from '../book/edit/edit.ts';
import { BookSource } from '../book/schema.ts';
import type { BookRef } from '../book/store.ts';
import { HOLDINGS, wordColumns } from './holdings.ts';
import { type Deletion, deleteLogged } from './logged/store.ts';
import type { Account, Traces } from './traces.ts';

/** Where people and customers are found in the database, and the rows beside cases that go or are masked. */

/** A version of the service book as it is stored. */
export interface StoredBook extends BookRef {
  readonly source: BookSource;
  readonly edits: readonly BookEdit[] | null;
}

/** All versions, the first one first. */
export async function listBooks(tx: Tx): Promise<StoredBook[]> {
  const rows = await tx.query<BookRef & { source: unknown; edits: BookEdit[] | null }>(
    'select id as version, hash, source, edits from book_version order by id',
  );
  return rows.map((row) => ({ ...row, source: BookSource.parse(row.source) }));
}

/** Stores a version without what it said of those who were forgotten. Its own hash stays, by which it is known. */
export async function saveMaskedBook(
  tx: Tx,
  { version, source, edits }: Pick<StoredBook, 'version' | 'source' | 'edits'>,
  maskedHash: string,
): Promise<void> {
  await tx.query(`select set_config('deskbell.deletes_words', 'on', true)`);
  await tx.query('update book_version set source = $2::jsonb, edits = $3::jsonb, masked_hash = $4 where id = $1', [
    version,
    JSON.stringify(source),
    edits === null ? null : JSON.stringify(edits),
    maskedHash,
  ]);
  await tx.query(`select set_config('deskbell.deletes_words', 'off', true)`);
}

/** What the records themselves say of an account: under which names, and for which customers. */
export async function findOfAccount(
  tx: Tx,
  { platform, userId }: Account,
): Promise<{ readonly names: string[]; readonly customers: string[]; readonly rows: number }> {
  const rows = await tx.query<{ name: string | null; customer: string | null }>(
    `select null as name, customer from ticket where state->'facts'->'reporter' @> $3::jsonb or state->'reporters' @> jsonb_build_array($3::jsonb)
     union select state->'facts'->'complainer'->>'name', customer from matter where state->'facts'->'complainer' @> $3::jsonb
     union select null, customer from matter where state->'reporter' @> $3::jsonb or (feature = 'letter' and $1 = 'mail' and state->>'from' = $2)
     union select nullif(name, ''), customer from board_session where platform = $1 and user_id = $2
     union select null, null from kept_words where platform = $1 and person = $2
     union select null, null from listen_offer where platform = $1 and person = $2
     union select null, null from receipt where platform = $1 and person = $2
     union select null, null from mail_stranger where $1 = 'mail' and address = $2
     union select null, null from mail_thread where $1 = 'mail' and people @> to_jsonb($2::text)`,
    [platform, userId, JSON.stringify({ platform, userId })],
  );
  return {
    names: rows.flatMap(({ name }) => name ?? []),
    customers: rows.flatMap(({ customer }) => customer ?? []),
    rows: rows.length,
  };
}

/** Accounts of one of ours that no book has: linked by themselves, or gone. */
export async function listLinkedAccounts(tx: Tx, key: string): Promise<readonly Account[]> {
  return tx.query<Account>(
    `select platform, regexp_replace(user_id, '^.*/', '') as "userId" from person_link where person = $1
     union select platform, regexp_replace(user_id, '^.*/', '') from lost_account where person = $1`,
    [key],
  );
}

/** Accounts of a customer's people: those of the books, and of those who reported or complained. */
export async function listAccountsOfCustomer(tx: Tx, customer: string): Promise<Account[]> {
  return [
    ...(await tx.query<Account>(
      `select who->>'platform' as platform, who->>'userId' as "userId" from (
         select state->'facts'->'reporter' as who from ticket where customer = $1
         union select jsonb_array_elements(coalesce(state->'reporters', '[]')) from ticket where customer = $1
         union select state->'facts'->'complainer' from matter where customer = $1
         union select jsonb_build_object('platform', platform, 'userId', user_id) from board_session where customer = $1
         union select jsonb_build_object('platform', ids.key, 'userId', regexp_replace(ids.value, '^.*/', ''))
           from book_version, jsonb_array_elements(source->'customers'->$1->'people') each, jsonb_each_text(each->'ids') ids
       ) found where who ? 'userId'`,
      [customer],
    )),
  ];
}

/** Chat names that people of these customers go by in cases of a person, whose own name is among them: for the operator to name. */
export async function listNamesInCases(tx: Tx, { accounts, names }: Traces): Promise<string[]> {
  const whose = accounts.map(({ platform, userId }) => ({ platform, userId }));
  const rows = await tx.query<{ who: string }>(
    `select distinct event.data->>'who' as who from ticket join ticket_event event on event.ticket_id = ticket.id
      where state->'facts'->'reporter' in (select value from jsonb_array_elements($1::jsonb)) and event.by = 'customer'
        and event.data ? 'who' order by 1 limit 20`,
    [JSON.stringify(whose)],
  );
  return rows.map(({ who }) => who).filter((who) => !names.includes(who));
}

/** The user of a place of direct messages, which is their id behind an `@`. */
const DIRECT = `regexp_replace(channel, '^@(.*/)?', '')`;

/** Which rows of tables that are no cases belong to a person. `asked` has the accounts that are theirs, and their key. */
const OF_PERSON: Readonly<Record<string, string>> = {
  board_draft: 'person = asked.key',
  board_session: `person = asked.key or ${accountIn('user_id')}`,
  duty_feed: 'owner = asked.key',
  kept_words: accountIn('person'),
  link_code: 'person = asked.key',
  listen_offer: accountIn('person'),
  lost_account: `person = asked.key or ${accountIn('user_id')}`,
  mail_stranger: 'address = any (asked.users)',
  person_link: `person = asked.key or ${accountIn('user_id')}`,
  posted_card: accountIn(DIRECT),
};

/** The same of a customer, by their key. */
const OF_CUSTOMER: Readonly<Record<string, string>> = {
  alert: 'customer = asked.key',
  board_draft: 'asked.key is not null',
  board_session: 'customer = asked.key',
  digest_part: `split_part(subject, '|', 1) in (${subjectsOf()})`,
  kept_words: `channel in (${channelsOf()})`,
  listen_offer: `channel in (${channelsOf()})`,
  mail_message: `channel in (${channelsOf()})`,
  mail_thread: `channel in (${channelsOf()})`,
  notice: `split_part(subject, '|', 1) in (${subjectsOf()})`,
  // What leads to others goes last: channels are found by their bindings.
  channel_binding: 'customer = asked.key',
};

function accountIn(column: string): string {
  return `(platform, ${column}) in (select * from unnest(asked.platforms, asked.users))`;
}

function subjectsOf(): string {
  return `select 'ticket/' || id from ticket where ticket.customer = asked.key
    union all select feature || '/' || number from matter where matter.customer = asked.key`;
}

/** The channels that any version of the book, or chat, gave to a customer. */
function channelsOf(): string {
  return `select each.value->>'id' from book_version, jsonb_each(source->'channels') each where each.value->>'customer' = asked.key
    union all select binding.channel from channel_binding binding where binding.customer = asked.key`;
}

/** Deletes the rows of a person that no case has, and what waits for them in private. Gives how many rows of each table. */
export async function deleteRowsOfPerson(
  tx: Tx,
  { accounts, key }: Pick<Traces, 'accounts' | 'key'>,
  deletion: Deletion,
): Promise<Record<string, number>> {
  const values = [accounts.map(({ platform }) => platform), accounts.map(({ userId }) => userId), key ?? null];
  await deleteRows(tx, { notice: accountIn(DIRECT) }, values, deletion);
  return deleteRows(tx, OF_PERSON, values, deletion);
}

export async function deleteRowsOfCustomer(tx: Tx, key: string, deletion: Deletion): Promise<Record<string, number>> {
  return deleteRows(tx, OF_CUSTOMER, [[], [], key], deletion);
}

async function deleteRows(
  tx: Tx,
  conditions: Readonly<Record<string, string>>,
  values: readonly unknown[],
  deletion: Deletion,
): Promise<Record<string, number>> {
  const asked = 'using (select $1::text[] as platforms, $2::text[] as users, $3::text as key) asked';
  const counts: Record<string, number> = {};
  for (const [table, condition] of Object.entries(conditions))
    counts[table] = await deleteLogged(tx, table, `${asked} where ${condition}`, values, deletion);
  return counts;
}

/** Which tables have rows that go, by whose they are: test/house/privacy.test.ts compares it with the holdings. */
export const GOING = { person: Object.keys(OF_PERSON), customer: Object.keys(OF_CUSTOMER) } as const;

/** Rows in whose words one of `needles` stands, or that are about one of `subjects`. */
export type Which = { readonly needles: readonly string[] } | { readonly subjects: readonly string[] };

/** Masks the columns with words of a table's rows. Gives how many rows changed. */
export async function maskRows(tx: Tx, table: string, which: Which, mask: (value: object) => object): Promise<number> {
  const holding = HOLDINGS[table];
  const values = 'needles' in which ? patternsOf(which.needles) : which.subjects;
  if (holding === undefined || values.length === 0) return 0;
  const columns = wordColumns(holding);
  const says = columns.map((column) => `${column}::text ilike any ($1::text[])`).join(' or ');
  const pairs = columns.map((column) => `'${column}', ${column}`).join(', ');
  const rows = await tx.query<{ place: string; words: object }>(
    `select ctid::text as place, jsonb_build_object(${pairs}) as words from ${table}
      where ${'needles' in which ? says : `split_part(subject, '|', 1) = any ($1::text[])`} for update`,
    [values],
  );
  let count = 0;
  for (const { place, words } of rows) {
    const masked = mask(words);
    if (JSON.stringify(masked) === JSON.stringify(words)) continue;
    await tx.query(
      `update ${table} set (${columns.join(', ')}) = (select ${columns.join(', ')} from jsonb_populate_record(null::${table}, $1::jsonb))
        where ctid = $2::tid`,
      [JSON.stringify(masked), place],
    );
    count += 1;
  }
  return count;
}

/** Patterns for `ilike` that find texts in JSON. */
export function patternsOf(texts: readonly string[]): string[] {
  return texts.map(
    (text) =>
      `%${JSON.stringify(text)
        .slice(1, -1)
        .replace(/[\\%_]/g, '\\$&')}%`,
  );
}

/** Takes the chat name of a customer's person out of the record of exports. The log of settings has to lose it, too. */
export async function maskExports(
  tx: Tx,
  { names, customers }: { readonly names: readonly string[] | undefined; readonly customers: readonly string[] },
  pseudonym: string,
): Promise<void> {
  await tx.query(`select set_config('deskbell.deletes_words', 'on', true)`);
  await tx.query(
    `update export_record set who = $3 where who <> '' and customer = any ($1::text[]) and ($2::text[] is null or who = any ($2::text[]))`,
    [customers, names ?? null, pseudonym],
  );
  await tx.query(`select set_config('deskbell.deletes_words', 'off', true)`);
}
