import type { Post } from '../../chat/adapter.ts';
import type { Card } from '../../chat/card.ts';
import type { Readers } from '../../chat/readers.ts';
import type { Language } from '../../lib/language.ts';
import type { Route } from './route.ts';

/** A card at one place: it pings no one and says nothing beside the card. */
export type QuietPost = Omit<Post, 'about' | 'card'> & { readonly card: Card };

/**
 * A post with a card and no words: in the language of the place, and in the other one too if the platform's messages
 * show both.
 */
export function cardPostOf(
  { speaksBoth }: { readonly speaksBoth: (platform: string) => boolean },
  audience: string,
  { place, language }: Pick<Route, 'place' | 'language'>,
  draw: (language: Language) => Card,
): QuietPost {
  return {
    card: draw(language),
    ...(speaksBoth(place.platform) ? { translation: draw(otherLanguage(language)) } : {}),
    ...wordless(audience, language),
  };
}

/** The other fields of a post that says nothing. */
export function wordless(audience: string, language: Language) {
  return { line: '', mentions: [], readers: readersOf(audience), language, gist: '', full: undefined };
}

export function otherLanguage(language: Language): Language {
  return language === 'en' ? 'zh-CN' : 'en';
}

/** Customers read what is for them; everything else is for staff. */
export function readersOf(audience: string): Readers {
  return audience === 'customer' ? 'customer' : 'staff';
}
