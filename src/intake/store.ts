import type { Delivery } from '../chat/intake.ts';
import { columnsOf, type RowOf, type TableRow } from '../db/columns.ts';
import type { Database } from '../db/database.ts';
import type { Instant } from '../lib/instant.ts';
import { isoOf } from '../lib/instant.ts';

/** The state of a delivery. */
export type ReceiptState =
  /** Stored; its turn is still to come. */
  | 'waiting'
  /** Its turn is committed. */
  | 'worked'
  /** Given up: too many faults, or too old. The operator has to look. */
  | 'dead';

/** The key of a delivery. */
export interface ReceiptKey {
  readonly platform: string;
  readonly eventId: string;
}

export interface NewReceipt extends ReceiptKey {
  readonly at: Instant;
  readonly channel: string;
  readonly person: string;
  /** JSON. */
  readonly payload: string;
}

/** Who sent a delivery, and where. */
export type Sender = Pick<Delivery, 'platform' | 'id' | 'channelId' | 'personId'>;

export type Asks = Pick<Database, 'query'>;

/**
 * Stores new deliveries in one statement, in their order, for this process to work. Returns the keys of those that were
 * not there before.
 */
export async function insertReceipts({ query }: Asks, receipts: readonly NewReceipt[]): Promise<ReceiptKey[]> {
  const rows = await query<RowOf<typeof KEY>>(INSERT, [
    receipts.map(({ platform }) => platform),
    receipts.map(({ eventId }) => eventId),
    receipts.map(({ at }) => isoOf(at)),
    receipts.map(({ channel }) => channel),
    receipts.map(({ person }) => person),
    receipts.map(({ payload }) => payload),
  ]);
  return rows.map((row) => ({ platform: row.platform, eventId: row.event_id }));
}

/** Marks a delivery as worked that needed no turn. */
export async function markWorked({ query }: Asks, { platform, eventId }: ReceiptKey): Promise<void> {
  await query(
    `update receipt set state = 'worked', payload = null, owner = null
      where platform = $1 and event_id = $2 and state = 'waiting'`,
    [platform, eventId],
  );
}

/** Counts a fault and returns how many there were. undefined: another process has worked the delivery. */
export async function countFault({ query }: Asks, { platform, eventId }: ReceiptKey): Promise<number | undefined> {
  const [row] = await query<Pick<TableRow<'Receipt'>, 'attempts'>>(
    `update receipt set attempts = attempts + 1
      where platform = $1 and event_id = $2 and state = 'waiting' returning attempts`,
    [platform, eventId],
  );
  return row?.attempts;
}

/**
 * Gives a delivery up and returns who sent it; no one if another process has worked it. Its payload is kept for a day,
 * for the person who looks for the cause (`eraseOldPayloads`).
 */
export async function markDead({ query }: Asks, { platform, eventId }: ReceiptKey): Promise<Sender[]> {
  const rows = await query<SenderRow>(
    `update receipt set state = 'dead', owner = null where platform = $1 and event_id = $2 and state = 'waiting'
     returning ${SENDER}`,
    [platform, eventId],
  );
  return rows.map(senderOfRow);
}

/** Throws if the database does not answer. */
export async function checkDatabase({ query }: Asks): Promise<void> {
  await query('select 1');
}

/** Those of `keys` that wait for this process, in the order in which they were accepted. */
export async function findOwn({ query }: Asks, keys: readonly ReceiptKey[]): Promise<NewReceipt[]> {
  const rows = await query<LeftRow>(FIND_OWN, [
    keys.map(({ platform }) => platform),
    keys.map(({ eventId }) => eventId),
  ]);
  return rows.map(receiptOfRow);
}

/**
 * Takes over up to `most` deliveries, in the order in which they were accepted: those whose process is gone (PostgreSQL
 * has no connection of its name), and those that were handed back. Only of `platforms`: another process may have the
 * tokens of the others.
 */
export async function adoptReceipts(
  { query }: Asks,
  platforms: readonly string[],
  most: number,
): Promise<NewReceipt[]> {
  const rows = await query<LeftRow>(ADOPT, [platforms, most]);
  return rows.toSorted((one, other) => one.seq - other.seq).map(receiptOfRow);
}

