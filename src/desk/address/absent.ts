import type { Post } from '../../chat/adapter.ts';
import type { Card, CardPart } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import type { Instant } from '../../lib/instant.ts';
import type { Language } from '../../lib/language.ts';
import type { IsAway } from '../book/away.ts';
import type { BookSource } from '../book/schema.ts';
import { personName } from '../person/person.ts';
import { otherLanguage } from './post.ts';

/** Who hears a notice where people are away, and the words that say who was passed over. */

/** What of an announcement says who hears it (`Announcement`). */
interface Addressed {
  readonly to: readonly string[];
  readonly at: Instant;
  readonly inPlace?: readonly string[];
  readonly skipped?: readonly string[];
}

/** Who hears, and which people were passed over because they are away. */
export interface Heard {
  readonly to: readonly string[];
  readonly skipped: readonly string[];
}

/**
 * Passes over the people of `to` who are away. The others hear; if `to` has no other person, the first of `inPlace` who
 * is there does, which may be an audience such as `team`. Where all are away, everyone of `to` hears: nothing is told to
 * no one. An announcement without `inPlace` goes to those whom it names.
 */
export function passOver(
  { isAway, source: { people } }: { readonly isAway?: IsAway; readonly source: Pick<BookSource, 'people'> },
  { to, at, inPlace, skipped = [] }: Addressed,
): Heard {
  if (!isAway || !inPlace) return { to, skipped };
  const isAbsent = (audience: string) => Object.hasOwn(people, audience) && isAway(audience, at);
  const away = to.filter(isAbsent);
  if (away.length === 0) return { to, skipped };
  const others = to.filter((each) => !isAbsent(each));
  const next = inPlace.find((each) => !to.includes(each) && !isAbsent(each));
  const isPersonThere = others.some((each) => Object.hasOwn(people, each));
  if (isPersonThere) return { to: others, skipped: [...skipped, ...away] };
  if (next === undefined) return { to, skipped };
  const heard = to.flatMap((each) => (each === away[0] ? [next] : isAbsent(each) ? [] : [each]));
  return { to: heard, skipped: [...skipped, ...away] };
}

/** The post with a sentence that names who was passed over: on the card, and in the line unless it says so already. */
export function withSkipped<P extends Omit<Post, 'about'>>(
  post: P,
  skipped: readonly string[],
  people: BookSource['people'],
): P {
  if (skipped.length === 0) return post;
  const { language, card, translation, line } = post;
  const words = (spoken: Language) =>
    t(spoken, 'line.ladder.skipped', {
      people: skipped.map((key) => personName(people, key, spoken)).join(t(spoken, 'list.separator')),
    });
  const said = words(language);
  return {
    ...post,
    ...(card ? { card: saying(card, said) } : {}),
    ...(translation ? { translation: saying(translation, words(otherLanguage(language))) } : {}),
    ...(line === '' || line.includes(said) ? {} : { line: `${line} ${said}` }),
  };
}

/** The card with a sentence in front of its buttons, unless one of its texts has it. */
function saying(card: Card, text: string): Card {
  if (card.parts.some((part) => part.part === 'text' && part.text.includes(text))) return card;
  const sentence: CardPart = { part: 'text', style: 'plain', text };
  const actions = card.parts.findIndex(({ part }) => part === 'actions');
  const place = actions < 0 ? card.parts.length : actions;
  return { ...card, parts: [...card.parts.slice(0, place), sentence, ...card.parts.slice(place)] };
}
