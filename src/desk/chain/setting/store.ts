import type { Tx } from '../../../db/database.ts';
import { canonicalJson } from '../../../lib/canonical.ts';
import { type Instant, isoOf } from '../../../lib/instant.ts';
import { type ChainedLog, type ChainedRow, digestOf, linkOf } from '../chain.ts';
import { newSalt } from '../rows.ts';
import { FIRST_SETTINGS, msOf, ROWS, SETTINGS, type Setting } from './rows.ts';

/**
 * The log of settings (docs/decision/0031): of what people change while the desk runs, and of the service books. Each entry
 * has what the row said from then on, so that a row that was changed by other means is found, too.
 */

/** What stands before the hash of the first entry. */
const SUBJECT = 'settings';

/** Which settings changed, as of the rows now, and who changed them. */
export interface ChangedSettings {
  readonly setting: Setting;
  readonly about: readonly string[];
  readonly by: string;
  readonly at: Instant;
}

interface Value {
  readonly setting: Setting;
  readonly about: string;
  /** null: there is no such row. */
  readonly value: object | null;
}

/** An entry to be added: a setting as it is now, or `forgotten` (`../forget/store.ts`), which is no setting. */
export type NewEntry = Value | { readonly setting: 'forgotten'; readonly about: string; readonly value: null };

/** Adds to the log what these settings say now. Call it after the rows were changed, in the same transaction. */
export async function recordSettings(tx: Tx, { setting, about, by, at }: ChangedSettings): Promise<void> {
  if (about.length === 0) return;
  const log = await lockSettingLog(tx, at, { setting, about });
  const rows = await tx.query<{ about: string; value: object }>(
    `select about, value from (${ROWS[setting]}) setting where about = any ($1::text[])`,
    [[...about]],
  );
  const values = about.map((each) => ({
    setting,
    about: each,
    value: rows.find((row) => row.about === each)?.value ?? null,
  }));
  await appendSettings(tx, log, values, by, at);
}

/** Begins the log with all settings that are there, unless it has begun; and adds kinds that it does not cover yet. */
export async function beginSettingLog(tx: Tx, at: Instant): Promise<void> {
  await lockSettingLog(tx, at, undefined);
}

/** The end of the log. */
export interface LogEnd {
  readonly log_hash: string;
  readonly entries: number;
  /** Which kinds it covers; null: those of `FIRST_SETTINGS`. */
  readonly kinds: readonly string[] | null;
}

/**
 * Locks the end of the log until the transaction ends. A log that has not begun begins here, with all settings but `except`;
 * one of an older release gets those of the kinds that it does not cover.
 */
export async function lockSettingLog(
  tx: Tx,
  at: Instant,
  except: Pick<ChangedSettings, 'setting' | 'about'> | undefined,
): Promise<LogEnd> {
  await tx.query(`insert into setting_log (id, log_hash, entries) values (1, '', 0) on conflict do nothing`, []);
  const [stored] = await tx.query<LogEnd>(
    'select log_hash, entries, kinds from setting_log where id = 1 for update',
    [],
  );
  const hasBegun = stored !== undefined && stored.log_hash !== '';
  const end = hasBegun ? stored : { log_hash: SUBJECT, entries: 0, kinds: [] };
  const covered = coveredBy(end);
  const added = SETTINGS.filter((kind) => !covered.includes(kind));
  if (added.length === 0) return end;
  const older = (await listValues(tx)).filter(
    ({ setting, about }) => added.includes(setting) && (setting !== except?.setting || !except.about.includes(about)),
  );
  await tx.query('update setting_log set kinds = $1::text[] where id = 1', [[...covered, ...added]]);
  return appendSettings(tx, end, older, 'before', at);
}

function coveredBy({ kinds }: Pick<LogEnd, 'kinds'>): readonly string[] {
  return kinds ?? FIRST_SETTINGS;
}

