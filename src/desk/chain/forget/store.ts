import type { Tx } from '../../../db/database.ts';
import { canonicalJson } from '../../../lib/canonical.ts';
import type { Instant } from '../../../lib/instant.ts';
import { digestOf } from '../chain.ts';
import { appendSettings, lockSettingLog } from '../setting/store.ts';

/**
 * What the log of settings says of a person or customer who was forgotten, and how their words are taken out of that log itself
 * (docs/decision/0050). The entry carries the digests of what is left, as the deletion of a case's words does in its log.
 */
export interface ForgottenEntry {
  /** What stands in place of the name: `p-3f2a91`. */
  readonly about: string;
  /** `kept-long-enough`: words that the settings let go after a time. */
  readonly of: 'person' | 'customer' | 'kept-long-enough';
  /** How many cases lost words, how many files went. */
  readonly cases: number;
  readonly files: number;
  /** By the subject of matters without a ticket, digests of their entries as they stand now. */
  readonly matters: Readonly<Record<string, readonly string[]>>;
}

interface Row {
  readonly id: string;
  readonly seq: number;
  readonly at: Date;
  readonly kind: string;
  readonly by: string;
  readonly data: object;
  readonly salt: string | null;
}

/**
 * Masks entries of the log of settings and adds the one that says so. `mask` gives an entry's data without what is to go; data
 * that it gives back as they were stay untouched. undefined: nothing of that log goes.
 */
export async function recordForgotten(
  tx: Tx,
  entry: ForgottenEntry,
  mask: ((kind: string, data: object) => object) | undefined,
  by: string,
  at: Instant,
): Promise<void> {
  const end = await lockSettingLog(tx, at, undefined);
  if (!mask) return void (await appendSettings(tx, end, [{ setting: 'forgotten', ...entry, value: null }], by, at));
  const rows = await tx.query<Row>(
    'select id::text, seq, at, kind, by, data, salt from setting_event where seq is not null order by seq',
  );
  const now = rows.map((row) => {
    const data = mask(row.kind, row.data);
    return { row, data, isMasked: canonicalJson(data) !== canonicalJson(row.data) };
  });
  await saveMasked(
    tx,
    now.flatMap(({ row, data, isMasked }) => (isMasked ? [{ row, data }] : [])),
  );
  // An entry that still has its salt is held by its own hash.
  const remains = now.map(({ row, data, isMasked }) =>
    isMasked || row.salt === null ? digestOf({ ...loggedOf(row), data }, '') : '',
  );
  const value = { ...entry, what: 'delete-words', remains, value: null } as const;
  await appendSettings(tx, end, [{ setting: 'forgotten', ...value }], by, at);
}

async function saveMasked(tx: Tx, masked: readonly { readonly row: Row; readonly data: object }[]): Promise<void> {
  const given = masked.map(({ row, data }) => ({
    id: row.id,
    data,
    digest: row.salt === null ? null : digestOf(loggedOf(row), row.salt),
  }));
  await tx.query(`select set_config('deskbell.deletes_words', 'on', true)`);
  await tx.query(
    `update setting_event event set data = given.data, salt = null, digest = coalesce(event.digest, given.digest)
       from jsonb_to_recordset($1::jsonb) as given (id bigint, data jsonb, digest text) where event.id = given.id`,
    [JSON.stringify(given)],
  );
  await tx.query(`select set_config('deskbell.deletes_words', 'off', true)`);
}

function loggedOf({ at, kind, by, data }: Row) {
  return { at: at.getTime(), kind, by, data };
}
