import { type Post, URGENCIES } from '../../chat/adapter.ts';
import type { Button, Card, CardPart, Tone } from '../../chat/card.ts';
import { hasText, t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import { numberOfSubject } from './number.ts';

/** How much of a gist is shown, in code points, and how many gists are in a paragraph: no platform cuts that. */
const GIST_CHARS = 200;
const LINES = 10;

/** From the mildest to the worst. */
const TONES: readonly Tone[] = ['neutral', 'good', 'warn', 'bad'];

/**
 * One post with a line for each of these posts, in their order, in the language that they share. People mentioned in
 * several are mentioned once.
 */
export function digestOf(posts: readonly Post[]): Post {
  const [first] = posts;
  if (!first) throw new Error('a digest needs at least one post');
  const { language } = first;
  const title = titleOf(posts, language);
  const tones = posts.map(({ card }) => TONES.indexOf(card?.tone ?? 'neutral'));
  const card: Card = {
    subject: 'digest',
    tone: TONES[Math.max(...tones)] ?? 'neutral',
    title,
    badges: [],
    parts: [...paragraphs(posts.map(({ gist }) => `• ${onOneLine(gist)}`)), ...firstButtons(posts)],
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

/** The title: how many notices there are, of which kinds (the worst first), about which cases. */
function titleOf(posts: readonly Post[], language: Language): string {
  const kinds = [...Map.groupBy(posts, ({ about }) => about?.kind ?? '')].filter(([kind]) => kind !== '');
  const groups = kinds
    .toSorted(([one], [other]) => severity(other) - severity(one))
    .map(([kind, alike]) => groupOf(kind, alike, language));
  const all = t(language, 'digest.title', { count: posts.length });
  return groups.length === 0
    ? all
    : t(language, 'digest.headline', { count: posts.length, groups: groups.join(t(language, 'list.separator')) });
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
  const cases = [...new Set(alike.flatMap(({ about }) => numberOfSubject(about?.subject ?? '') ?? []))];
  const shown = cases.length > NAMED ? [...cases.slice(0, NAMED), '…'] : cases;
  const names = shown.join(t(language, 'list.separator'));
  return names === '' ? group : t(language, 'digest.named', { group, names });
}

/** Broken promises stand before warnings, and both before the rest. */
const WORST: readonly string[] = ['sla.warning', 'ticket.stale', 'sla.raised', 'complaint.breached', 'sla.breached'];

function severity(kind: string): number {
  return WORST.indexOf(kind);
}

/** The first button of each post, with the name of its case, in the menu. */
function firstButtons(posts: readonly Post[]): CardPart[] {
  const more = posts.slice(0, LINES).flatMap(({ card }): Button[] => {
    const actions = card?.parts.find((part) => part.part === 'actions');
    const [first] = actions?.main ?? [];
    const about = first?.args.ticket ?? card?.title ?? '';
    return first && card ? [{ ...first, style: 'plain', label: onOneLine(`${about} · ${first.label}`) }] : [];
  });
  return more.length > 0 ? [{ part: 'actions', main: [], more }] : [];
}

/** As urgent as the most urgent of them, if all are for one person. Otherwise others would be called too. */
function urgencyOfAll(posts: readonly Post[], mentions: readonly string[]): Pick<Post, 'urgent'> {
  const urgent = URGENCIES.findLast((way) => posts.some((post) => post.urgent === way));
  return urgent === undefined || mentions.length !== 1 ? {} : { urgent };
}

function paragraphs(lines: readonly string[]): CardPart[] {
  const parts: CardPart[] = [];
  for (let from = 0; from < lines.length; from += LINES) {
    parts.push({ part: 'text', text: lines.slice(from, from + LINES).join('\n'), style: 'plain' });
  }
  return parts;
}

function onOneLine(gist: string): string {
  const characters = [...gist.replaceAll(/\s+/g, ' ').trim()];
  return characters.length > GIST_CHARS ? `${characters.slice(0, GIST_CHARS - 1).join('')}…` : characters.join('');
}
