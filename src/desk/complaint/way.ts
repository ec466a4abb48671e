import { t } from '../../i18n/i18n.ts';
import { type Language, named } from '../../lib/language.ts';
import type { Fallback } from '../../outbox/notice.ts';
import type { Way } from '../address/notice.ts';
import { isSamePlace, privateRoutes, type Route, routesOf } from '../address/route.ts';
import type { BookSource } from '../book/schema.ts';
import { listByRole } from '../person/person.ts';
import type { Complaint } from './complaint.ts';

/**
 * Where an audience of a complaint is reached.
 *
 * Our people: in direct messages, with other people of the ladder and the directors as fallbacks. Our channels may be
 * read by the person it is about, so one is used only if no one can be reached in private, and then without the
 * content.
 *
 * The customer: only where they asked to be answered; if they cannot be reached there, the people of the ladder are
 * told.
 */
export function waysTo(complaint: Complaint, source: BookSource, audience: string): readonly Way[] {
  if (audience === 'customer') return wayToCustomer(complaint, source);
  const [route, ...next] = privateRoutes(source, [audience, ...otherReaders(complaint, source, audience)]);
  if (!route) return channelRoutes(source).map((each) => ({ route: each, fallbacks: [] }));
  return [{ route, fallbacks: next.filter(({ place }) => !isSamePlace(place, route.place)).map(fallbackFrom(route)) }];
}

/** Whether an audience is reached in private, so that the card may be sent there. */
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

/** The others of the ladder, and the directors, without the person it is about. */
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

/** The escalation channels, for when no one can be reached in private. */
function channelRoutes(source: BookSource): Route[] {
  return routesOf(source, 'escalation', undefined);
}
