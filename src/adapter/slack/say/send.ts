import { webApi } from '@slack/bolt';
import type { CardPost, Post, PostedMessage } from '../../../chat/adapter.ts';
import type { ChatPlace } from '../../../chat/place.ts';
import type { Instant } from '../../../lib/instant.ts';
import type { Logger } from '../../../lib/log.ts';
import { type Channels, openChannel, refuseExposed } from '../wire/channel.ts';
import type { SlackClient } from '../wire/client.ts';
import { adapterErrorOf, errorCodeOf } from '../wire/failure.ts';
import { isDirect } from '../wire/place.ts';
import { findSent, hasKey, metadataOf } from './find-sent.ts';
import { type Rendered, renderPost } from './render.ts';

export interface Sending {
  /**
   * Puts a post into a channel, a thread or a person's direct messages. When an earlier try with the same `key` may have
   * arrived, the message is looked for first, where we may read. Throws AdapterError.
   */
  send(place: ChatPlace, post: Post, key: string, mayStandSince?: Instant): Promise<PostedMessage>;
  /** Shows a new card on a message of ours. Throws AdapterError; `gone` when the message or its channel is no more. */
  refresh(place: ChatPlace, posted: PostedMessage, post: CardPost): Promise<void>;
}

/** Slack's words for blocks that break its rules. */
const REFUSED_BLOCKS: readonly string[] = ['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long'];

export function createSending(client: SlackClient, channels: Channels, log: Logger): Sending {
  /** The message stands, pinned or not: what prevents it is logged. */
  async function pin(channel: string, ts: string): Promise<void> {
    try {
      await client.pins.add({ channel, timestamp: ts });
    } catch (cause) {
      if (!isPinned(cause)) log.warn({ channel, err: adapterErrorOf(cause) }, 'slack.not-pinned');
    }
  }

  async function post(place: ChatPlace, rendered: Rendered, key: string, aloud?: true): Promise<PostedMessage> {
    const also = aloud ? { reply_broadcast: true } : {};
    const thread = place.threadId === '' ? {} : { thread_ts: place.threadId, ...also };
    const { ts = '', channel = '' } = await client.chat.postMessage({
      channel: channels.idOf(place),
      ...thread,
      unfurl_links: false,
      unfurl_media: false,
      ...rendered,
      metadata: metadataOf(key),
    });
    return postedAs(place, channel, ts);
  }

  /** A card that Slack does not take is our mistake: it is logged, and told in words, so that nobody misses it. */
  async function postOrTell(place: ChatPlace, said: Post, key: string): Promise<PostedMessage> {
    const rendered = renderPost(said);
    try {
      return await post(place, rendered, key, said.aloud);
    } catch (cause) {
      if (!REFUSED_BLOCKS.includes(errorCodeOf(cause))) throw cause;
      log.error({ key, why: errorCodeOf(cause) }, 'slack.card-refused');
      return post(place, { text: rendered.text, blocks: [] }, key, said.aloud);
    }
  }

  /** Undefined when it is not there, or when we may not look: a message too many is better than one too few. */
  async function findStanding(place: ChatPlace, key: string, since: Instant): Promise<PostedMessage | undefined> {
    try {
      const channel = await openChannel(client, channels, place);
      const found = await findSent(client, channel, place.threadId, hasKey(key), since);
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

  return {
    async send(place, said, key, mayStandSince) {
      try {
        await refuseExposed(channels, place, said.readers);
        const standing = mayStandSince === undefined ? undefined : await findStanding(place, key, mayStandSince);
        const posted = standing ?? (await postOrTell(place, said, key));
        if (said.pinned) await pin(channels.idOf(place), posted.messageId);
        return posted;
      } catch (cause) {
        throw adapterErrorOf(cause);
      }
    },
    async refresh(place, { messageId }, post) {
      try {
        await refuseExposed(channels, place, post.readers);
        // Direct messages are sent to the person, but edited in the channel that Slack opened for them.
        const slash = messageId.indexOf('/');
        const channel = slash < 0 ? channels.idOf(place) : messageId.slice(0, slash);
        const ts = messageId.slice(slash + 1);
        await client.chat.update({ channel, ts, ...renderPost({ ...post, line: '', headline: '', mentions: [] }) });
        if (post.pinned) await pin(channel, ts);
      } catch (cause) {
        throw adapterErrorOf(cause);
      }
    },
  };
}

function isPinned(cause: unknown): boolean {
  return cause instanceof webApi.WebAPIPlatformError && cause.data.error === 'already_pinned';
}

function postedAs(place: ChatPlace, channel: string, ts: string): PostedMessage {
  return { messageId: isDirect(place) ? `${channel}/${ts}` : ts, threadId: place.threadId || ts };
}
