import { type Config, SECRET_SETTINGS } from './config.ts';
import { accountName } from './control/account.ts';
import type { Database } from './db/database.ts';
import { recordConfiguration } from './desk/configuration/store.ts';
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
    const changed = await recordConfiguration(database, { given, secret: SECRET_SETTINGS, by: accountName(), at });
    if (changed.length > 0) log.info({ changed }, 'app.settings-changed');
  } catch (error) {
    log.error({ err: error }, 'app.settings-not-recorded');
  }
}
