import type { FoundWebhook, WebhookState } from '../chat/webhook.ts';
import { WEBHOOK } from '../chat/webhook.ts';
import type { Database } from '../db/database.ts';
import { openSecret } from '../db/secret.ts';
import type { BookSource } from '../desk/book/schema.ts';
import { currentBook } from '../desk/book/store.ts';
import type { WebhookRule } from '../desk/book/webhook-rule.ts';
import type { Clock } from '../lib/instant.ts';
import type { Logger } from '../lib/log.ts';
import { secretsOf } from './secret.ts';
import { dropWaiting, findWebhook, saveState } from './state.ts';
import { newsOf, type WebhookNews } from './tell-directors.ts';

export interface WebhookParts {
  readonly database: Database;
  /** Real time. */
  readonly clock: Clock;
  readonly log: Logger;
  /** What secrets are derived from. */
  readonly root: Uint8Array;
  readonly bookNow: () => BookSource;
  /** Tells people what they have to know of a webhook. */
  readonly tell: (key: string, news: WebhookNews, state: WebhookState) => Promise<void>;
}

/** What all secrets of webhooks are derived from: the setting, else 32 bytes of the desk's own. */
export async function openRoot(database: Database, setting: string | undefined): Promise<Uint8Array> {
  return setting === undefined ? openSecret(database, 'webhook') : Buffer.from(setting);
}

function ruleOf(source: BookSource | undefined, key: string): WebhookRule | undefined {
  const webhooks = source?.webhooks ?? {};
  return Object.hasOwn(webhooks, key) ? webhooks[key] : undefined;
}

/** The book's webhooks and their states, for the adapter that sends to them. */
export function createWebhooks({ database, clock, log, root, bookNow, tell }: WebhookParts) {
  return {
    async find(key: string): Promise<FoundWebhook | undefined> {
      // This process may not have heard of the newest book yet; another one owed the message by it.
      const rule = ruleOf(bookNow(), key) ?? ruleOf((await database.transaction(currentBook))?.source, key);
      if (!rule) return undefined;
      const { state, rotation } = await findWebhook(database, key);
      return { state, target: { url: rule.url, secrets: secretsOf(root, key, rotation, clock.now()) } };
    },
    async saveState(key: string, state: WebhookState): Promise<void> {
      await saveState(database, key, state, { by: 'clock', at: clock.now() });
      const news = newsOf(state);
      if (news) await tell(key, news, state);
      if (news === 'disabled')
        log.error({ webhook: key, dropped: await dropWaiting(database, WEBHOOK, key) }, 'webhook.dropped');
    },
  };
}
