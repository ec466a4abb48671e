import type { AdapterErrorKind, Post } from '../chat/adapter.ts';
import type { ChatPlace } from '../chat/place.ts';
import type { Fallback } from './notice.ts';

/** Where a notice goes, what it says there, and where it goes should that place fail as well. */
export interface Route {
  readonly place: ChatPlace;
  readonly post: Post;
  readonly fallbacks: readonly Fallback[];
}

/** A file whose thread was deleted goes to the channel, as its words do. */
export function outOfThread({ place, post, fallbacks }: Route, why: AdapterErrorKind | 'fault'): Route | undefined {
  if (why !== 'gone' || place.threadId === '') return undefined;
  return { place: { ...place, threadId: '' }, post, fallbacks };
}

/** What became of a file that did not come over is told in words, where the next route says. */
export function tellLeft({ post, fallbacks }: Route, why: AdapterErrorKind | 'fault'): Route | undefined {
  const [next, ...rest] = fallbacks;
  if (!next || !post.file) return undefined;
  const { file: left, ...words } = post;
  const line = leadIn(next.lead, why === 'too-large' ? left.tooLarge : left.failed);
  return { place: next.place, post: { ...words, line, readers: left.readers }, fallbacks: rest };
}

/** What is said where a file was to go; undefined: nothing, or nothing can be said there. */
export function tellThere({ place, post }: Route, why: AdapterErrorKind | 'fault'): Route | undefined {
  const { file, ...words } = post;
  if (!file?.there || why === 'gone' || why === 'exposed' || why === 'unauthorized') return undefined;
  return { place, post: { ...words, line: file.there }, fallbacks: [] };
}

/**
 * The next route of a notice; undefined where none is left. What it says begins with where it was meant to go, on a
 * phone too, and ids of people hold on one platform only.
 */
export function nextRoute({ place, post, fallbacks }: Route): Route | undefined {
  const [next, ...rest] = fallbacks;
  if (!next) return undefined;
  const card = next.card === 'comes' ? post.card : undefined;
  // Without its card, and with nothing beside it, the card's title is what it says.
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

/** Whether those whom a post calls are called there too: a customer's people are in their own channel alone. */
function isForThem({ place, lead }: Fallback, from: ChatPlace, { readers }: Post): boolean {
  return place.platform === from.platform && (readers === 'staff' || lead === '');
}

/** The next route on another platform; undefined where none is left. Places between are on the platform that failed. */
export function routeElsewhere(route: Route): Route | undefined {
  const at = route.fallbacks.findIndex(({ place }) => place.platform !== route.place.platform);
  return at < 0 ? undefined : nextRoute({ ...route, fallbacks: route.fallbacks.slice(at) });
}

/** Whether a post only updates a card: no news is lost where it cannot be shown. */
export function tellsNobody({ about, line, gist, file }: Post): boolean {
  return about === undefined && line === '' && gist === '' && file === undefined;
}

/** All routes of a notice lead in with the place it was meant for first: said once, it is said. */
function leadIn(lead: string, text: string): string {
  return text.startsWith(lead) ? text : [lead, text].filter((part) => part !== '').join(' ');
}
