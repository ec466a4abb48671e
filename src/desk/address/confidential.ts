import type { Post } from '../../chat/adapter.ts';
import type { Card, CardPart } from '../../chat/card.ts';
import type { ChatPlace } from '../../chat/place.ts';
import { hasText, t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import type { BookSource } from '../book/schema.ts';
import type { Role } from '../person/person.ts';
import { numberOfSubject } from './number.ts';

/**
 * Confidential customers (E9): their words and files stand in their own channels, in direct messages of people with a
 * named role, and in the channels that the book names. Everywhere else a notice has number, level and clock only
 * (docs/decision/0024).
 */

/** The customers whose cases a person with these roles may not open. */
export function closedCustomers({ customers }: Pick<BookSource, 'customers'>, roles: readonly Role[]): string[] {
  return Object.keys(customers).filter((key) => {
    const rule = customers[key]?.confidential;
    return rule !== undefined && !rule.access.some((role) => roles.includes(role));
  });
}

/** The people who may open a customer's cases: all, unless the customer is confidential. */
export function peopleOpenTo({ customers, people }: BookSource, customer: string): BookSource['people'] {
  const access = customers[customer]?.confidential?.access;
  if (!access) return people;
  const open = Object.entries(people).filter(([, { roles }]) => access.some((role) => roles.includes(role)));
  return Object.fromEntries(open);
}

/** Whether a customer's words must not stand at a place. False for customers who are not confidential. */
export function isSealed(source: BookSource, customer: string | undefined, place: ChatPlace): boolean {
  const rule =
    customer !== undefined && Object.hasOwn(source.customers, customer) ? source.customers[customer] : undefined;
  if (!rule?.confidential) return false;
  const { access, channels } = rule.confidential;
  if (place.channelId.startsWith('@')) {
    const person = personAt(source, place);
    // Direct messages of a person whom the book does not name are the customer's own.
    return person !== undefined && !access.some((role) => person.roles.includes(role));
  }
  const [key, channel] =
    Object.entries(source.channels).find(
      ([, { platform, id }]) => platform === place.platform && id === place.channelId,
    ) ?? [];
  return channel?.customer !== customer && !(key !== undefined && channels.includes(key));
}

function personAt({ people }: BookSource, { platform, channelId }: ChatPlace) {
  const id = channelId.slice(1);
  return Object.values(people).find(({ ids }) => {
    const known = ids[platform as keyof typeof ids];
    return known === id || known?.endsWith(`/${id}`) === true;
  });
}

/** What is told of a post where its words must not stand: the number, what kind of news it is, clocks and buttons. */
export function sealPost<P extends Omit<Post, 'about'>>(post: P, subject: string, kind: string): P {
  const { language } = post;
  const number = numberIn(post, subject);
  const said = sealedLine(number, kind, language);
  const { translation, file: _file, ...rest } = post;
  return {
    ...rest,
    card: post.card && sealCard(post.card, number, language),
    ...(translation ? { translation: sealCard(translation, number, language === 'en' ? 'zh-CN' : 'en') } : {}),
    line: post.line === '' ? '' : said,
    ...(post.headline ? { headline: said } : {}),
    gist: post.gist === '' ? '' : said,
  } as unknown as P;
}

/** The number of what a post is about: that of its card's title, or else of its subject. */
function numberIn({ card }: Pick<Post, 'card'>, subject: string): string {
  return /\b[A-Z]-\d+\b/.exec(card?.title ?? '')?.[0] ?? numberOfSubject(subject) ?? '';
}

function sealedLine(number: string, kind: string, language: Language): string {
  const key = `headline.${kind}`;
  const word = hasText(language, key) ? t(language, key) : t(language, 'confidential.news');
  return [word, number, t(language, 'confidential.badge')].filter(Boolean).join(' · ');
}

/** A card with what may stand everywhere: number, badges, clocks and buttons. */
function sealCard(card: Card, number: string, language: Language): Card {
  const kept = card.parts.filter(({ part }) => part === 'clocks' || part === 'actions' || part === 'scale');
  const note: CardPart = { part: 'text', style: 'small', text: t(language, 'confidential.note') };
  return {
    ...card,
    title: [number, t(language, 'confidential.badge')].filter(Boolean).join(' · '),
    parts: [...kept.filter(({ part }) => part === 'clocks'), note, ...kept.filter(({ part }) => part !== 'clocks')],
  };
}