function receiptOfRow(row: LeftRow): NewReceipt {
  return {
    platform: row.platform,
    eventId: row.event_id,
    at: row.at.getTime(),
    channel: row.channel,
    person: row.person,
    payload: row.payload ?? '',
  };
}

function senderOfRow({ platform, event_id: id, channel: channelId, person: personId }: SenderRow): Sender {
  return { platform, id, channelId, personId };
}

/** Hands back everything that waits for this process, for the next process that looks. */
export async function handBack({ query }: Asks): Promise<void> {
  await query(
    `update receipt set owner = null where state = 'waiting' and owner = current_setting('application_name')`,
  );
}

/** Whether `eraseOldPayloads` has anything to do. */
export async function hasOldPayloads({ query }: Asks, before: Instant): Promise<boolean> {
  const [row] = await query<{ found: boolean }>(
    `select exists (select from receipt
      where state <> 'worked' and payload is not null and at < $1::timestamptz) as found`,
    [isoOf(before)],
  );
  return row?.found === true;
}

/**
 * Erases the payloads of deliveries that arrived before `before`; those that still wait are given up. Returns who sent
 * these.
 */
export async function eraseOldPayloads({ query }: Asks, before: Instant): Promise<Sender[]> {
  const rows = await query<SenderRow & { given_up: boolean }>(
    `with old as (
       select platform, event_id, state = 'waiting' as given_up from receipt
        where state <> 'worked' and payload is not null and at < $1::timestamptz for update skip locked)
     update receipt set state = 'dead', payload = null, owner = null from old
      where receipt.platform = old.platform and receipt.event_id = old.event_id
     returning old.given_up, receipt.platform, receipt.event_id, channel, person`,
    [isoOf(before)],
  );
  return rows.filter(({ given_up }) => given_up).map(senderOfRow);
}

/** How many deliveries of all processes wait, since when the oldest does, and how many were given up. */
export async function receiptStats({
  query,
}: Asks): Promise<{ waiting: number; oldest: Instant | undefined; dead: number }> {
  const [row] = await query<{ waiting: number; oldest: TableRow<'Receipt'>['at'] | null; dead: number }>(
    `select (select count(*) from receipt where state = 'dead') as dead, count(*) as waiting, min(at) as oldest
       from receipt where state = 'waiting'`,
  );
  return { waiting: row?.waiting ?? 0, oldest: row?.oldest?.getTime(), dead: row?.dead ?? 0 };
}

const KEY = columnsOf('Receipt', 'platform', 'event_id');
const LEFT = columnsOf('Receipt', 'platform', 'event_id', 'at', 'channel', 'person', 'payload', 'seq');
type LeftRow = RowOf<typeof LEFT>;
const SENDER = columnsOf('Receipt', 'platform', 'event_id', 'channel', 'person');
type SenderRow = RowOf<typeof SENDER>;

const INSERT = `
  insert into receipt (platform, event_id, at, channel, person, payload, state, owner)
  select platform, event_id, at, channel, person, payload, 'waiting', current_setting('application_name')
    from unnest($1::text[], $2::text[], $3::timestamptz[], $4::text[], $5::text[], $6::text[]) with ordinality
      as given (platform, event_id, at, channel, person, payload, position)
   order by position
  on conflict do nothing returning ${KEY}`;

const FIND_OWN = `
  select ${LEFT} from receipt
   where state = 'waiting' and owner = current_setting('application_name')
     and (platform, event_id) in (select * from unnest($1::text[], $2::text[]))
   order by seq`;

const ADOPT = `
  with left_behind as (
    select platform, event_id from receipt
     where state = 'waiting' and platform = any ($1::text[]) and (owner is null or not exists (
       select from pg_stat_activity where datname = current_database() and application_name = receipt.owner))
     order by seq limit $2::int for update skip locked)
  update receipt set owner = current_setting('application_name') from left_behind
   where receipt.platform = left_behind.platform and receipt.event_id = left_behind.event_id
  returning ${LEFT}`;
