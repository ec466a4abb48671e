import { createWebhookAdapter } from './adapter/webhook/webhook.ts';
import type { ChatAdapter } from './chat/adapter.ts';
import type { Config } from './config.ts';
import type { Answer } from './control/door.ts';
import { manageWebhooks } from './control/webhooks.ts';
import type { Database } from './db/database.ts';
import type { JobSink } from './db/turn.ts';
import type { BookSource } from './desk/book/schema.ts';
import { createWebhooks, openRoot } from './events/webhooks.ts';
import type { Clock } from './lib/instant.ts';
import type { Logger } from './lib/log.ts';

export interface WebhookWiringParts {
  readonly config: Pick<Config, 'webhooks'>;
  readonly database: Database;
  readonly jobs: JobSink;
  readonly bookNow: () => BookSource;
  /** Real time, which receivers compare with their own. */
  readonly clock: Clock;
  readonly log: Logger;
}

/** Webhooks of a running desk: the adapter that sends to them, and what `deskbell webhook` asks of it. */
export async function wireWebhooks(parts: WebhookWiringParts): Promise<{
  readonly adapter: ChatAdapter;
  readonly manage: (asked: unknown) => Promise<Answer>;
}> {
  const { secret, allowsPrivate } = parts.config.webhooks;
  const root = await openRoot(parts.database, secret);
  const managing = { ...parts, root, allowsPrivate };
  return {
    adapter: createWebhookAdapter({ ...parts, ...createWebhooks({ ...parts, root }), allowsPrivate }),
    manage: (asked) => manageWebhooks(managing, asked),
  };
}
