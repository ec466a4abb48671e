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
   * Posts into a channel, thread or direct messages. With `mayStandSince`, first looks for the message of an earlier
   * try with the same `key`, where we may read. Throws AdapterError.
   */
  send(place: ChatPlace, post: Post, key: string, mayStandSince?: Instant): Promise<PostedMessage>;
  /** Updates the card of one of our messages. Throws AdapterError, `gone` if the message or channel was deleted. */
  refresh(place: ChatPlace, posted: PostedMessage, post: CardPost): Promise<void>;
}

/** Error codes for blocks that break Slack's rules. */
const REFUSED_BLOCKS: readonly string[] = ['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long'];

export function createSending(client: SlackClient, channels: Channels, log: Logger): Sending {
  /** Pins a message. A failure is only logged: the message itself was posted. */
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

  /**
   * If Slack rejects a card, that is a bug of ours: it is logged, and the text is posted without blocks so that people
   * are still told.
   */
  async function postOrFallBack(place: ChatPlace, said: Post, key: string): Promise<PostedMessage> {
    const rendered = renderPost(said);
    try {
      return await post(place, rendered, key, said.aloud);
    } catch (cause) {
      if (!REFUSED_BLOCKS.includes(errorCodeOf(cause))) throw cause;
      log.error({ key, why: errorCodeOf(cause) }, 'slack.card-refused');
      return post(place, { text: rendered.text, blocks: [] }, key, said.aloud);
    }
  }

  /** undefined if it is not there or we may not look: better one message too many than one too few. */
  async function findEarlier(place: ChatPlace, key: string, since: Instant): Promise<PostedMessage | undefined> {
    try {
      const channel = await openChannel(client, channels, place);
      const found = await findSent(client, channel, place.threadId, hasKey(key), since);
      if (found === 'absent') return undefined;
      if (found !== 'unclear') return postedAs(place, channel, found.ts);
      log.warn({ key }, 'slack.unclear');
    } catch (cause) {
      const error = adapterErrorOf(cause);
      // If Slack cannot be asked now, posting will not work either.
      if (error.kind === 'unavailable' || error.kind === 'rate-limited') throw error;
      log.warn({ key, err: error }, 'slack.unclear');
    }
    return undefined;
  }

  return {
    async send(place, said, key, mayStandSince) {
      try {
        await refuseExposed(channels, place, said.readers);
        const standing = mayStandSince === undefined ? undefined : await findEarlier(place, key, mayStandSince);
        const posted = standing ?? (await postOrFallBack(place, said, key));
        if (said.pinned) await pin(channels.idOf(place), posted.messageId);
        return posted;
      } catch (cause) {
        throw adapterErrorOf(cause);
      }
    },
    async refresh(place, { messageId }, post) {
      try {
        await refuseExposed(channels, place, post.readers);
        // Direct messages are posted to the person's id but updated by the id of the opened channel, kept in
        // `messageId`.
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
