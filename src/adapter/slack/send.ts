import type { CardPost, Post, PostedMessage } from '../../chat/adapter.ts';
import type { ChatPlace } from '../../chat/event.ts';
import type { Clock, Instant } from '../../lib/instant.ts';
import type { Logger } from '../../lib/log.ts';
import type { SlackClient } from './client.ts';
import { adapterErrorOf } from './failure.ts';
import { LIMITS } from './limits.ts';
import { bareUserId, renderPost } from './render.ts';
import { findSent, markOf } from './sent.ts';

export interface Sending {
  /**
   * Puts a post into a channel, a thread or a person's direct messages. When the answer to the same `key` was lost
   * before, the message is looked for first, where we may read. Throws AdapterError.
   */
  send(place: ChatPlace, post: Post, key: string): Promise<PostedMessage>;
  /** Shows a new card on a message of ours. Throws AdapterError; `gone` when the message or its channel is no more. */
  refresh(place: ChatPlace, posted: PostedMessage, post: CardPost): Promise<void>;
}

export function createSending(client: SlackClient, clock: Clock, log: Logger): Sending {
  /** When the first attempt was made whose answer was lost, by key. A restart forgets; then the outbox says `unclear`. */
  const unclear = new Map<string, Instant>();

  async function sendOnce(place: ChatPlace, post: Post, key: string): Promise<PostedMessage> {
    const since = unclear.get(key);
    const channel = channelOf(place);
    const found = since === undefined ? undefined : await findStanding(place, key, since);
    if (found !== undefined) return { messageId: found, threadId: place.threadId || found };
    const thread = place.threadId === '' ? {} : { thread_ts: place.threadId };
    const quiet = { unfurl_links: false, unfurl_media: false };
    const { ts = '', channel: there } = await client.chat.postMessage({
      channel,
      ...thread,
      ...quiet,
      ...renderPost(post),
      metadata: markOf(key),
    });
    return { messageId: isDirect(place) ? `${there}/${ts}` : ts, threadId: place.threadId || ts };
  }

  /** Undefined when it is not there, or when we may not look: a message too many is better than one too few. */
  async function findStanding(place: ChatPlace, key: string, since: Instant): Promise<string | undefined> {
    if (!isDirect(place)) {
      try {
        return await findSent(client, channelOf(place), place.threadId, key, since);
      } catch (cause) {
        const error = adapterErrorOf(cause);
        // Whoever cannot be asked now cannot be told either.
        if (error.kind === 'unavailable' || error.kind === 'rate-limited') throw error;
      }
    }
    log.warn({ key }, 'slack.unclear');
    return undefined;
  }

  return {
    async send(place, post, key) {
      const startedAt = unclear.get(key) ?? clock.now();
      try {
        const posted = await sendOnce(place, post, key);
        unclear.delete(key);
        return posted;
      } catch (cause) {
        const error = adapterErrorOf(cause);
        if (error.kind === 'unavailable') remember(unclear, key, startedAt);
        throw error;
      }
    },
    async refresh(place, { messageId }, post) {
      try {
        // Direct messages are sent to the person, but edited in the channel that Slack opened for them.
        const slash = messageId.indexOf('/');
        const channel = slash < 0 ? channelOf(place) : messageId.slice(0, slash);
        const ts = messageId.slice(slash + 1);
        await client.chat.update({ channel, ts, ...renderPost({ ...post, line: '', mentions: [] }) });
      } catch (cause) {
        throw adapterErrorOf(cause);
      }
    },
  };
}

function remember(unclear: Map<string, Instant>, key: string, at: Instant): void {
  unclear.set(key, at);
  const [oldest] = unclear.keys();
  if (unclear.size > LIMITS.unclearSendings && oldest !== undefined) unclear.delete(oldest);
}

/** What Slack calls the place: a person's id stands for their direct messages with us. */
export function channelOf({ channelId }: ChatPlace): string {
  return channelId.startsWith('@') ? bareUserId(channelId.slice(1)) : channelId;
}

export function isDirect({ channelId }: ChatPlace): boolean {
  return channelId.startsWith('@');
}
