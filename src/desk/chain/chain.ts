import { createHash } from 'node:crypto';
import { canonicalJson } from '../../lib/canonical.ts';
import { type Instant, isoOf } from '../../lib/instant.ts';

/**
 * The hash chain over the log of a ticket or a matter (docs/decision/0031). Each entry has a salt and a hash; the hash covers
 * the entry's digest and the hash before, the row of the ticket or matter keeps the last one. So a row that was changed,
 * removed or put in is found. Pure: it reads and writes no database.
 */

/** What the digest of an entry covers. */
export interface LoggedEntry {
  /** Left out in logs of matters: their digests do not cover the place, which the order of the hashes says, too. */
  readonly seq?: number | undefined;
  readonly at: Instant;
  readonly kind: string;
  readonly by: string;
  readonly data: object;
}

/** An entry as its row has it. */
export interface LoggedRow extends LoggedEntry {
  /** Its place in the log, from 1. */
  readonly seq: number;
}

/** The same with what the chain stored beside it. */
export interface ChainedRow extends LoggedRow {
  /** Random; null once the entry's words were deleted. */
  readonly salt: string | null;
  /** What the digest was before its words were deleted; null: nothing was deleted. */
  readonly digest: string | null;
  /** null: it is older than the chain, or did not come from the desk. */
  readonly hash: string | null;
}

/** The whole log of a ticket or matter. */
export interface ChainedLog {
  /** Of what: `ticket/12`, `complaint/3`. It stands before the first entry's hash. */
  readonly subject: string;
  /** Whether digests cover the places of entries. */
  readonly places: 'in-digest' | 'by-order';
  /** The hash of its last entry; empty: the chain is still to be made; null: it has none. */
  readonly head: string | null;
  readonly rows: readonly ChainedRow[];
  /** Digests of the entries after their words were deleted, where another log keeps them: a matter's, in its ticket's. */
  readonly remains?: readonly string[] | undefined;
}

/** SHA-256 in hex over one entry. The salt keeps words that were deleted from being guessed by their digest. */
export function digestOf({ seq, at, kind, by, data }: LoggedEntry, salt: string): string {
  return sha256(`${salt}\n${canonicalJson({ seq, at: isoOf(at), kind, by, data })}`);
}

/** The hash of an entry: SHA-256 in hex over the hash before and its own digest. `LINK` in `rows.ts` is the same in SQL. */
export function linkOf(before: string, digest: string): string {
  return sha256(`${before}:${digest}`);
}

/** The hashes of a log that has none yet, in order. `saltOf` gives each entry its salt. */
export function chainLog(log: Pick<ChainedLog, 'subject' | 'places' | 'rows'>, saltOf: () => string) {
  let before = log.subject;
  return log.rows.map((row) => {
    const salt = saltOf();
    before = linkOf(before, digestIn(log, row, salt));
    return { seq: row.seq, salt, hash: before };
  });
}

/**
 * Digests of entries as they stand after their words were deleted. The entry that says so carries them, so that what is
 * left stays under the chain.
 */
export function remainsOf(rows: readonly LoggedEntry[]): string[] {
  return rows.map((row) => digestOf(row, ''));
}

function digestIn({ places }: Pick<ChainedLog, 'places'>, row: LoggedRow, salt: string): string {
  return digestOf(places === 'in-digest' ? row : { ...row, seq: undefined }, salt);
}

/**
 * `changed`: the entry is not what its hash says, or was put in. `missing`: no entry has this number. `foreign`: it has
 * no hash, so that the desk did not write it. `end`: entries were removed from the end or put there. `no-chain`: the
 * whole log has none, so that the ticket or matter did not come from the desk.
 */
export interface Misfit {
  readonly seq: number;
  readonly why: 'changed' | 'missing' | 'foreign' | 'end' | 'no-chain';
}

/** What does not fit in a log; empty: all of it does, or its chain is still to be made. */
export function checkLog(log: ChainedLog): Misfit[] {
  const { subject, head, rows } = log;
  if (head === '') return [];
  if (head === null) return [{ seq: 1, why: 'no-chain' }];
  const misfits: Misfit[] = [];
  let before = subject;
  let expected = 1;
  for (const row of rows) {
    for (; expected < row.seq; expected += 1) misfits.push({ seq: expected, why: 'missing' });
    expected = row.seq + 1;
    if (row.hash === null) misfits.push({ seq: row.seq, why: 'foreign' });
    else if (!fits(row, before, log)) misfits.push({ seq: row.seq, why: 'changed' });
    // With the stored hash the entries behind it are checked for themselves.
    before = row.hash ?? before;
  }
  const last = rows.at(-1);
  const known = misfits.some(({ seq }) => seq === last?.seq);
  return (last?.hash ?? subject) === head || known ? misfits : [...misfits, { seq: expected, why: 'end' }];
}

function fits(row: ChainedRow, before: string, log: ChainedLog): boolean {
  const { seq, salt, hash } = row;
  if (salt !== null) return linkOf(before, digestIn(log, row, salt)) === hash;
  // Only an entry that a deletion names may be without its words.
  const left = remainsFor(row, log)?.[seq - 1];
  return row.digest !== null && linkOf(before, row.digest) === hash && left === digestIn(log, row, '');
}

function remainsFor({ seq }: ChainedRow, { rows, remains }: ChainedLog): readonly string[] | undefined {
  const deletion = rows.findLast(({ data }) => remainsIn(data) !== undefined);
  return deletion && deletion.seq > seq ? remainsIn(deletion.data) : remains;
}

function remainsIn(data: object): readonly string[] | undefined {
  const { what, remains } = data as { readonly what?: unknown; readonly remains?: readonly string[] };
  return what === 'delete-words' ? remains : undefined;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
