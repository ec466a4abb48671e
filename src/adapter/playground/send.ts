import { AdapterError, type Post, type PostedMessage } from '../../chat/adapter.ts';
import type { Card } from '../../chat/card.ts';
import type { CarriedFile } from '../../chat/file.ts';
import type { ChatPlace } from '../../chat/place.ts';
import type { Instant } from '../../lib/instant.ts';
import type { History, StoredMessage } from './history.ts';
import { clip, LIMITS } from './limits.ts';
import { PLATFORM } from './parse.ts';
import { channelExists, type PlaygroundWorkspace } from './workspace.ts';

/** What of a post is put down. */
type Said = Pick<Post, 'card' | 'line' | 'mentions' | 'about'>;

/** Puts a post down as Deskbell; the same key again gives the message that stands. Throws AdapterError `gone` or `unavailable`. */
export function sendPost(
  history: History,
  workspace: PlaygroundWorkspace,
  place: ChatPlace,
  post: Said,
  key: string,
  now: Instant,
): PostedMessage {
  requireChannel(workspace, place);
  if (place.threadId !== '' && history.find(place.threadId)?.channelId !== place.channelId) throw gone();
  const message = written(() =>
    history.add({
      at: dateOf(history, place.channelId, post, now),
      channelId: place.channelId,
      threadId: place.threadId,
      from: '',
      onlyFor: '',
      text: clip(post.line, LIMITS.textChars),
      tone: 'plain',
      card: post.card ?? null,
      mentions: [...post.mentions],
      key: `send/${key}`,
    }),
  );
  return { messageId: message.id, threadId: message.threadId === '' ? message.id : message.threadId };
}

/** Names a file that was sent. Throws AdapterError `gone` or `unavailable`. */
export function sendFile(
  history: History,
  workspace: PlaygroundWorkspace,
  place: ChatPlace,
  { name }: CarriedFile,
  key: string,
  now: Instant,
): void {
  const said = { card: undefined, line: `📎 ${name}`, mentions: [], about: undefined };
  sendPost(history, workspace, place, said, key, now);
}

/** Shows a new card on a message of ours. Throws AdapterError `gone` when the message or its channel is no more. */
export function refreshCard(
  history: History,
  workspace: PlaygroundWorkspace,
  place: ChatPlace,
  messageId: string,
  card: Card,
): void {
  requireChannel(workspace, place);
  const standing = history.find(messageId);
  if (standing?.channelId !== place.channelId || standing.from !== '') throw gone();
  written(() => history.refresh(messageId, card) as StoredMessage);
}

/**
 * A notice is dated by the instant it tells of, as far as the order of the channel allows: the virtual clock may have
 * run on by hours while it was on its way.
 */
function dateOf(history: History, channelId: string, post: Said, now: Instant): Instant {
  const toldAt = Math.min(post.about?.at ?? now, now);
  return Math.max(toldAt, history.findLast(channelId)?.at ?? toldAt);
}

function requireChannel(workspace: PlaygroundWorkspace, place: ChatPlace): void {
  if (!channelExists(workspace, place.channelId)) throw gone();
}

/** A journal that cannot be written is this platform's way of being down. */
function written(write: () => StoredMessage): StoredMessage {
  try {
    return write();
  } catch (cause) {
    throw new AdapterError(PLATFORM, 'unavailable', { cause });
  }
}

function gone(): AdapterError {
  return new AdapterError(PLATFORM, 'gone');
}
