import type { CarriedFile } from '../../../chat/file.ts';
import type { Instant } from '../../../lib/instant.ts';
import type { SlackClient } from '../wire/client.ts';
import { LIMITS } from '../wire/limits.ts';

/**
 * Metadata type of our messages; it carries the sending's key. Any app in the workspace can read it, so no content and
 * no secrets.
 */
const EVENT_TYPE = 'deskbell_notice';

export function metadataOf(key: string) {
  return { event_type: EVENT_TYPE, event_payload: { key } };
}

/** The fields of a message by which we recognise ours. */
interface Listed {
  readonly ts?: string | undefined;
  readonly metadata?: { readonly event_type?: string; readonly event_payload?: unknown } | undefined;
  readonly files?: readonly { readonly name?: string | null; readonly size?: number; readonly user?: string }[];
}

/** The message's `ts`; `absent`; or `unclear` if there were more messages than we look through. */
export type FindResult = { readonly ts: string } | 'absent' | 'unclear';

/**
 * Looks for a message of ours that was posted after `since`. `channel` is Slack's own id; with an empty `threadId` the
 * channel itself is searched, newest first. Throws what the client throws.
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

/** Matches the message with this key. */
export function hasKey(key: string): (message: Listed) => boolean {
  return ({ metadata }) => {
    const payload = metadata?.event_payload as { key?: unknown } | undefined;
    return metadata?.event_type === EVENT_TYPE && payload?.key === key;
  };
}

/** Matches an uploaded file by uploader, name and size: uploads carry no metadata. */
export function isFileOf(userId: string, { name, bytes }: CarriedFile): (message: Listed) => boolean {
  return ({ files = [] }) =>
    files.some((file) => file.user === userId && file.name === name && file.size === bytes.length);
}
