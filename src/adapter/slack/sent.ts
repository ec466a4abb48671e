import type { Instant } from '../../lib/instant.ts';
import type { SlackClient } from './client.ts';
import { LIMITS } from './limits.ts';

/** Marks our messages by the key of their sending. Any app in the workspace can read it: no words, no secrets. */
const EVENT_TYPE = 'deskbell_notice';

export function markOf(key: string) {
  return { event_type: EVENT_TYPE, event_payload: { key } };
}

/** What came of looking: the `ts` of the message, `absent`, or `unclear` when there was more than we look through. */
export type Found = { readonly ts: string } | 'absent' | 'unclear';

/**
 * Looks for our message with that key which came to stand since then. `channel` is Slack's own id of it; `threadId`
 * empty: the channel itself, newest first. Throws what the client throws.
 */
export async function findSent(
  client: SlackClient,
  channel: string,
  threadId: string,
  key: string,
  since: Instant,
): Promise<Found> {
  const window = {
    channel,
    oldest: String((since - LIMITS.clocksApartMs) / 1000),
    limit: LIMITS.lookBackMessages,
    include_all_metadata: true,
  };
  let cursor: string | undefined;
  for (let page = 0; page < LIMITS.lookBackPages; page += 1) {
    const part = cursor === undefined ? window : { ...window, cursor };
    const { messages = [], response_metadata } =
      threadId === ''
        ? await client.conversations.history(part)
        : await client.conversations.replies({ ...part, ts: threadId });
    const ts = messages.find(({ metadata }) => isMarked(metadata, key))?.ts;
    if (ts !== undefined) return { ts };
    cursor = response_metadata?.next_cursor || undefined;
    if (cursor === undefined) return 'absent';
  }
  return 'unclear';
}

function isMarked(metadata: { event_type?: string; event_payload?: unknown } | undefined, key: string): boolean {
  const payload = metadata?.event_payload as { key?: unknown } | undefined;
  return metadata?.event_type === EVENT_TYPE && payload?.key === key;
}
