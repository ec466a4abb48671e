import type { Post, Readers } from '../../chat/adapter.ts';
import type { Card } from '../../chat/card.ts';
import type { Instant } from '../../lib/instant.ts';
import type { Language } from '../../lib/language.ts';
import type { Lane, Notice } from '../../outbox/notice.ts';
import { otherwiseOf } from './otherwise.ts';
import { pingIdOf, type Route, routesOf } from './route.ts';
import type { BookSource } from './schema.ts';

/** What notices are addressed by. */
export interface Directory {
  readonly source: BookSource;
  /** Whether a platform's messages show each reader their own language: then a card goes in both. */
  readonly speaksBoth: (platform: string) => boolean;
}

/** One notice as scenario.md names it, before it is put into words. */
export interface Announcement {
  /** Unique per (subject, clock, threshold, step); begins with the subject. */
  readonly key: string;
  readonly kind: string;
  /** What it is about, e.g. `ticket/12`, `inspection/3`; withdrawing goes by it. */
  readonly subject: string;
  readonly at: Instant;
  /** `customer`, `team`, `escalation`, `managers` or a person's key, in order. */
  readonly to: readonly string[];
  /** Who hears of it as well without being its audience. */
  readonly also?: readonly string[];
  /** Whose channels `customer` means. */
  readonly customer: string;
  /** undefined: a notice that scenario.md does not name. It goes out all the same; a simulation prints nothing of it. */
  readonly fields: Readonly<Record<string, unknown>> | undefined;
  readonly lane?: Lane;
}

/** What one audience is told, in one language. */
export interface Said {
  /** undefined: the line alone, in the thread of the subject's card. */
  readonly card: Card | undefined;
  readonly line: string;
  /** Keys of the people who are pinged. */
  readonly pings: readonly string[];
}

export type Say = (audience: string, language: Language) => Said;

/** The finished notices: one per audience and place, in the place's language, with the ways on where a place is no more. */
export function announce(house: Directory, announcement: Announcement, say: Say): Notice[] {
  const { key, kind, subject, at, to, also = [], customer, fields, lane = 'normal' } = announcement;
  return [...to, ...also].flatMap((audience) =>
    routesOf(house.source, audience, customer).map((route) => ({
      ...addressed(key, audience, route),
      kind,
      subject,
      at,
      lane,
      post: {
        ...postOf(house, audience, route, say),
        about: fields && { id: key, kind, subject, at, to, audience, fields },
      },
      otherwise: otherwiseOf(house.source, audience, route, audience === 'customer' ? 'stays' : 'comes'),
    })),
  );
}

/** Brings cards that stand up to date and tells nobody. `key` names the state that they show. */
export function redraw(
  house: Directory,
  { key, subject, at, to, customer }: Pick<Announcement, 'key' | 'subject' | 'at' | 'to' | 'customer'>,
  draw: (audience: string, language: Language) => Card,
): Notice[] {
  const say: Say = (audience, language) => ({ card: draw(audience, language), line: '', pings: [] });
  return to.flatMap((audience) =>
    routesOf(house.source, audience, customer).map((route) => ({
      ...addressed(key, audience, route),
      kind: 'card.redrawn',
      subject,
      at,
      lane: 'normal' as const,
      post: { ...postOf(house, audience, route, say), gist: '', about: undefined },
      otherwise: [],
    })),
  );
}

/** The same card in the other language, where the platform's messages speak both. */
export function inBoth(
  { speaksBoth }: Pick<Directory, 'speaksBoth'>,
  platform: string,
  language: Language,
  draw: (language: Language) => Card,
): { translation?: Card } {
  return speaksBoth(platform) ? { translation: draw(otherLanguage(language)) } : {};
}

function otherLanguage(language: Language): Language {
  return language === 'en' ? 'zh-CN' : 'en';
}

function addressed(key: string, audience: string, { place }: Route) {
  return { key: `${key}|${audience}@${place.platform}/${place.channelId}`, audience, place, notAfter: undefined };
}

function postOf(house: Directory, audience: string, { place, language }: Route, say: Say): Omit<Post, 'about'> {
  const { card, line, pings } = say(audience, language);
  const translation =
    card && house.speaksBoth(place.platform) ? say(audience, otherLanguage(language)).card : undefined;
  return {
    card,
    ...(translation ? { translation } : {}),
    line,
    mentions: pings.flatMap((person) => pingIdOf(house.source, person, place.platform) ?? []),
    readers: readersOf(audience),
    language,
    gist: [card?.title, line].filter(Boolean).join(' · '),
    full: undefined,
  };
}

/** Customers read what is for them; everything else is for staff. */
function readersOf(audience: string): Readers {
  return audience === 'customer' ? 'customer' : 'staff';
}
