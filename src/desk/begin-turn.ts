import type { TableRow } from '../db/columns.ts';
import type { Database, Tx } from '../db/database.ts';
import { type Instant, isoOf } from '../lib/instant.ts';
import type { ChatOverrides, PersonLink } from './address/overrides.ts';
import type { BookRef } from './book/store.ts';
import type { HolidayNotice } from './sla/calendar-spec.ts';

/** What a turn reads when it begins: the book in force and the overrides from chat. */
export interface TurnStart {
  readonly book: BookRef;
  readonly overrides: ChatOverrides;
  /** The number of the last revocation of links; 0: there was none. Links that the turn makes carry it. */
  readonly lastRevocation: number;
}

interface StartRow extends OverridesRow, BookRef {
  readonly last_revocation: number;
}

interface OverridesRow {
  readonly overrides: readonly Override[] | null;
}

/**
 * One override: `at` is a channel (`platform/id`), a person on a platform (`platform/person`), or the year of a loaded
 * notice of public holidays, whose days are in `value` as JSON.
 */
interface Override {
  readonly kind: 'language' | 'bound' | 'link' | 'lost' | 'days';
  readonly at: string;
  readonly value: string;
}

const NO_OVERRIDES: ChatOverrides = { languages: {}, bound: {}, links: [], key: '' };

/** One list from five small tables: five lists would cost every turn five times as much. */
const OVERRIDES = `
  (select json_agg(fact) from (
     select 'language' as kind, platform || '/' || channel as at, language as value from channel_language
     union all select 'bound', platform || '/' || channel, customer from channel_binding
     union all select 'link', platform || '/' || person, user_id from person_link
     union all select 'lost', platform || '/' || person, user_id from lost_account
     union all select 'days', year::text, notice::text from holiday_load where state = 'applied') fact) as overrides`;

const TURN_START = `
  select book.version, book.hash, ${OVERRIDES}, (select coalesce(max(id), 0) from link_revocation) as last_revocation
  from (select id as version, hash from book_version order by id desc limit 1) book`;

/** The name of a delivery of a platform. */
export interface ReceiptName {
  readonly platform: string;
  readonly eventId: string;
}

export function receiptKey({ platform, eventId }: ReceiptName): string {
  return `${platform}/${eventId}`;
}

/** What people's turns of one transaction read when they begin. */
export interface PeopleTurnsStart extends TurnStart {
  /** `receiptKey` of the deliveries that were not worked before. The others must not be worked again. */
  readonly fresh: Set<string>;
}

/**
 * Begins people's turns in one statement: marks their deliveries as worked, whether `intake` stored them before or they
 * are stored now, erases their payloads, and reads the start.
 */
export async function beginTurns(tx: Tx, deliveries: readonly ReceiptName[], now: Instant): Promise<PeopleTurnsStart> {
  const names = new Map(deliveries.map((each) => [receiptKey(each), each]));
  const [row] = await tx.query<StartRow & { readonly fresh: readonly FreshRow[] | null }>(MARK_WORKED, [
    [...names.values()].map(({ platform }) => platform),
    [...names.values()].map(({ eventId }) => eventId),
    isoOf(now),
  ]);
  const fresh = (row?.fresh ?? []).map((each) => receiptKey({ platform: each.platform, eventId: each.event_id }));
  return { ...startOf(row), fresh: new Set(fresh) };
}

type FreshRow = Pick<TableRow<'Receipt'>, 'platform' | 'event_id'>;

const MARK_WORKED = `
  with marked as (
    insert into receipt (platform, event_id, at, state)
    select platform, event_id, $3::timestamptz, 'worked' from unnest($1::text[], $2::text[]) as given (platform, event_id)
    on conflict (platform, event_id) do update set state = 'worked', payload = null, owner = null
      where receipt.state = 'waiting'
    returning platform, event_id
  ) select house.*, (select json_agg(marked) from marked) as fresh from (${TURN_START}) house`;

/** Deletes the receipt of a delivery that had no effect, so that the same delivery may come again. */
export async function forgetReceipt(tx: Tx, platform: string, eventId: string): Promise<void> {
  await tx.prisma.receipt.deleteMany({ where: { platform, eventId } });
}

/** Reads the start alone: when the desk itself starts, and after a turn that changed it. */
export async function readTurnStart(tx: Tx): Promise<TurnStart> {
  const [row] = await tx.query<StartRow>(TURN_START);
  return startOf(row);
}

/** The overrides from chat, read outside a turn. */
export async function findOverrides(database: Pick<Database, 'query'>): Promise<ChatOverrides> {
  const [row] = await database.query<OverridesRow>(`select ${OVERRIDES}`);
  return row ? overridesOf(row) : NO_OVERRIDES;
}

/**
 * When each platform last delivered something, read outside a turn. It scans all receipts: for checks, not for every
 * turn.
 */
export async function lastReceiptAt({ prisma }: Pick<Database, 'prisma'>): Promise<ReadonlyMap<string, Instant>> {
  const rows = await prisma.receipt.groupBy({ by: ['platform'], _max: { at: true } });
  return new Map(rows.flatMap(({ platform, _max: { at } }) => (at ? [[platform, at.getTime()] as const] : [])));
}

/** What a turn of the clock reads when it begins: the start, and the table with the earliest due work, due at `dueAt`. */
export interface DueTurnStart extends TurnStart {
  readonly table: string;
  readonly dueAt: Instant;
}

/**
 * Finds which of `tables` (each with a `next_due_at` and a partial index on it) has the earliest due row at or before
 * `until`, the first of them if several have, and reads the start, in one statement. undefined: nothing is due. It is
 * read outside a turn: the turn takes the row only if it is still due.
 */
export async function findDueTurn(
  { query }: Pick<Database, 'query'>,
  tables: readonly string[],
  until: Instant,
): Promise<DueTurnStart | undefined> {
  const earliest = tables.map(
    (table, order) => `select '${table}' as name, ${order} as place, min(next_due_at) as due_at from ${table}`,
  );
  const [row] = await query<StartRow & { name: string; due_at: Date }>(
    `select house.*, due.name, due.due_at
       from (${earliest.join(' union all ')} order by due_at, place limit 1) due, (${TURN_START}) house
      where due.due_at <= $1::timestamptz`,
    [new Date(until).toISOString()],
  );
  return row && { ...startOf(row), table: row.name, dueAt: row.due_at.getTime() };
}

function startOf(row: StartRow | undefined): TurnStart {
  if (!row) throw new Error('no service book was applied to this database');
  const { version, hash, last_revocation: lastRevocation } = row;
  return { book: { version, hash }, overrides: overridesOf(row), lastRevocation };
}

function overridesOf({ overrides }: OverridesRow): ChatOverrides {
  if (!overrides) return NO_OVERRIDES;
  const those = (kind: Override['kind']) => overrides.filter((fact) => fact.kind === kind);
  const pairs = (kind: Override['kind']) => Object.fromEntries(those(kind).map(({ at, value }) => [at, value]));
  return {
    languages: pairs('language') as ChatOverrides['languages'],
    bound: pairs('bound'),
    links: those('link').map(linkOf),
    lost: those('lost').map(linkOf),
    notices: those('days').map(({ value }) => JSON.parse(value) as HolidayNotice),
    key: JSON.stringify(overrides),
  };
}

function linkOf({ at, value }: Override): PersonLink {
  const slash = at.indexOf('/');
  return { platform: at.slice(0, slash), person: at.slice(slash + 1), id: value };
}
