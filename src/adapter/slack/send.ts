import type { CardPost, Post, PostedMessage } from '../../chat/adapter.ts';
import type { ChatPlace } from '../../chat/event.ts';
import type { Instant } from '../../lib/instant.ts';
import type { Logger } from '../../lib/log.ts';
import type { SlackClient } from './client.ts';
import { adapterErrorOf } from './failure.ts';
import { bareUserId, renderPost } from './render.ts';
import { findSent, markOf } from './sent.ts';

export interface Sending {
  /**
   * Puts a post into a channel, a thread or a person's direct messages. When an earlier try with the same `key` may have
   * arrived, the message is looked for first, where we may read. Throws AdapterError.
   */
  send(place: ChatPlace, post: Post, key: string, mayStandSince?: Instant): Promise<PostedMessage>;
  /** Shows a new card on a message of ours. Throws AdapterError; `gone` when the message or its channel is no more. */
  refresh(place: ChatPlace, posted: PostedMessage, post: CardPost): Promise<void>;
}

export function createSending(client: SlackClient, log: Logger): Sending {
  async function post(place: ChatPlace, said: Post, key: string): Promise<PostedMessage> {
    const thread = place.threadId === '' ? {} : { thread_ts: place.threadId };
    const { ts = '', channel = '' } = await client.chat.postMessage({
      channel: channelOf(place),
      ...thread,
      unfurl_links: false,
      unfurl_media: false,
      ...renderPost(said),
      metadata: markOf(key),
    });
    return postedAs(place, channel, ts);
  }

  /** Undefined when it is not there, or when we may not look: a message too many is better than one too few. */
  async function findStanding(place: ChatPlace, key: string, since: Instant): Promise<PostedMessage | undefined> {
    try {
      const channel = isDirect(place) ? await openDirect(place) : channelOf(place);
      const found = await findSent(client, channel, place.threadId, key, since);
      if (found === 'absent') return undefined;
      if (found !== 'unclear') return postedAs(place, channel, found.ts);
      log.warn({ key }, 'slack.unclear');
    } catch (cause) {
      const error = adapterErrorOf(cause);
      // Whoever cannot be asked now cannot be told either.
      if (error.kind === 'unavailable' || error.kind === 'rate-limited') throw error;
      log.warn({ key, err: error }, 'slack.unclear');
    }
    return undefined;
  }

  /** Slack's own id of the direct messages that a post to the person goes to. */
  async function openDirect(place: ChatPlace): Promise<string> {
    const { channel } = await client.conversations.open({ users: channelOf(place) });
    return channel?.id ?? '';
  }

  return {
    async send(place, said, key, mayStandSince) {
      try {
        const standing = mayStandSince === undefined ? undefined : await findStanding(place, key, mayStandSince);
        return standing ?? (await post(place, said, key));
      } catch (cause) {
        throw adapterErrorOf(cause);
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

function postedAs(place: ChatPlace, channel: string, ts: string): PostedMessage {
  return { messageId: isDirect(place) ? `${channel}/${ts}` : ts, threadId: place.threadId || ts };
}

/** What Slack calls the place: a person's id stands for their direct messages with us. */
export function channelOf({ channelId }: ChatPlace): string {
  return channelId.startsWith('@') ? bareUserId(channelId.slice(1)) : channelId;
}

export function isDirect({ channelId }: ChatPlace): boolean {
  return channelId.startsWith('@');
}
