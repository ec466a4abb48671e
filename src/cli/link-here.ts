import type { Config } from '../config.ts';
import type { Answer } from '../control/door.ts';
import { type LinksAsked, manageLinks } from '../control/links.ts';
import { openDatabase, targetOf } from '../db/open.ts';
import { silentLog } from '../lib/log.ts';
import { wallClock } from '../wall-clock.ts';

/** Does it in the database that the settings name, where no desk runs. */
export async function manageLinksHere(config: Config, asked: LinksAsked): Promise<Answer> {
  const database = await openDatabase(targetOf(config), silentLog);
  try {
    return await manageLinks(database, wallClock.now(), asked);
  } finally {
    await database.close();
  }
}
