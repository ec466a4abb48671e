import type { Post } from '../../chat/adapter.ts';
import type { Card } from '../../chat/card.ts';
import type { Readers } from '../../chat/readers.ts';
import { hasText, t } from '../../i18n/i18n.ts';
import type { Instant } from '../../lib/instant.ts';
import type { Language } from '../../lib/language.ts';
import type { Fallback, Lane, Notice } from '../../outbox/notice.ts';
import type { BookSource } from '../book/schema.ts';
import { fallbacksOf } from './fallback.ts';
import { pingIdOf, type Route, routesOf } from './route.ts';

/** What notices are addressed by. */
export interface Directory {
  readonly source: BookSource;
  /** Whether a platform's messages show each reader their own language: then a card goes in both. */
  readonly speaksBoth: (platform: string) => boolean;
}

/** One notice by its kind in docs/simulate.md, before it is put into words. */
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
  /** Whose channels `customer` means; undefined: it is among nobody's audiences. */
  readonly customer: string | undefined;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly lane?: Lane;
  /** Not among the kinds of docs/simulate.md: `simulate` does not print it. */
  readonly unlisted?: true;
  /** Where an audience is found, where that is not as everywhere (`routesOf`, `fallbacksOf`). */
  readonly waysTo?: (audience: string) => readonly Way[];
}

/** A place of an audience, and where what goes there goes instead. */
export interface Way {
  readonly route: Route;
  readonly fallbacks: readonly Fallback[];
}

/** What one audience is told, in one language. */
export interface Said {
  /** undefined: the line alone, in the thread of the subject's card. */
  readonly card: Card | undefined;
  readonly line: string;
  /** Keys of the people who are pinged. */
  readonly pings: readonly string[];
  /** People of the customer's who are pinged on the platform that knows them; left out: none. */
  readonly calls?: readonly { readonly platform: string; readonly userId: string }[];
  /** Nobody there follows the thread of its card yet, and it must be seen. */
  readonly aloud?: true;
}

export type Say = (audience: string, language: Language) => Said;

/** The finished notices: one per audience and place, in the place's language, with the ways on where a place is no more. */
export function announce(house: Directory, announcement: Announcement, say: Say): Notice[] {
  const { key, kind, subject, at, to, also = [], fields, lane = 'normal', unlisted } = announcement;
  return [...to, ...also].flatMap((audience) =>
    waysOf(house, announcement, audience).map(({ route, fallbacks }) => ({
      ...addressed(key, audience, route),
      kind,
      subject,
      at,
      // What a customer is asked keeps its buttons: nothing of theirs is merged.
      lane: lane === 'calm' && audience === 'customer' ? 'normal' : lane,
      post: {
        ...headlined(kind, route.language, postOf(house, audience, route, say)),
        about: unlisted ? undefined : { id: key, kind, subject, at, to, audience, fields },
      },
      fallbacks,
    })),
  );
}

type Addressed = Pick<Announcement, 'customer' | 'waysTo'>;

function waysOf({ source }: Directory, { customer, waysTo }: Addressed, audience: string): readonly Way[] {
  if (waysTo) return waysTo(audience);
  return routesOf(source, audience, customer).map((route) => ({
    route,
    fallbacks: fallbacksOf(source, audience, route, audience === 'customer' ? 'stays' : 'comes'),
  }));
}

/** What a phone shows: what happened in a few words, to what (the card's title), and the line, which has the date. */
function headlined<P extends Omit<Post, 'about'>>(kind: string, language: Language, post: P): P {
  const key = `headline.${kind}`;
  const word = hasText(language, key) ? t(language, key) : '';
  const title = post.card?.title ?? '';
  // Titles name the matter: "C-3: …" in front of the line would name it twice.
  const [number = ''] = /^[A-Z]-\d+[:：] ?/.exec(post.line) ?? [];
  const line = title.includes(number.replace(/[:：] ?$/, '')) ? post.line.slice(number.length) : post.line;
  const isSaid = title.toLowerCase().startsWith(word.toLowerCase());
  const parts = [isSaid ? '' : word, title, line].filter((part) => part !== '');
  return { ...post, headline: parts.join(' · ') };
}

/** Brings cards that stand up to date and tells nobody. `key` names the state that they show. */
export function redraw(
  house: Directory,
  shown: Pick<Announcement, 'key' | 'subject' | 'at' | 'to' | 'customer' | 'waysTo'>,
  draw: (audience: string, language: Language) => Card,
): Notice[] {
  const { key, subject, at, to } = shown;
  const say: Say = (audience, language) => ({ card: draw(audience, language), line: '', pings: [] });
  return to.flatMap((audience) =>
    waysOf(house, shown, audience).map(({ route }) => ({
      ...addressed(key, audience, route),
      kind: 'card.redrawn',
      subject,
      at,
      lane: 'normal' as const,
      post: { ...postOf(house, audience, route, say), gist: '', about: undefined },
      fallbacks: [],
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
  return { key: `${key}|${audience}@${place.platform}/${place.channelId}`, audience, place };
}

function postOf(house: Directory, audience: string, { place, language }: Route, say: Say): Omit<Post, 'about'> {
  const { card, line, pings, calls = [], aloud } = say(audience, language);
  const translation =
    card && house.speaksBoth(place.platform) ? say(audience, otherLanguage(language)).card : undefined;
  return {
    card,
    ...(translation ? { translation } : {}),
    line,
    ...(aloud ? { aloud } : {}),
    mentions: [
      ...pings.flatMap((person) => pingIdOf(house.source, person, place.platform) ?? []),
      ...calls.filter(({ platform }) => platform === place.platform).map(({ userId }) => userId),
    ],
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
