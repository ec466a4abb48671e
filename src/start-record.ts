import { type Config, SECRET_SETTINGS } from './config.ts';
import { accountName } from './control/account.ts';
import type { Database } from './db/database.ts';
import {
  changedSettings,
  type GivenSettings,
  hashSettings,
  makeConfigurationSalt,
} from './desk/configuration/configuration.ts';
import { findConfiguration, insertConfiguration } from './desk/configuration/store.ts';
import type { Instant } from './lib/instant.ts';
import type { Logger } from './lib/log.ts';

/**
 * Adds to the log of settings which settings of the environment changed since the start before, beside the desk's work. Never
 * throws: what fails is logged.
 */
export async function noteStart(
  database: Pick<Database, 'transaction'>,
  { given }: Pick<Config, 'given'>,
  at: Instant,
  log: Logger,
): Promise<void> {
  try {
    const changed = await recordStart(database, given, { by: accountName(), at });
    if (changed.length > 0) log.info({ changed }, 'app.settings-changed');
  } catch (error) {
    log.error({ err: error }, 'app.settings-not-recorded');
  }
}

/**
 * Keeps with which settings an account (`root@desk-1`) started the desk, if they are not those of the start before. Gives the
 * names of those that changed.
 */
export async function recordStart(
  database: Pick<Database, 'transaction'>,
  given: GivenSettings,
  { by, at }: { readonly by: string; readonly at: Instant },
): Promise<readonly string[]> {
  for (;;) {
    // The hashes take a while, so they are made between two transactions.
    const last = await database.transaction(findConfiguration);
    const { salt = makeConfigurationSalt() } = last ?? {};
    const hashes = await hashSettings(given, SECRET_SETTINGS, salt);
    const changed = changedSettings(last?.hashes ?? {}, hashes);
    if (changed.length === 0) return changed;
    const kept = { salt, hashes, changed, by, at };
    // Where another process was faster, what it kept is compared.
    if (await database.transaction((tx) => insertConfiguration(tx, last?.id, kept))) return changed;
  }
}
