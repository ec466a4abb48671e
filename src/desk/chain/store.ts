import type { Tx } from '../../db/database.ts';
import { type ChainedLog, type ChainedRow, chainLog, digestOf } from './chain.ts';
import { newSalt } from './rows.ts';

/** The rows of the chain in the database. */

interface Row extends Omit<ChainedRow, 'at'> {
  readonly at: Date;
}

/** A ticket's log with the ticket's number. */
export interface TicketLog extends ChainedLog {
  readonly ticketId: number;
}

/** A ticket's log with its chain; undefined: there is no such ticket. */
export async function findLog(tx: Tx, ticketId: number): Promise<TicketLog | undefined> {
  return (await logsWhere(tx, 'ticket.id = $1::int', [ticketId]))[0];
}

/** How many logs a page has. */
const PAGE = 200;

/** The logs behind ticket `after`, in the order of their numbers; empty: the last one is behind. */
export async function pageOfLogs(tx: Tx, after: number): Promise<TicketLog[]> {
  return logsWhere(tx, `ticket.id in (select id from ticket where id > $1::int order by id limit ${PAGE})`, [after]);
}

async function logsWhere(tx: Tx, which: string, values: readonly unknown[]): Promise<TicketLog[]> {
  const rows = await tx.query<Row & { ticket_id: number; head: string | null }>(
    `select ticket.id as ticket_id, ticket.log_hash as head, event.seq, event.at, event.kind, event.by, event.data,
        event.salt, event.digest, event.hash
       from ticket left join ticket_event event on event.ticket_id = ticket.id
      where ${which} order by ticket.id, event.seq`,
    values,
  );
  return [...Map.groupBy(rows, ({ ticket_id }) => ticket_id)].map(([ticketId, own]) => ({
    ticketId,
    subject: `ticket/${ticketId}`,
    places: 'in-digest',
    head: own[0]?.head ?? null,
    // A ticket without entries gives one row without an entry.
    rows: own.flatMap(({ ticket_id: _, head: _head, at, ...row }) =>
      row.seq === null ? [] : [{ ...row, at: at.getTime() }],
    ),
  }));
}

/** Makes the chains of up to `most` tickets that are older than it, the latest first. Gives how many. */
export async function chainOlderLogs(tx: Tx, most: number): Promise<number> {
  const ids = await tx.query<{ id: number }>(
    `select id from ticket where log_hash = '' order by id desc limit $1 for update skip locked`,
    [most],
  );
  await chainLogs(
    tx,
    ids.map(({ id }) => id),
  );
  return ids.length;
}

/** Makes the chain of a ticket that the turn has locked, if it is older than the chain. */
export function chainOlderLog(tx: Tx, ticketId: number): Promise<void> {
  return chainLogs(tx, [ticketId]);
}

async function chainLogs(tx: Tx, ids: readonly number[]): Promise<void> {
  const logs = await logsWhere(tx, `ticket.id = any ($1::int[]) and ticket.log_hash = ''`, [[...ids]]);
  if (logs.length === 0) return;
  const chains = logs.map((log) => ({ ticket: log.ticketId, links: chainLog(log, newSalt) }));
  const links = chains.flatMap(({ ticket, links: own }) => own.map((link) => ({ ticket, ...link })));
  await tx.query(`select set_config('deskbell.chains_log', 'on', true)`);
  await tx.query(
    `update ticket_event event set salt = link.salt, hash = link.hash
       from jsonb_to_recordset($1::jsonb) as link (ticket int, seq int, salt text, hash text)
      where event.ticket_id = link.ticket and event.seq = link.seq`,
    [JSON.stringify(links)],
  );
  await tx.query(`select set_config('deskbell.chains_log', 'off', true)`);
  await tx.query(
    `update ticket set log_hash = head.hash
       from jsonb_to_recordset($1::jsonb) as head (ticket int, hash text) where ticket.id = head.ticket`,
    [JSON.stringify(chains.map(({ ticket, links: own }) => ({ ticket, hash: own.at(-1)?.hash ?? null })))],
  );
}

/**
 * Keeps the digests of a log's entries in place of their salts, before their words are deleted: nothing that was said can
 * be guessed from them. The chain is made first if it is still to be made.
 */
export async function keepDigests(tx: Tx, ticketId: number): Promise<void> {
  await chainOlderLog(tx, ticketId);
  const log = await findLog(tx, ticketId);
  const digests = (log?.rows ?? []).flatMap((row) =>
    row.salt === null ? [] : [{ seq: row.seq, digest: digestOf(row, row.salt) }],
  );
  await tx.query(`select set_config('deskbell.deletes_words', 'on', true)`);
  await tx.query(
    `update ticket_event event set salt = null, digest = kept.digest
       from jsonb_to_recordset($2::jsonb) as kept (seq int, digest text)
      where event.ticket_id = $1::int and event.seq = kept.seq`,
    [ticketId, JSON.stringify(digests)],
  );
  await tx.query(`select set_config('deskbell.deletes_words', 'off', true)`);
}
