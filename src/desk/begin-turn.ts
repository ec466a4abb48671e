import type { TableRow } from '../db/columns.ts';
import type { Database, Tx } from '../db/database.ts';
import { type Instant, isoOf } from '../lib/instant.ts';
import type { ChatOverrides, PersonLink } from './address/overrides.ts';
import type { BookRef } from './book/store.ts';

/** What a turn finds as it opens: the book in force and what was settled in chat. */
export interface TurnStart {
  readonly book: BookRef;
  readonly overrides: ChatOverrides;
}

interface StartRow extends OverridesRow, BookRef {}

interface OverridesRow {
  readonly overrides: readonly Override[] | null;
}

/** One thing settled in chat: `at` is a channel (`platform/id`), or a person on a platform (`platform/person`). */
interface Override {
  readonly kind: 'language' | 'bound' | 'link';
  readonly at: string;
  readonly value: string;
}

const NO_OVERRIDES: ChatOverrides = { languages: {}, bound: {}, links: [], key: '' };

/** One list out of three small tables: three lists would cost every turn three times as much. */
const OVERRIDES = `
  (select json_agg(fact) from (
     select 'language' as kind, platform || '/' || channel as at, language as value from channel_language
     union all select 'bound', platform || '/' || channel, customer from channel_binding
     union all select 'link', platform || '/' || person, user_id from person_link) fact) as overrides`;

const TURN_START = `
  select book.version, book.hash, ${OVERRIDES}
  from (select id as version, hash from book_version order by id desc limit 1) book`;

/** Names a delivery of a platform. */
export interface ReceiptName {
  readonly platform: string;
  readonly eventId: string;
}

export function receiptKey({ platform, eventId }: ReceiptName): string {
  return `${platform}/${eventId}`;
}

/** What people's turns of one transaction find as they open. */
export interface PeopleTurnsStart extends TurnStart {
  /** `receiptKey` of the deliveries whose turn this is; the others were worked before, and nothing is done of them again. */
  readonly fresh: Set<string>;
}

/**
 * Opens people's turns in one statement: marks their deliveries worked, whether they were stored before (`intake`) or are
 * put down now, erases their payloads, and reads the house.
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

/** Takes the receipt of a delivery back: what came of it was nothing, and the same may be asked again. */
export async function forgetReceipt(tx: Tx, platform: string, eventId: string): Promise<void> {
  await tx.prisma.receipt.deleteMany({ where: { platform, eventId } });
}

/** What a turn finds, read by itself: for the desk's own turn as it starts, and after a turn that changed it. */
export async function readTurnStart(tx: Tx): Promise<TurnStart> {
  const [row] = await tx.query<StartRow>(TURN_START);
  return startOf(row);
}

/** What was settled in chat. A look from outside any turn. */
export async function findOverrides(database: Pick<Database, 'query'>): Promise<ChatOverrides> {
  const [row] = await database.query<OverridesRow>(`select ${OVERRIDES}`);
  return row ? overridesOf(row) : NO_OVERRIDES;
}

/** When each platform was heard last. A look from outside any turn, over all receipts: not for every day. */
export async function lastReceiptAt({ prisma }: Pick<Database, 'prisma'>): Promise<ReadonlyMap<string, Instant>> {
  const rows = await prisma.receipt.groupBy({ by: ['platform'], _max: { at: true } });
  return new Map(rows.flatMap(({ platform, _max: { at } }) => (at ? [[platform, at.getTime()] as const] : [])));
}

/** What a turn of the clock finds as it opens: the house, and the table that has what is due first. */
export interface DueTurnStart extends TurnStart {
  readonly table: string;
}

/**
 * Which of `tables` (each with a `next_due_at` under a partial index) has the earliest due at or before `until`, the
 * first of them where it is several, and the house; in one statement. undefined: nothing is due. A look from outside
 * any turn: the turn takes what is due only where it still is.
 */
export async function findDueTurn(
  { query }: Pick<Database, 'query'>,
  tables: readonly string[],
  until: Instant,
): Promise<DueTurnStart | undefined> {
  const earliest = tables.map(
    (table, order) => `select '${table}' as name, ${order} as place, min(next_due_at) as due_at from ${table}`,
  );
  const [row] = await query<StartRow & { name: string }>(
    `select house.*, due.name
       from (${earliest.join(' union all ')} order by due_at, place limit 1) due, (${TURN_START}) house
      where due.due_at <= $1::timestamptz`,
    [new Date(until).toISOString()],
  );
  return row && { ...startOf(row), table: row.name };
}

function startOf(row: StartRow | undefined): TurnStart {
  if (!row) throw new Error('no service book was applied to this database');
  const { version, hash } = row;
  return { book: { version, hash }, overrides: overridesOf(row) };
}

function overridesOf({ overrides }: OverridesRow): ChatOverrides {
  if (!overrides) return NO_OVERRIDES;
  const those = (kind: Override['kind']) => overrides.filter((fact) => fact.kind === kind);
  const pairs = (kind: Override['kind']) => Object.fromEntries(those(kind).map(({ at, value }) => [at, value]));
  return {
    languages: pairs('language') as ChatOverrides['languages'],
    bound: pairs('bound'),
    links: those('link').map(linkOf),
    key: JSON.stringify(overrides),
  };
}

function linkOf({ at, value }: Override): PersonLink {
  const slash = at.indexOf('/');
  return { platform: at.slice(0, slash), person: at.slice(slash + 1), id: value };
}
