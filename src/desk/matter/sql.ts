import { linkSql } from '../chain/rows.ts';

/** The statements that write matters and their logs, each entry with its hash (docs/decision/0031). */

/**
 * The entries of all matters of `given` with their hashes: parts of a `with recursive`. `given` has a matter's `id`, its JSON
 * `n` with `chainedEntries` as `added`, the hash `before` them (null: the log behind them has none, so they get none), and how
 * many there are already, `entries`. Ends with `heads`: the last hash of each matter.
 */
const LOGGED = `
  entry as (
    select given.id as matter_id, given.entries, each.*
      from given, jsonb_to_recordset(n->'added')
        as each (no int, at timestamptz, kind text, by text, data jsonb, salt text, digest text)
  ), link (matter_id, no, hash) as (
    select id, 0, before from given
    union all
    select entry.matter_id, entry.no, ${linkSql('link.hash', 'entry.digest')}
      from link join entry on entry.matter_id = link.matter_id and entry.no = link.no + 1
  ), logged as (
    insert into matter_event (matter_id, at, kind, by, data, seq, salt, hash)
    select matter_id, at, kind, by, data, case when hash is null then null else entries + no end,
        case when hash is null then null else salt end, hash
      from entry join link using (matter_id, no) order by matter_id, no
  ), heads as (
    select distinct on (matter_id) matter_id, no as added, hash from link order by matter_id, no desc
  )`;

/**
 * Inserts matters with their first log entries. Features with numbers ($5) get the next numbers of their counter, whose
 * row stays locked until the turn ends; for all others the number is the primary key.
 */
export const INSERT = `
  with recursive wanted as (
    select n, position, nextval(pg_get_serial_sequence('matter', 'id'))::int as id
      from jsonb_array_elements($3::jsonb) with ordinality as each (n, position) order by position
  ), counter as (
    insert into matter_counter (feature, last) select $1, count(*)::int from wanted having $5::boolean
    on conflict (feature) do update set last = matter_counter.last + excluded.last returning last
  ), numbered as (
    select n, id, coalesce((select last from counter) - count(*) over () + position, id)::int as number from wanted
  ), given as (
    select n, id, $1 || '/' || number as before, 0 as entries from numbered
  ), ${LOGGED}, opened as (
    insert into matter (id, feature, number, book_version_id, customer, ticket_id, status, state, opened_at, next_due_at, entries,
      log_hash)
    select id, $1, number, $2::int, n->>'customer', (n->>'ticketId')::int, n->>'status', n->'state', $4::timestamptz,
      (n->>'nextDueAt')::timestamptz, heads.added, heads.hash from numbered join heads on heads.matter_id = id
  ) select number as id from numbered order by number`;

/**
 * Saves several matters ($1) and what is added to their logs. Features and numbers are passed as plain arrays as well, so
 * that the index on them is used even in a large table.
 */
export const SAVE = `
  with recursive given as (
    select matter.id, n, nullif(matter.log_hash, '') as before, matter.entries from jsonb_array_elements($1::jsonb) as each (n)
      join matter on matter.feature = n->>'feature' and matter.number = (n->>'id')::int
     where matter.feature = any ($2::text[]) and matter.number = any ($3::int[]) for update of matter
  ), ${LOGGED}
  update matter set status = n->>'status', ticket_id = (n->>'ticketId')::int, state = n->'state', next_due_at = (n->>'nextDueAt')::timestamptz,
      entries = matter.entries + case when heads.hash is null then 0 else heads.added end,
      log_hash = coalesce(heads.hash, matter.log_hash)
    from given join heads on heads.matter_id = given.id
   where matter.id = given.id and matter.feature = any ($2::text[]) and matter.number = any ($3::int[])`;
