import type { Instant } from '../../lib/instant.ts';
import type { SlackClient } from './client.ts';
import { LIMITS } from './limits.ts';

/** Marks our messages by the key of their sending. Any app in the workspace can read it: no words, no secrets. */
const EVENT_TYPE = 'deskbell_notice';

export function markOf(key: string) {
  return { event_type: EVENT_TYPE, event_payload: { key } };
}

/**
 * The `ts` of our message with that key which came to stand since then, among the newest there; undefined when there
 * is none. `threadId` empty: the channel itself. Throws what the client throws.
 */
export async function findSent(
  client: SlackClient,
  channel: string,
  threadId: string,
  key: string,
  since: Instant,
): Promise<string | undefined> {
  const window = {
    channel,
    oldest: String((since - LIMITS.clocksApartMs) / 1000),
    limit: LIMITS.lookBackMessages,
    include_all_metadata: true,
  };
  const { messages = [] } =
    threadId === ''
      ? await client.conversations.history(window)
      : await client.conversations.replies({ ...window, ts: threadId });
  const ours = messages.find(({ metadata }) => {
    const { event_type, event_payload } = metadata ?? {};
    return event_type === EVENT_TYPE && (event_payload as { key?: unknown } | undefined)?.key === key;
  });
  return ours?.ts;
}
