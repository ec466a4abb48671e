import type { Database, Tx } from '../../db/database.ts';
import { type Instant, isoOf } from '../../lib/instant.ts';

/**
 * The table that tickets are found by, one row for each. `told` has the lexemes that the ticket's customer may read,
 * `team` all of them. Both keep what was once said; nothing is removed.
 */

/** Lexemes to add to a ticket: those that its customer may read, and those for the team alone. */
export interface SearchWords {
  readonly told: readonly string[];
  readonly team: readonly string[];
}

/** A row has about so many lexemes at most, and a turn adds so many: PostgreSQL refuses a `tsvector` above 1 MB. */
export const MOST_LEXEMES = 8_000;
export const MOST_ADDED = 2_000;

/**
 * A part of a statement: inserts the rows of tickets. `tickets` has their columns (the table, or what was inserted into
 * it); `told` and `team` are parameters, null if the tickets shall not be found.
 */
export function insertWords(tickets: string, told: string, team: string): string {
  // People look for a ticket by its number, too; only the statement that inserts it knows the number.
  const words = `array_to_tsvector(${told}::text[]) || array_to_tsvector(array['t-' || id])`;
  return `insert into ticket_words (ticket_id, customer, status, opened_at, told, team)
    select id, customer, status, opened_at, ${words}, ${words} || array_to_tsvector(${team}::text[])
      from ${tickets} where ${told}::text[] is not null`;
}

/** A part of a statement: updates a ticket's state and adds words. Where `told` is null the row stays as it is. */
export function updateWords(id: string, status: string, told: string, team: string): string {
  const grown = (column: string, more: string) =>
    `${column} = case when length(${column}) > ${MOST_LEXEMES} then ${column} else ${column} || ${more} end`;
  const words = `array_to_tsvector(${told}::text[])`;
  return `update ticket_words set status = ${status}, ${grown('told', words)},
      ${grown('team', `${words} || array_to_tsvector(${team}::text[])`)}
    where ticket_id = ${id} and ${told}::text[] is not null`;
}

/** Adds words to a ticket that another feature has about it, e.g. the cause in a paper. */
export async function addWords(tx: Tx, ticketId: number, { told, team }: SearchWords): Promise<void> {
  await tx.query(updateWords('$1::int', 'status', '$2', '$3'), [ticketId, told, team]);
}

/** Which tickets are looked for. Everything that is given must hold. */
export interface WordsFilter {
  /** Whose words are searched: those that the customer may read, or all. */
  readonly side: keyof SearchWords;
  /** The only customer whose tickets may be found. */
  readonly customer: string | undefined;
  /** Customers whose tickets are not found; left out: none. */
  readonly closed?: readonly string[] | undefined;
  /** A `tsquery`. */
  readonly query: string | undefined;
  readonly states: readonly string[] | undefined;
  /** Reported in `[fromAt, toAt)`. */
  readonly fromAt: Instant | undefined;
  readonly toAt: Instant | undefined;
}

/** Common words are found among so many of the latest tickets, without visiting every ticket that has them. */
const LATEST = 400;
/** More of them for a later page: so many for each ticket that is asked for. */
const LATEST_FOR_EACH = 20;

/**
 * The ids of the tickets that were reported last among those that match, the latest first, at most `limit`. Looks at
 * the latest tickets first: only words that are rare there are looked up in the index (docs/decision/0023).
 */
export async function findTicketIds(
  { query }: Pick<Database, 'query'>,
  filter: WordsFilter,
  limit: number,
): Promise<number[]> {
  const values = [
    filter.fromAt === undefined ? null : isoOf(filter.fromAt),
    filter.toAt === undefined ? null : isoOf(filter.toAt),
    filter.customer ?? null,
    filter.states ?? null,
    limit,
    ...(filter.query === undefined ? [] : [filter.query]),
    ...(filter.closed === undefined ? [] : [filter.closed]),
  ];
  const latest = await query<{ id: number }>(latestSql(filter), values);
  if (latest.length === limit) return latest.map(({ id }) => id);
  return (await query<{ id: number }>(indexedSql(filter), values)).map(({ id }) => id);
}

const NEWEST_FIRST = 'order by opened_at desc, ticket_id desc';

/**
 * The conditions on date and customer. One that is not asked for only mentions its parameter: for `$3 is null or customer
 * = $3` PostgreSQL would read a whole index, even where it always holds.
 */
function scopeOf({ customer, fromAt, toAt, closed, query }: WordsFilter): string {
  return [
    ...(closed === undefined ? [] : [`customer <> all ($${query === undefined ? 6 : 7}::text[])`]),
    fromAt === undefined ? '$1::timestamptz is null' : 'opened_at >= $1::timestamptz',
    toAt === undefined ? '$2::timestamptz is null' : 'opened_at < $2::timestamptz',
    customer === undefined ? '$3::text is null' : 'customer = $3',
  ].join(' and ');
}

function matchOf({ side, query, states }: WordsFilter): string {
  const inState = states === undefined ? '$4::text[] is null' : 'status = any ($4::text[])';
  // Said so that the partial index on what is not closed serves it.
  const isPending = states && !states.includes('closed') ? ` and status <> 'closed'` : '';
  return `${inState}${isPending}${query === undefined ? '' : ` and ${side} @@ $6::tsquery`}`;
}

function latestSql(filter: WordsFilter): string {
  return `select ticket_id as id from (
      select * from ticket_words where ${scopeOf(filter)} ${NEWEST_FIRST}
       limit greatest(${LATEST}, $5::int * ${LATEST_FOR_EACH})
    ) latest where ${matchOf(filter)} ${NEWEST_FIRST} limit $5::int`;
}

/** `materialized`: otherwise the rows are walked in order of date, and each of them compared. */
function indexedSql(filter: WordsFilter): string {
  return `with hit as materialized (
      select ticket_id, opened_at from ticket_words where ${scopeOf(filter)} and ${matchOf(filter)}
    ) select ticket_id as id from hit ${NEWEST_FIRST} limit $5::int`;
}

/** Locks up to `limit` tickets that have no row yet, the latest first. Leaves out those that another turn holds. */
export async function lockWordless(tx: Tx, limit: number): Promise<number[]> {
  const rows = await tx.query<{ id: number }>(
    `select id from ticket where not exists (select from ticket_words where ticket_id = ticket.id)
      order by id desc limit $1 for update skip locked`,
    [limit],
  );
  return rows.map(({ id }) => id);
}

/** Stores the row of a ticket that has none yet. */
export async function insertRow(tx: Tx, ticketId: number, { told, team }: SearchWords): Promise<void> {
  const sql = `${insertWords('ticket', '$2', '$3')} and id = $1 on conflict do nothing`;
  await tx.query(sql, [ticketId, told, team]);
}