/** Adds entries to the end of the log, which the transaction has locked. Gives the new end. */
export async function appendSettings(
  tx: Tx,
  end: LogEnd,
  values: readonly NewEntry[],
  by: string,
  at: Instant,
): Promise<LogEnd> {
  let { log_hash: hash, entries } = end;
  const rows = values.map(({ setting: kind, ...data }) => {
    const salt = newSalt();
    hash = linkOf(hash, digestOf({ at, kind, by, data }, salt));
    entries += 1;
    return { seq: entries, at: isoOf(at), kind, by, data, salt, hash };
  });
  await tx.query(
    `insert into setting_event (seq, at, kind, by, data, salt, hash)
       select * from jsonb_to_recordset($1::jsonb) as entry (seq int, at timestamptz, kind text, by text, data jsonb, salt text, hash text)
        order by seq`,
    [JSON.stringify(rows)],
  );
  await tx.query('update setting_log set log_hash = $1, entries = $2 where id = 1', [hash, entries]);
  return { ...end, log_hash: hash, entries };
}

/** All settings that count now, as `setting`, `about` and `value`. */
const VALUES = SETTINGS.map(
  (setting) => `select '${setting}' as setting, about, value from (${ROWS[setting]}) ${'"'}${setting}${'"'}`,
).join(' union all ');

function listValues(tx: Tx): Promise<readonly Value[]> {
  return tx.query<Value>(`${VALUES} order by setting, about`);
}

/** An entry of the log of settings. */
export interface SettingEntry {
  /** Its place in the log; null: it did not come from the desk. */
  readonly seq: number | null;
  readonly at: Instant;
  readonly kind: string;
  /** A key of the book's people, an account on a machine, `clock`, or `before`: it is older than the log. */
  readonly by: string;
  readonly data: Pick<Value, 'about' | 'value'>;
  readonly hash: string | null;
}

/** The last `most` entries, the oldest first. `kind`: of one kind alone. */
export async function listSettingEntries(
  tx: Pick<Tx, 'query'>,
  { kind, most }: { readonly kind: string | undefined; readonly most: number },
): Promise<SettingEntry[]> {
  const rows = await tx.query<Omit<SettingEntry, 'at'> & { readonly at: Date }>(
    `select seq, at, kind, by, data, hash from setting_event where $1::text is null or kind = $1
      order by id desc limit $2::int`,
    [kind ?? null, most],
  );
  return rows.map((row) => ({ ...row, at: row.at.getTime() })).reverse();
}

/** The log of settings, and the settings as they are. */
export interface SettingCheck {
  readonly log: ChainedLog;
  /** Settings whose rows do not say what the log says of them last: `channel-language slack/C1`. */
  readonly others: readonly string[];
}

interface CheckRow {
  readonly end: LogEnd | null;
  readonly events: readonly (Omit<ChainedRow, 'seq'> & { readonly seq: number | null })[];
  readonly values: readonly Value[];
}

/** Reads the log of settings and compares it with them. One statement, so that no change comes between. */
export async function checkSettings(tx: Pick<Tx, 'query'>): Promise<SettingCheck> {
  const [row] = await tx.query<CheckRow>(
    `select (select to_json(log) from setting_log log where id = 1) as end,
        (select coalesce(json_agg(json_build_object('seq', seq, 'at', ${msOf('at')}, 'kind', kind, 'by', by, 'data', data, 'salt', salt,
          'digest', digest, 'hash', hash) order by id), '[]') from setting_event) as events,
        (select coalesce(json_agg(each), '[]') from (${VALUES}) each) as values`,
    [],
  );
  if (!row) throw new Error('a statement without a table gave no row');
  const { end, events, values } = row;
  const log: ChainedLog = {
    subject: SUBJECT,
    places: 'by-order',
    // A log that has not begun has neither entries nor an end.
    head: end?.log_hash ?? (events.length > 0 ? null : ''),
    rows: events.map((event, index) => ({ ...event, seq: event.seq ?? index + 1 })),
  };
  // Rows of a kind that the log does not cover yet were there before it did.
  const covered = values.filter(({ setting }) => end && coveredBy(end).includes(setting));
  return { log, others: log.head === '' ? [] : listOthers(log, covered) };
}

function listOthers({ rows }: ChainedLog, values: readonly Value[]): string[] {
  const logged = new Map<string, string>();
  for (const { kind, data } of rows) {
    const { about, value } = data as Pick<Value, 'about' | 'value'>;
    if (value === null) logged.delete(`${kind} ${about}`);
    else logged.set(`${kind} ${about}`, canonicalJson(value));
  }
  const stored = new Map(values.map(({ setting, about, value }) => [`${setting} ${about}`, canonicalJson(value)]));
  return [...new Set([...logged.keys(), ...stored.keys()])].filter((each) => logged.get(each) !== stored.get(each));
}
