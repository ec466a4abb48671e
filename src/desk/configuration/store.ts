import type { Tx } from '../../db/database.ts';
import { type Instant, isoOf } from '../../lib/instant.ts';
import { recordSettings } from '../chain/setting/store.ts';
import type { SettingHashes } from './configuration.ts';

/** What the desk was started with. */
export interface Configuration {
  readonly salt: string;
  readonly hashes: SettingHashes;
}

/** What the last start that found other settings was; undefined: there was none yet. */
export async function findConfiguration({
  prisma,
}: Tx): Promise<(Configuration & { readonly id: number }) | undefined> {
  const row = await prisma.configuration.findFirst({ orderBy: { id: 'desc' } });
  return row ? { id: row.id, salt: row.salt, hashes: row.hashes as Record<string, string> } : undefined;
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
  { changed, by, at, ...given }: ChangedConfiguration,
): Promise<boolean> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('configuration'))`, []);
  if ((await findConfiguration(tx))?.id !== last) return false;
  const data = { ...given, changed: [...changed], by, at: isoOf(at) };
  const { id } = await tx.prisma.configuration.create({ data });
  await recordSettings(tx, { setting: 'configuration', about: [String(id)], by, at });
  return true;
}
