import { createWebhookAdapter } from './adapter/webhook/webhook.ts';
import type { ChatAdapter } from './chat/adapter.ts';
import type { WebhookState } from './chat/webhook.ts';
import type { Config } from './config.ts';
import type { Answer } from './control/door.ts';
import { manageWebhooks } from './control/webhooks.ts';
import type { Database } from './db/database.ts';
import { type JobSink, withTurn } from './db/turn.ts';
import { readTurnStart } from './desk/begin-turn.ts';
import type { BookSource } from './desk/book/schema.ts';
import { tellDirectors, type WebhookNews } from './events/tell-directors.ts';
import { createWebhooks, openRoot } from './events/webhooks.ts';
import type { House } from './house.ts';
import type { Clock } from './lib/instant.ts';
import type { Logger } from './lib/log.ts';

export interface WebhookWiringParts {
  readonly config: Pick<Config, 'webhooks'>;
  readonly database: Database;
  readonly jobs: JobSink;
  readonly bookNow: () => BookSource;
  /** Real time, which receivers compare with their own. */
  readonly clock: Clock;
  /** The desk's clock, by which people are told. */
  readonly deskClock: Clock;
  readonly house: Pick<House, 'speaksBoth' | 'linksAt'>;
  readonly log: Logger;
  /** How long a receiver has for its answer; left out: ten seconds. */
  readonly timeoutMs?: number;
}

/** Webhooks of a running desk: the adapter that sends to them, and what `deskbell webhook` asks of it. */
export async function wireWebhooks(parts: WebhookWiringParts): Promise<{
  readonly adapter: ChatAdapter;
  readonly manage: (asked: unknown) => Promise<Answer>;
}> {
  const { secret, allowsPrivate } = parts.config.webhooks;
  const root = await openRoot(parts.database, secret);
  const { database, jobs, log, house, deskClock } = parts;
  const tell = async (key: string, news: WebhookNews, state: WebhookState) => {
    const { speaksBoth } = house;
    const now = deskClock.now();
    await withTurn(database, jobs, { now, actor: 'clock', log }, async (turn) => {
      const start = await readTurnStart(turn.tx);
      const links = house.linksAt(now, start.lastRevocation);
      await tellDirectors({ ...turn, ...start, speaksBoth, links }, key, news, state);
    });
  };
  const managing = { ...parts, root, allowsPrivate };
  return {
    adapter: createWebhookAdapter({ ...parts, ...createWebhooks({ ...parts, root, tell }), allowsPrivate }),
    manage: (asked) => manageWebhooks(managing, asked),
  };
}
