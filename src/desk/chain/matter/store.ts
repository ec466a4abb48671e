import type { Tx } from '../../../db/database.ts';
import { type ChainedLog, type ChainedRow, chainLog, digestOf, remainsOf } from '../chain.ts';
import { newSalt } from '../rows.ts';

/** The chains of the logs of matters in the database. New entries get theirs as they are stored (`../../matter/sql.ts`). */

/** A matter's log, with the primary key of its row. */
export interface MatterLog extends ChainedLog {
  readonly matterId: number;
}

interface Row extends Omit<ChainedRow, 'at' | 'seq'> {
  readonly matter_id: number;
  readonly subject: string;
  readonly head: string | null;
  readonly remains: readonly string[] | null;
  readonly seq: number | null;
  /** null: the matter has no entry. */
  readonly at: Date | null;
}

/** The log of a matter, by its subject (`complaint/3`); undefined: there is none. */
export async function findMatterLog(tx: Tx, subject: string): Promise<MatterLog | undefined> {
  const [feature, number] = subject.split('/');
  return (await logsWhere(tx, 'matter.feature = $1 and matter.number = $2::int', [feature, Number(number)]))[0];
}

/** How many logs a page has. */
const PAGE = 500;

/** The logs behind the row `after`, in the order in which the matters began; empty: the last one is behind. */
export async function pageOfMatterLogs(tx: Tx, after: number): Promise<MatterLog[]> {
  return logsWhere(tx, `matter.id in (select id from matter where id > $1::int order by id limit ${PAGE})`, [after]);
}

/**
 * Where a deletion of words left the digests of a matter's entries: in its ticket's log, or of a matter without a ticket in the
 * log of settings (`../forget/store.ts`).
 */
const REMAINS = `coalesce((select told.data->'matters'->(matter.feature || '/' || matter.number) from ticket_event told
  where told.ticket_id = matter.ticket_id and told.kind = 'ticket.noted' and told.data->>'what' = 'delete-words'
    and told.data->'matters' ? (matter.feature || '/' || matter.number) order by told.seq desc limit 1), (
  select told.data->'matters'->(matter.feature || '/' || matter.number) from setting_event told
   where told.kind = 'forgotten' and told.data->'matters' ? (matter.feature || '/' || matter.number) order by told.id desc limit 1))`;

async function logsWhere(tx: Tx, which: string, values: readonly unknown[]): Promise<MatterLog[]> {
  const rows = await tx.query<Row>(
    `select matter.id as matter_id, matter.feature || '/' || matter.number as subject, matter.log_hash as head,
        case when event.digest is null then null else ${REMAINS} end as remains,
        event.seq, event.at, event.kind, event.by, event.data, event.salt, event.digest, event.hash
       from matter left join matter_event event on event.matter_id = matter.id
      where ${which} order by matter.id, event.id`,
    values,
  );
  return [...Map.groupBy(rows, ({ matter_id }) => matter_id)].map(([matterId, own]) => ({
    matterId,
    subject: own[0]?.subject ?? '',
    places: 'by-order',
    head: own[0]?.head ?? null,
    rows: own.flatMap((row, index) => {
      const { at, seq, kind, by, data, salt, digest, hash } = row;
      return at === null ? [] : [{ seq: seq ?? index + 1, at: at.getTime(), kind, by, data, salt, digest, hash }];
    }),
    remains: own.findLast(({ remains }) => remains)?.remains ?? undefined,
  }));
}

/** Makes the chains of up to `most` matters that are older than it, the latest first. Gives how many. */
export async function chainOlderMatters(tx: Tx, most: number): Promise<number> {
  const ids = await tx.query<{ id: number }>(
    `select id from matter where log_hash = '' order by id desc limit $1 for update skip locked`,
    [most],
  );
  await chainMatters(
    tx,
    ids.map(({ id }) => id),
  );
  return ids.length;
}

/** Makes the chains of matters that the turn has locked, of those that are older than the chain. */
async function chainMatters(tx: Tx, ids: readonly number[]): Promise<void> {
  const logs = await logsWhere(tx, `matter.id = any ($1::int[]) and matter.log_hash = ''`, [[...ids]]);
  if (logs.length === 0) return;
  const chains = logs.map((log) => ({ ...log, links: chainLog(log, newSalt) }));
  const links = chains.flatMap(({ matterId: matter, links: own }) => own.map((link) => ({ matter, ...link })));
  await tx.query(`select set_config('deskbell.chains_log', 'on', true)`);
  await tx.query(
    `with link as (select * from jsonb_to_recordset($1::jsonb) as link (matter int, seq int, salt text, hash text)),
       place as (
         select id, matter_id, row_number() over (partition by matter_id order by id) as seq from matter_event
          where matter_id in (select matter from link)
       )
     update matter_event event set seq = link.seq, salt = link.salt, hash = link.hash
       from link join place on place.matter_id = link.matter and place.seq = link.seq where event.id = place.id`,
    [JSON.stringify(links)],
  );
  await tx.query(`select set_config('deskbell.chains_log', 'off', true)`);
  const heads = chains.map(({ matterId, subject, links: own }) => ({
    matter: matterId,
    entries: own.length,
    hash: own.at(-1)?.hash ?? subject,
  }));
  await tx.query(
    `update matter set entries = head.entries, log_hash = head.hash
       from jsonb_to_recordset($1::jsonb) as head (matter int, entries int, hash text) where matter.id = head.matter`,
    [JSON.stringify(heads)],
  );
}

/**
 * Keeps the digests of the entries of these matters (primary keys) in place of their salts, before their words are deleted:
 * nothing that was said can be guessed from them. Chains that are still to be made are made first.
 */
export async function keepMatterDigests(tx: Tx, ids: readonly number[]): Promise<void> {
  await chainMatters(tx, ids);
  const logs = await logsWhere(tx, 'matter.id = any ($1::int[])', [[...ids]]);
  const digests = logs.flatMap(({ matterId, rows }) =>
    rows.flatMap((row) =>
      row.salt === null ? [] : [{ matter: matterId, seq: row.seq, digest: digestOf(withoutPlace(row), row.salt) }],
    ),
  );
  await tx.query(`select set_config('deskbell.deletes_words', 'on', true)`);
  await tx.query(
    `update matter_event event set salt = null, digest = kept.digest
       from jsonb_to_recordset($1::jsonb) as kept (matter int, seq int, digest text)
      where event.matter_id = kept.matter and event.seq = kept.seq`,
    [JSON.stringify(digests)],
  );
  await tx.query(`select set_config('deskbell.deletes_words', 'off', true)`);
}

/** Digests of the entries of these matters as they stand without their words, by subject. */
export async function matterRemains(tx: Tx, ids: readonly number[]): Promise<Record<string, string[]>> {
  const logs = await logsWhere(tx, 'matter.id = any ($1::int[])', [[...ids]]);
  return Object.fromEntries(logs.map(({ subject, rows }) => [subject, remainsOf(rows.map(withoutPlace))]));
}

function withoutPlace(row: ChainedRow) {
  return { ...row, seq: undefined };
}
