import type { Tx } from '../../../db/database.ts';
import { canonicalJson } from '../../../lib/canonical.ts';
import { type Instant, isoOf } from '../../../lib/instant.ts';
import { type ChainedLog, type ChainedRow, digestOf, linkOf } from '../chain.ts';
import { newSalt } from '../rows.ts';

/**
 * The log of settings (docs/decision/0031): of what people change while the desk runs, and of the service books. Each entry
 * has what the row said from then on, so that a row that was changed by other means is found, too.
 */

/** What stands before the hash of the first entry. */
const SUBJECT = 'settings';

/** Of each kind of setting the rows that count now: which one it is, and what it says. */
const ROWS = {
  book: `select id::text as about, jsonb_build_object('hash', hash, 'by', applied_by, 'via', applied_via, 'at', ${msOf('applied_at')})
      || case when masked_hash is null then '{}'::jsonb else jsonb_build_object('masked', masked_hash) end as value
    from book_version`,
  'channel-language': `select platform || '/' || channel as about, jsonb_build_object('language', language) as value
    from channel_language`,
  'channel-customer': `select platform || '/' || channel as about, jsonb_build_object('customer', customer, 'by', by, 'at', ${msOf('at')}) as value
    from channel_binding`,
  account: `select person || '/' || platform as about, jsonb_build_object('userId', user_id, 'at', ${msOf('at')}) as value
    from person_link`,
  holidays: `select year::text as about, jsonb_build_object('id', id, 'notice', notice, 'by', by, 'at', ${msOf('at')}) as value
    from holiday_load where state = 'applied'`,
  swap: `select id::text as about, jsonb_build_object('rotation', rotation, 'from', ${msOf('from_at')}, 'until', ${msOf('until_at')},
      'person', person, 'by', by, 'at', ${msOf('at')}, 'cancelledAt', ${msOf('cancelled_at')}, 'cancelledBy', cancelled_by) as value
    from duty_override`,
  token: `select id as about, jsonb_build_object('name', name, 'hash', hash, 'scopes', to_jsonb(scopes), 'customers', to_jsonb(customers),
      'by', created_by, 'at', ${msOf('created_at')}, 'until', ${msOf('expires_at')}, 'revokedAt', ${msOf('revoked_at')}) as value
    from api_token`,
  export: `select id::text as about, jsonb_build_object('by', by, 'who', who, 'what', what, 'about', about, 'customer', customer,
      'format', format, 'rows', rows, 'sha256', sha256, 'at', ${msOf('at')}) as value
    from export_record`,
} as const;

/**
 * `book`: a version of the service book, by its number. `channel-language`, `channel-customer`: chosen in chat, by platform and
 * channel. `account`: a person's, by person and platform. `holidays`: loaded, by year. `swap`: of a shift, by its number.
 * `token`: of a program, by its id. `export`: a list or a case that was taken out, by its number.
 */
export type Setting = keyof typeof ROWS;
const SETTINGS = Object.keys(ROWS) as Setting[];

/** A column's instant in milliseconds, which no session's time zone shifts. */
function msOf(column: string): string {
  return `(extract(epoch from ${column}) * 1000)::bigint`;
}

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

/** Begins the log with all settings that are there, unless it has begun. */
export async function beginSettingLog(tx: Tx, at: Instant): Promise<void> {
  await lockSettingLog(tx, at, undefined);
}

/** The end of the log. */
export interface LogEnd {
  readonly log_hash: string;
  readonly entries: number;
}

/** Locks the end of the log until the transaction ends. A log that has not begun begins here, with all settings but `except`. */
export async function lockSettingLog(
  tx: Tx,
  at: Instant,
  except: Pick<ChangedSettings, 'setting' | 'about'> | undefined,
): Promise<LogEnd> {
  await tx.query(`insert into setting_log (id, log_hash, entries) values (1, '', 0) on conflict do nothing`, []);
  const [end] = await tx.query<LogEnd>('select log_hash, entries from setting_log where id = 1 for update', []);
  if (end && end.log_hash !== '') return end;
  const older = (await listValues(tx)).filter(
    ({ setting, about }) => setting !== except?.setting || !except.about.includes(about),
  );
  return appendSettings(tx, { log_hash: SUBJECT, entries: 0 }, older, 'before', at);
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
  return { log_hash: hash, entries };
}

/** All settings that count now, as `setting`, `about` and `value`. */
const VALUES = SETTINGS.map(
  (setting) => `select '${setting}' as setting, about, value from (${ROWS[setting]}) ${'"'}${setting}${'"'}`,
).join(' union all ');

function listValues(tx: Tx): Promise<readonly Value[]> {
  return tx.query<Value>(`${VALUES} order by setting, about`);
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
  return { log, others: log.head === '' ? [] : listOthers(log, values) };
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
