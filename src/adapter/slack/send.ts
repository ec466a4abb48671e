import type { Post, PostedMessage } from '../../chat/adapter.ts';
import type { Card } from '../../chat/card.ts';
import type { ChatPlace } from '../../chat/event.ts';
import type { SlackClient } from './client.ts';
import { adapterErrorOf } from './failure.ts';
import { bareUserId, renderPost } from './render.ts';

/** Marks our messages, so that one whose answer was lost can be looked for by its key. Readable by any app: no words. */
const METADATA_TYPE = 'deskbell_notice';

/** Puts a post into a channel, a thread or a person's direct messages. Throws AdapterError. */
export async function sendPost(client: SlackClient, place: ChatPlace, post: Post, key: string): Promise<PostedMessage> {
  try {
    const channel = channelOf(place);
    const thread = place.threadId === '' ? {} : { thread_ts: place.threadId };
    const metadata = { event_type: METADATA_TYPE, event_payload: { key } };
    const quiet = { unfurl_links: false, unfurl_media: false };
    const sent = await client.chat.postMessage({ channel, ...thread, ...renderPost(post), metadata, ...quiet });
    const ts = sent.ts ?? '';
    const messageId = isDirect(place) ? `${sent.channel}/${ts}` : ts;
    return { messageId, threadId: place.threadId === '' ? ts : place.threadId };
  } catch (error) {
    throw adapterErrorOf(error);
  }
}

/** Shows a new card on a message of ours. Throws AdapterError; `gone` when the message or its channel is no more. */
export async function refreshCard(client: SlackClient, place: ChatPlace, messageId: string, card: Card): Promise<void> {
  try {
    // Direct messages are sent to the person, but edited in the channel that Slack opened for it.
    const [direct, ts] = messageId.includes('/') ? messageId.split('/') : [channelOf(place), messageId];
    await client.chat.update({
      channel: direct ?? '',
      ts: ts ?? '',
      ...renderPost({ card, line: '', mentions: [] }),
    });
  } catch (error) {
    throw adapterErrorOf(error);
  }
}

/** What Slack calls the place: a person's id stands for their direct messages with us. */
export function channelOf({ channelId }: ChatPlace): string {
  return channelId.startsWith('@') ? bareUserId(channelId.slice(1)) : channelId;
}

export function isDirect({ channelId }: ChatPlace): boolean {
  return channelId.startsWith('@');
}
