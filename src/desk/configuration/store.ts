import type { Database, Tx } from '../../db/database.ts';
import type { Instant } from '../../lib/instant.ts';
import { recordSettings } from '../chain/setting/store.ts';
import {
  changedSettings,
  type GivenSettings,
  hashSettings,
  makeConfigurationSalt,
  type SettingHashes,
} from './configuration.ts';

export interface StartedWith {
  readonly given: GivenSettings;
  /** Names of those that are secret. */
  readonly secret: readonly string[];
  /** The account that started the desk: `root@desk-1`. */
  readonly by: string;
  readonly at: Instant;
}

/**
 * Keeps which settings the desk was started with, if they are not those of the start before, and adds to the log of
 * settings which ones changed. Gives their names.
 */
export async function recordConfiguration(
  { transaction }: Pick<Database, 'transaction'>,
  { given, secret, by, at }: StartedWith,
): Promise<readonly string[]> {
  for (;;) {
    // The hashes take a while, so they are made between two transactions.
    const before = await transaction(findLast);
    const { salt = makeConfigurationSalt() } = before ?? {};
    const hashes = await hashSettings(given, secret, salt);
    const changed = changedSettings(before?.hashes ?? {}, hashes);
    if (changed.length === 0) return changed;
    const isKept = await transaction(async (tx) => {
      await tx.query(`select pg_advisory_xact_lock(hashtext('configuration'))`, []);
      // Another process that started at the same time was faster: it is compared with that one.
      if ((await findLast(tx))?.id !== before?.id) return false;
      const data = { at: new Date(at), by, salt, hashes, changed };
      const { id } = await tx.prisma.configuration.create({ data });
      await recordSettings(tx, { setting: 'configuration', about: [String(id)], by, at });
      return true;
    });
    if (isKept) return changed;
  }
}

async function findLast({ prisma }: Tx): Promise<{ id: number; salt: string; hashes: SettingHashes } | undefined> {
  const row = await prisma.configuration.findFirst({ orderBy: { id: 'desc' } });
  return row ? { ...row, hashes: row.hashes as Record<string, string> } : undefined;
}
