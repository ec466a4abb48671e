import { AdapterError, type Post, type PostedMessage } from '../../chat/adapter.ts';
import type { Card } from '../../chat/card.ts';
import type { CarriedFile } from '../../chat/file.ts';
import type { ChatPlace } from '../../chat/place.ts';
import type { Instant } from '../../lib/instant.ts';
import type { History, StoredMessage } from './history.ts';
import { clip, LIMITS } from './limits.ts';
import { PLATFORM } from './parse.ts';
import type { PictureStore } from './picture-store.ts';
import { channelExists, type PlaygroundWorkspace } from './workspace.ts';

/** The parts of a post that are stored. */
type Said = Pick<Post, 'card' | 'line' | 'mentions' | 'about'> & { readonly picture?: boolean };

/**
 * Adds a post as a message of Deskbell; the same key again gives the existing message. Throws AdapterError `gone` or
 * `unavailable`.
 */
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
      ...(post.picture ? { picture: true as const } : {}),
    }),
  );
  return { messageId: message.id, threadId: message.threadId === '' ? message.id : message.threadId };
}

/** Adds a message with a file's name, and the file itself if it is an image. Throws AdapterError `gone` or `unavailable`. */
export function sendFile(
  history: History,
  workspace: PlaygroundWorkspace,
  place: ChatPlace,
  { name, mediaType, bytes }: CarriedFile,
  { key, now, pictures }: { readonly key: string; readonly now: Instant; readonly pictures: PictureStore },
): void {
  const picture = pictures.takes(mediaType);
  const said = { card: undefined, line: `📎 ${name}`, mentions: [], about: undefined, picture };
  const { messageId } = sendPost(history, workspace, place, said, key, now);
  if (picture) written(() => pictures.save(messageId, bytes));
}

/**
 * Replaces the card of one of our messages. Throws AdapterError `gone` if the message or its channel does not exist.
 */
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
 * The time of a message: its notice's instant, but not before the channel's last message. The virtual clock may have
 * moved on by hours before the notice was delivered.
 */
function dateOf(history: History, channelId: string, post: Said, now: Instant): Instant {
  const toldAt = Math.min(post.about?.at ?? now, now);
  return Math.max(toldAt, history.findLast(channelId)?.at ?? toldAt);
}

function requireChannel(workspace: PlaygroundWorkspace, place: ChatPlace): void {
  if (!channelExists(workspace, place.channelId)) throw gone();
}

/** If the journal cannot be written, the platform counts as down. */
function written<T>(write: () => T): T {
  try {
    return write();
  } catch (cause) {
    throw new AdapterError(PLATFORM, 'unavailable', { cause });
  }
}

function gone(): AdapterError {
  return new AdapterError(PLATFORM, 'gone');
}
