import { columnsOf, type RowOf } from '../../db/columns.ts';
import type { Tx } from '../../db/database.ts';
import { type Instant, isoOf } from '../../lib/instant.ts';
import { recordSettings } from '../chain/setting/store.ts';
import type { SettingHashes } from './configuration.ts';

/** What the desk was started with. */
export interface Configuration {
  readonly salt: string;
  readonly hashes: SettingHashes;
}

const CONFIGURATION = columnsOf('Configuration', 'id', 'salt', 'hashes');
type Row = RowOf<typeof CONFIGURATION, { hashes: SettingHashes }>;

/** What the last start that found other settings was; undefined: there was none yet. */
export async function findConfiguration({ query }: Tx): Promise<(Configuration & { readonly id: number }) | undefined> {
  const [row] = await query<Row>(`select ${CONFIGURATION} from configuration order by id desc limit 1`);
  return row;
}

/** `by`: the account that started the desk, `root@desk-1`. `changed`: names of the settings that are not as they were. */
export type ChangedConfiguration = Configuration & {
  readonly changed: readonly string[];
  readonly by: string;
  readonly at: Instant;
};

/**
 * Keeps another configuration, and adds it to the log of settings. False: it was compared with `last`, and another process
 * has kept one since.
 */
export async function insertConfiguration(
  tx: Tx,
  last: number | undefined,
  { salt, hashes, changed, by, at }: ChangedConfiguration,
): Promise<boolean> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('configuration'))`, []);
  if ((await findConfiguration(tx))?.id !== last) return false;
  const rows = await tx.query<Pick<Row, 'id'>>(
    `insert into configuration (at, by, salt, hashes, changed)
       values ($1::timestamptz, $2, $3, $4::jsonb, $5::text[]) returning id`,
    [isoOf(at), by, salt, JSON.stringify(hashes), [...changed]],
  );
  await recordSettings(tx, { setting: 'configuration', about: rows.map(({ id }) => String(id)), by, at });
  return true;
}
