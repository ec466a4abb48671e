import { t } from '../../i18n/i18n.ts';
import { named } from '../../lib/language.ts';
import type { Otherwise } from '../../outbox/notice.ts';
import { nextRoutes, type Route } from './route.ts';
import type { BookSource } from './schema.ts';

/**
 * Where a notice for `audience` goes when `route` is no more: out of its thread, then to places of our own only, each
 * told where it was meant to go. `card`: whether it may come along to those.
 */
export function otherwiseOf(source: BookSource, audience: string, route: Route, card: Otherwise['card']): Otherwise[] {
  const outOfThread = { place: { ...route.place, threadId: '' }, lead: '', card: 'comes' } as const;
  const next = nextRoutes(source, audience, route).map(({ place, language }) => ({
    place,
    lead: t(language, 'notice.meant-for', { place: named(route.name, language) }),
    card,
  }));
  return route.place.threadId === '' ? next : [outOfThread, ...next];
}
