import { t } from '../../i18n/i18n.ts';
import { type Language, named } from '../../lib/language.ts';
import type { Fallback } from '../../outbox/notice.ts';
import type { Way } from '../address/notice.ts';
import { isSamePlace, privateRoutes, type Route, routesOf } from '../address/route.ts';
import type { BookSource } from '../book/schema.ts';
import { listByRole } from '../person/person.ts';
import type { Complaint } from './complaint.ts';

/**
 * The ways to an audience of a complaint. Ours are found in direct messages alone, one another's last of all: a channel
 * of ours may be read by whom it is about, and has it only where nobody else is left, as a line without the matter.
 * The customer is found where they asked to be answered and nowhere else; what does not reach them there is told to
 * whoever has the complaint in hand.
 */
export function waysTo(complaint: Complaint, source: BookSource, audience: string): readonly Way[] {
  if (audience === 'customer') return wayToCustomer(complaint, source);
  const [route, ...next] = privateRoutes(source, [audience, ...otherReaders(complaint, source, audience)]);
  if (!route) return channelRoutes(source).map((each) => ({ route: each, fallbacks: [] }));
  return [{ route, fallbacks: next.filter(({ place }) => !isSamePlace(place, route.place)).map(fallbackFrom(route)) }];
}

/** Whether an audience has the complaint for itself: then its card may stand there. */
export function isPrivateFor(complaint: Complaint, source: BookSource, audience: string): boolean {
  return (
    audience === 'customer' ||
    privateRoutes(source, [audience, ...otherReaders(complaint, source, audience)]).length > 0
  );
}

function wayToCustomer({ facts: { answerIn }, ladder }: Complaint, source: BookSource): Way[] {
  if (!answerIn) return [];
  const { place, language } = answerIn;
  const name = { zh: t('zh-CN', 'who.customer'), en: t('en', 'who.customer') };
  const fallbacks = privateRoutes(source, ladder).map((owner) => ({
    place: owner.place,
    lead: t(owner.language, 'complaint.not-reached'),
    card: 'stays' as const,
  }));
  return [{ route: { place, language, name }, fallbacks }];
}

/** The rest of the ladder and the directors; never whom it is about. */
function otherReaders({ ladder, facts: { about } }: Complaint, source: BookSource, audience: string): string[] {
  if (!Object.hasOwn(source.people, audience)) return [];
  const keys = [...ladder, ...listByRole(source.people, 'director')];
  return [...new Set(keys)].filter((key) => key !== about && key !== audience);
}

function fallbackFrom(route: Route) {
  return ({ place, language }: { place: Route['place']; language: Language }): Fallback => ({
    place,
    lead: t(language, 'notice.meant-for', { place: named(route.name, language) }),
    card: 'comes',
  });
}

/** Where nobody can be told alone. */
function channelRoutes(source: BookSource): Route[] {
  return routesOf(source, 'escalation', undefined);
}
