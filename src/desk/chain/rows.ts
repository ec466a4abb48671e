import { randomBytes } from 'node:crypto';
import { isoOf } from '../../lib/instant.ts';
import { digestOf, type LoggedEntry, type LoggedRow } from './chain.ts';

/** How a ticket's new entries are written together with their hashes, in the statement that stores the ticket. */

/** A salt of 128 random bits. */
export function newSalt(): string {
  return randomBytes(16).toString('base64url');
}

/** New entries as JSON for `chained`, each with its salt and digest. */
export function chainedJson(rows: readonly LoggedRow[]): string {
  const salt = newSalt();
  return JSON.stringify(
    rows.map((row, index) => {
      // As the database gives it back: what JSON leaves out is not part of the entry.
      const data: object = JSON.parse(JSON.stringify(row.data));
      return { ...row, no: index + 1, at: isoOf(row.at), salt, digest: digestOf({ ...row, data }, salt) };
    }),
  );
}

/** A matter's new entries for its statements in `../matter/sql.ts`, each with its salt and digest. */
export function chainedEntries(rows: readonly LoggedEntry[]): object[] {
  if (rows.length === 0) return [];
  const salt = newSalt();
  return rows.map(({ at, kind, by, data }, index) => {
    const stored = { at, kind, by, data: JSON.parse(JSON.stringify(data)) };
    return { ...stored, no: index + 1, at: isoOf(at), salt, digest: digestOf(stored, salt) };
  });
}

/** `linkOf` in SQL. */
export function linkSql(before: string, digest: string): string {
  return `encode(sha256(convert_to(${before} || ':' || ${digest}, 'UTF8')), 'hex')`;
}

const LINK = linkSql('chained.hash', 'given.digest');

/**
 * Parts of a `with recursive`: the entries of `$rows` (`chainedJson`) with their hashes, as \`linked\`, and the last hash
 * as \`chain_end\`. `before`: a query of one row and column for the hash before the first of them; without a row they get
 * no hashes, because the log behind them has none yet.
 */
export function chained(rows: string, before: string): string {
  return `given as (
      select * from jsonb_to_recordset(${rows}::jsonb)
        as entry (no int, seq int, at timestamptz, kind text, by text, data jsonb, salt text, digest text)
    ), chained (no, hash) as (
      select 0, before.hash from (${before}) before (hash)
      union all
      select given.no, ${LINK} from chained join given on given.no = chained.no + 1
    ), linked as (
      select given.seq, given.at, given.kind, given.by, given.data, case when chained.hash is null then null else given.salt end as salt,
        chained.hash
        from given left join chained using (no)
    ), chain_end as (select hash from chained order by no desc limit 1)`;
}

/** The columns of `linked`, and of the table that they go to. */
export const LINKED_COLUMNS = 'seq, at, kind, by, data, salt, hash';
