import type { AdapterErrorKind, Post } from '../chat/adapter.ts';
import type { ChatPlace } from '../chat/place.ts';
import type { Fallback } from './notice.ts';

/** Where a notice goes, what it says there, and its fallbacks if that place fails too. */
export interface Destination {
  readonly place: ChatPlace;
  readonly post: Post;
  readonly fallbacks: readonly Fallback[];
}

/** A file whose thread was deleted goes to the channel, as its words do. */
export function outOfThread(
  { place, post, fallbacks }: Destination,
  why: AdapterErrorKind | 'fault',
): Destination | undefined {
  if (why !== 'gone' || place.threadId === '') return undefined;
  return { place: { ...place, threadId: '' }, post, fallbacks };
}

/** Replaces a file that was not delivered by words about it, at its next fallback. */
export function tellUndelivered(
  { post, fallbacks }: Destination,
  why: AdapterErrorKind | 'fault',
): Destination | undefined {
  const [next, ...rest] = fallbacks;
  if (!next || !post.file) return undefined;
  const { file: left, ...words } = post;
  const line = leadIn(next.lead, why === 'too-large' ? left.tooLarge : left.failed);
  return { place: next.place, post: { ...words, line, readers: left.readers }, fallbacks: rest };
}

/** What is said at the place where the file should be; undefined: nothing, or nothing can be said there. */
export function tellAtTarget({ place, post }: Destination, why: AdapterErrorKind | 'fault'): Destination | undefined {
  const { file, ...words } = post;
  if (!file?.there || why === 'gone' || why === 'exposed' || why === 'unauthorized') return undefined;
  return { place, post: { ...words, line: file.there }, fallbacks: [] };
}

/**
 * The next fallback of a notice; undefined if none is left. Its words, on a phone too, begin with whom it was meant
 * for. Mentions are dropped on another platform, where the ids mean nothing.
 */
export function nextFallback({ place, post: words, fallbacks }: Destination): Destination | undefined {
  const [next, ...rest] = fallbacks;
  if (!next) return undefined;
  const post = next.post ?? words;
  const card = next.card === 'comes' ? post.card : undefined;
  // Without its card and without a line, the card's title is what it says.
  const said = post.line === '' && !card ? (post.card?.title ?? '') : post.line;
  return {
    place: next.place,
    post: {
      ...post,
      card,
      line: leadIn(next.lead, said),
      ...(post.headline ? { headline: leadIn(next.lead, post.headline) } : {}),
      mentions: isForThem(next, place, post) ? post.mentions : [],
      gist: post.gist === '' ? '' : leadIn(next.lead, post.gist),
    },
    fallbacks: rest,
  };
}

/**
 * Whether the people whom a post mentions are mentioned there too. A customer's people are in their own channels only.
 */
function isForThem({ place, lead }: Fallback, from: ChatPlace, { readers }: Post): boolean {
  return place.platform === from.platform && (readers === 'staff' || lead === '');
}

/**
 * The next fallback on another platform; undefined if none is left. Those in between are on the platform that failed.
 */
export function fallbackElsewhere(route: Destination): Destination | undefined {
  const at = route.fallbacks.findIndex(({ place }) => place.platform !== route.place.platform);
  return at < 0 ? undefined : nextFallback({ ...route, fallbacks: route.fallbacks.slice(at) });
}

/** Whether a post only updates a card: no news is lost if it cannot be shown. */
export function isSilent({ about, line, gist, file, dutyGroup }: Post): boolean {
  return about === undefined && line === '' && gist === '' && file === undefined && dutyGroup === undefined;
}

/** All fallbacks of a notice begin with the same place that it was meant for, so it is said once. */
function leadIn(lead: string, text: string): string {
  return text.startsWith(lead) ? text : [lead, text].filter((part) => part !== '').join(' ');
}
