import type { Post, Urgency } from '../../chat/adapter.ts';
import type { Card } from '../../chat/card.ts';
import { hasText, t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import type { Notice } from '../../outbox/notice.ts';
import { type Announcement, type Directory, makeNotices, makeRedraws, type Redrawing } from './notice.ts';
import { cardPostOf, otherLanguage, readersOf } from './post.ts';
import { pingIdOf, type Route } from './route.ts';

/** What one audience is told, in one language. */
export interface Said {
  /** undefined: the line alone, in the thread of the subject's card. */
  readonly card: Card | undefined;
  readonly line: string;
  /** Keys of the people who are pinged. */
  readonly pings: readonly string[];
  /** The customer's people who are pinged, each on the platform that knows them; left out: none. */
  readonly calls?: readonly { readonly platform: string; readonly userId: string }[];
  /** What it is in a message of many; left out: the card's title and the line. */
  readonly gist?: string;
  /** It must be seen, and no one there follows the thread of its card yet. */
  readonly aloud?: true;
  /** How urgently those who are pinged are reached beyond that; left out: not. */
  readonly urgent?: Urgency;
}

export type Say = (audience: string, language: Language, route: Route) => Said;

/** Tells an announcement: one finished notice for each audience and place, in the language of the place. */
export function announce(house: Directory, announcement: Announcement, say: Say): Notice[] {
  return makeNotices(house, announcement, (audience, route) =>
    withHeadline(announcement.kind, route.language, postOf(house, audience, route, say)),
  );
}

/** Brings cards up to date; no one is told. */
export function redraw(
  house: Directory,
  redrawing: Redrawing,
  draw: (audience: string, language: Language, route: Route) => Card,
): Notice[] {
  return makeRedraws(house, redrawing, (audience, route) =>
    cardPostOf(house, audience, route, (language) => draw(audience, language, route)),
  );
}

/** What a phone shows: what happened in a few words, to what (the card's title), and the line, which has the date. */
function withHeadline<P extends Omit<Post, 'about'>>(kind: string, language: Language, post: P): P {
  const key = `headline.${kind}`;
  const word = hasText(language, key) ? t(language, key) : '';
  const title = post.card?.title ?? '';
  // Titles begin with the number: "C-3: …" in front of the line would show it twice.
  const [number = ''] = /^[A-Z]-\d+[:：] ?/.exec(post.line) ?? [];
  const line = title.includes(number.replace(/[:：] ?$/, '')) ? post.line.slice(number.length) : post.line;
  const isSaid = title.toLowerCase().startsWith(word.toLowerCase());
  const parts = [isSaid ? '' : word, title, line].filter((part) => part !== '');
  return { ...post, headline: parts.join(' · ') };
}

function postOf(house: Directory, audience: string, route: Route, say: Say): Omit<Post, 'about'> {
  const { place, language } = route;
  const { card, line, pings, calls = [], aloud, gist, urgent } = say(audience, language, route);
  const isInBoth = card !== undefined && house.speaksBoth(place.platform);
  const translation = isInBoth ? say(audience, otherLanguage(language), route).card : undefined;
  return {
    card,
    ...(translation ? { translation } : {}),
    line,
    ...(aloud ? { aloud } : {}),
    ...(urgent ? { urgent } : {}),
    mentions: [
      ...pings.flatMap((person) => pingIdOf(house.source, person, place.platform) ?? []),
      ...calls.filter(({ platform }) => platform === place.platform).map(({ userId }) => userId),
    ],
    readers: readersOf(audience),
    language,
    gist: gist ?? [card?.title, line].filter(Boolean).join(' · '),
    full: undefined,
  };
}
