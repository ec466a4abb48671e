import { t } from '../../i18n/i18n.ts';
import { named } from '../../lib/language.ts';
import type { Fallback } from '../../outbox/notice.ts';
import type { BookSource } from '../book/schema.ts';
import { nextRoutes, type Route } from './route.ts';

/** What a book says once it says for every notice: by audience, place and card. */
const known = new WeakMap<BookSource, Map<string, readonly Fallback[]>>();

/**
 * Where a notice for `audience` goes when `route` is no more: out of its thread, then to places of our own only, each
 * told where it was meant to go. `card`: whether it may come along to those.
 */
export function fallbacksOf(
  source: BookSource,
  audience: string,
  route: Route,
  card: Fallback['card'],
): readonly Fallback[] {
  const { platform, channelId, threadId } = route.place;
  const ofBook = known.get(source) ?? new Map<string, readonly Fallback[]>();
  known.set(source, ofBook);
  const key = JSON.stringify([audience, platform, channelId, card]);
  const next = ofBook.get(key) ?? nextOf(source, audience, route, card);
  ofBook.set(key, next);
  if (threadId === '') return next;
  return [{ place: { ...route.place, threadId: '' }, lead: '', card: 'comes' }, ...next];
}

function nextOf(source: BookSource, audience: string, route: Route, card: Fallback['card']): Fallback[] {
  return nextRoutes(source, audience, route).map(({ place, language }) => ({
    place,
    lead: t(language, 'notice.meant-for', { place: named(route.name, language) }),
    card,
  }));
}
