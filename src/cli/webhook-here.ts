import type { Config } from '../config.ts';
import type { Answer } from '../control/door.ts';
import { manageWebhooks, type WebhooksAsked } from '../control/webhooks.ts';
import { openDatabase, targetOf } from '../db/open.ts';
import { noJobs } from '../db/turn.ts';
import { openRoot } from '../events/webhooks.ts';
import { silentLog } from '../lib/log.ts';
import { wallClock } from '../wall-clock.ts';

/** Does it in the database that the settings name, where no desk runs. What is owed goes out when one starts. */
export async function manageWebhooksHere(config: Config, asked: WebhooksAsked): Promise<Answer> {
  const database = await openDatabase(targetOf(config), silentLog);
  try {
    const { secret, allowsPrivate } = config.webhooks;
    const root = await openRoot(database, secret);
    return await manageWebhooks({ database, jobs: noJobs, clock: wallClock, root, allowsPrivate }, asked);
  } finally {
    await database.close();
  }
}
