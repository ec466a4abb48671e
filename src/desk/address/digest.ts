import { type Post, URGENCIES } from '../../chat/adapter.ts';
import type { Button, Card, CardPart, Tone } from '../../chat/card.ts';
import { hasText, t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import { numberOfSubject } from './number.ts';
import { doneBadges, firstOfEach, severity, stormParts, worstFirst } from './storm.ts';

/** How much of a gist is shown, in code points: no platform cuts that. */
const GIST_CHARS = 200;

/** From the mildest to the worst. */
const TONES: readonly Tone[] = ['neutral', 'good', 'warn', 'bad'];

/** A notice of the message, and the newest post about its card since it was merged; undefined: none. */
export interface DigestPart {
  readonly post: Post;
  readonly latest: Post | undefined;
}

/**
 * One post with a line for each of these notices, in their order, each with the button that it would have alone, in the
 * language that they share. Of alerts it shows the worst first, counts those beyond ten, and has a button to the list of
 * all. A case in which nothing is left to do is struck through. People mentioned in several are mentioned once.
 *
 * @param subject that of its card
 */
export function digestOf(given: readonly DigestPart[], subject: string): Post {
  const isStorm = given.length > 0 && given.every(({ post }) => post.alert !== undefined);
  const parts = isStorm ? worstFirst(given, isOpen) : given;
  const posts = parts.map(({ post }) => post);
  const [first] = posts;
  if (!first) throw new Error('a digest needs at least one post');
  const { language } = first;
  const title = titleOf(posts, language);
  const open = parts.filter(isOpen);
  const tones = open.map(({ post }) => TONES.indexOf(post.card?.tone ?? 'neutral'));
  const card: Card = {
    subject,
    tone: open.length === 0 ? 'good' : (TONES[Math.max(...tones)] ?? 'neutral'),
    title,
    badges: isStorm ? doneBadges(parts.length - open.length, language) : [],
    parts: isStorm ? stormParts(firstOfEach(parts).map(itemOf), language) : parts.map(itemOf),
  };
  const mentions = [...new Set(posts.flatMap(({ mentions }) => mentions))];
  return {
    card,
    line: '',
    headline: title,
    mentions,
    about: undefined,
    readers: posts.some(({ readers }) => readers === 'staff') ? 'staff' : 'customer',
    language,
    gist: '',
    full: undefined,
    ...urgencyOfAll(posts, mentions),
  };
}

function isOpen(part: DigestPart): boolean {
  return settledOf(part) === '';
}

function itemOf(part: DigestPart): CardPart {
  const settled = settledOf(part);
  const button = settled === '' ? firstButton((part.latest ?? part.post).card ?? part.post.card) : undefined;
  return { part: 'item', text: onOneLine(part.post.gist), settled, ...(button ? { button } : {}) };
}

/** What its card says for the case that nothing is left to do. A card without buttons that was redrawn asks for nothing. */
function settledOf({ latest }: DigestPart): string {
  const card = latest?.card;
  if (!card) return '';
  return card.settled ?? (firstButton(card) ? '' : (card.badges[0]?.text ?? card.title));
}

function firstButton(card: Card | undefined): Button | undefined {
  const actions = card?.parts.find((part) => part.part === 'actions');
  return actions?.main[0];
}

/**
 * The title: how many notices there are, of which kinds (the worst first), about which cases. Alerts of one kind are
 * counted once.
 */
function titleOf(posts: readonly Post[], language: Language): string {
  const kinds = [...Map.groupBy(posts, ({ about, alert }) => about?.kind ?? alert?.kind ?? '')].filter(
    ([kind]) => kind !== '',
  );
  const groups = kinds
    .toSorted(([one], [other]) => severity(other) - severity(one))
    .map(([kind, alike]) => groupOf(kind, alike, language));
  const [first] = groups;
  const isAlike = groups.length === 1 && posts.every(({ alert }) => alert !== undefined);
  if (first === undefined) return t(language, 'digest.title', { count: posts.length });
  if (isAlike) return first;
  return t(language, 'digest.headline', { count: posts.length, groups: groups.join(t(language, 'list.separator')) });
}

/** How many cases a title names; every one of them has a line below it. */
const NAMED = 5;

function groupOf(kind: string, alike: readonly Post[], language: Language): string {
  const count = alike.length;
  const key = `digest.${count === 1 ? 'one' : 'many'}.${kind}`;
  const headline = `headline.${kind}`;
  const word = t(language, hasText(language, headline) ? headline : 'digest.other');
  const group = hasText(language, key)
    ? t(language, key, { count })
    : t(language, 'digest.group', { count, what: word });
  const cases = [
    ...new Set(alike.flatMap(({ about, alert }) => numberOfSubject(about?.subject ?? alert?.subject ?? '') ?? [])),
  ];
  const shown = cases.length > NAMED ? [...cases.slice(0, NAMED), '…'] : cases;
  const names = shown.join(t(language, 'list.separator'));
  return names === '' ? group : t(language, 'digest.named', { group, names });
}

/** As urgent as the most urgent of them, if all are for one person. Otherwise others would be called too. */
function urgencyOfAll(posts: readonly Post[], mentions: readonly string[]): Pick<Post, 'urgent'> {
  const urgent = URGENCIES.findLast((way) => posts.some((post) => post.urgent === way));
  return urgent === undefined || mentions.length !== 1 ? {} : { urgent };
}

function onOneLine(gist: string): string {
  const characters = [...gist.replaceAll(/\s+/g, ' ').trim()];
  return characters.length > GIST_CHARS ? `${characters.slice(0, GIST_CHARS - 1).join('')}…` : characters.join('');
}
