import type { CarriedFile } from '../../../chat/file.ts';
import type { Instant } from '../../../lib/instant.ts';
import type { SlackClient } from '../wire/client.ts';
import { LIMITS } from '../wire/limits.ts';

/** Marks our messages by the key of their sending. Any app in the workspace can read it: no words, no secrets. */
const EVENT_TYPE = 'deskbell_notice';

export function metadataOf(key: string) {
  return { event_type: EVENT_TYPE, event_payload: { key } };
}

/** As much of a message as tells whether it is the one that is looked for. */
interface Listed {
  readonly ts?: string | undefined;
  readonly metadata?: { readonly event_type?: string; readonly event_payload?: unknown } | undefined;
  readonly files?: readonly { readonly name?: string | null; readonly size?: number; readonly user?: string }[];
}

/** What came of looking: the `ts` of the message, `absent`, or `unclear` when there was more than we look through. */
export type FindResult = { readonly ts: string } | 'absent' | 'unclear';

/**
 * Looks for our message that came to stand since then. `channel` is Slack's own id of it; `threadId`
 * empty: the channel itself, newest first. Throws what the client throws.
 */
export async function findSent(
  client: SlackClient,
  channel: string,
  threadId: string,
  isIt: (message: Listed) => boolean,
  since: Instant,
): Promise<FindResult> {
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
    const ts = (messages as readonly Listed[]).find(isIt)?.ts;
    if (ts !== undefined) return { ts };
    cursor = response_metadata?.next_cursor || undefined;
    if (cursor === undefined) return 'absent';
  }
  return 'unclear';
}

/** Tells the message of that key. */
export function hasKey(key: string): (message: Listed) => boolean {
  return ({ metadata }) => {
    const payload = metadata?.event_payload as { key?: unknown } | undefined;
    return metadata?.event_type === EVENT_TYPE && payload?.key === key;
  };
}

/** Tells a file of ours, which carries no mark, by its name and size. */
export function isFileOf(userId: string, { name, bytes }: CarriedFile): (message: Listed) => boolean {
  return ({ files = [] }) =>
    files.some((file) => file.user === userId && file.name === name && file.size === bytes.length);
}
