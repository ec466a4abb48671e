import type { Post } from '../../../chat/adapter.ts';
import type { Badge, Card, Tone } from '../../../chat/card.ts';
import { versionOf } from '../../../chat/version.ts';
import { clip } from '../wire/clip.ts';
import { LIMITS } from '../wire/limits.ts';
import { bareUserId } from '../wire/person-id.ts';
import { isSameShape } from './card-shape.ts';
import { fitsFeishu } from './card-size.ts';
import { type CardElement, type Draft, partElements, renderRow, small } from './render-part.ts';
import {
  type BilingualText,
  bilingualOf,
  type Content,
  contentOf,
  escapeMarkdown,
  mapBoth,
  plainText,
} from './text.ts';
import { WORDS } from './words.ts';

/**
 * A card in JSON 2.0. All readers see the same card; its texts may be in both languages.
 * https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-json-v2-structure
 */
export interface FeishuCard {
  readonly schema: '2.0';
  readonly config: { readonly update_multi: true; readonly summary?: Content };
  readonly header?: CardElement;
  readonly body: { readonly elements: readonly CardElement[] };
}

export type CardPost = Pick<Post, 'card' | 'line' | 'headline' | 'mentions' | 'language' | 'full' | 'translation'>;

const TEMPLATES: Readonly<Record<Tone, string>> = { neutral: 'blue', good: 'green', warn: 'orange', bad: 'red' };
const COLOURS: Readonly<Record<Tone, string>> = { neutral: 'neutral', good: 'green', warn: 'orange', bad: 'red' };

/**
 * Renders a post as a card within Feishu's limits: users' texts are cut shorter until it fits, buttons stay. Texts are
 * plain or escaped, so they cannot ping anybody; only `mentions` do.
 */
export function renderCard(post: CardPost): FeishuCard {
  for (const textChars of LIMITS.textChars) {
    const card = draftCard(post, textChars);
    if (fitsFeishu(card)) return card;
  }
  const { translation: _untold, ...alone } = post;
  return shorten(draftCard(alone, LIMITS.textChars.at(-1) ?? 0), alone);
}

/** The mentions that can be pinged. Other ids are dropped: `<at id=all>` would ping everybody. */
export function pingable(mentions: readonly string[]): string[] {
  return mentions.map(bareUserId).filter((id) => /^(ou|on)_[A-Za-z0-9]+$/.test(id));
}

function draftCard(post: CardPost, textChars: number): FeishuCard {
  const { card, line, language, full } = post;
  const translation = card && post.translation && isSameShape(card, post.translation) ? post.translation : undefined;
  const draft: Draft = {
    language,
    textChars,
    speaksBoth: translation !== undefined,
    s: card?.subject ?? '',
    v: card ? versionOf(card) : '',
  };
  const isCut = line.length > textChars || textsOf(card).some((text) => text.length > textChars);
  const fullButton = full && isCut ? renderRow({ part: 'actions', main: [full], more: [] }, undefined, draft) : [];
  const parts = card?.parts.flatMap((part, index) => partElements(part, translation?.parts[index], draft)) ?? [];
  const gist = gistOf(post, translation);
  return {
    schema: '2.0',
    config: { update_multi: true, ...(gist.own === '' ? {} : { summary: contentOf(gist, language) }) },
    ...(card && card.title !== '' ? { header: renderHeader(card, translation, draft) } : {}),
    body: {
      elements: [...renderLine(post, textChars), ...moreBadges(card, translation, draft), ...parts, ...fullButton],
    },
  };
}

/** The text of notifications and of the chat list. It has one language where the headline or line has one. */
function gistOf({ card, line, headline = '' }: CardPost, translation: Card | undefined): BilingualText {
  if (headline !== '') return { own: clip(headline, LIMITS.summaryChars), other: undefined };
  const title: BilingualText = { own: card?.title ?? '', other: translation?.title };
  return mapBoth(title, (text) => clip([line, text].filter((each) => each !== '').join(' · '), LIMITS.summaryChars));
}

function renderHeader(card: Card, translation: Card | undefined, { language }: Draft): CardElement {
  const title = mapBoth({ own: card.title, other: translation?.title }, (text) => clip(text, LIMITS.titleChars));
  const own = tagsOf(card.badges);
  const other = translation && tagsOf(translation.badges);
  const [zh_cn, en_us] = language === 'zh-CN' ? [own, other] : [other, own];
  return {
    title: plainText(title, language),
    template: TEMPLATES[card.tone],
    ...(own.length === 0 ? {} : { text_tag_list: own }),
    ...(own.length === 0 || !other ? {} : { i18n_text_tag_list: { zh_cn, en_us } }),
  };
}

function tagsOf(badges: readonly Badge[]): CardElement[] {
  return shownBadges(badges)
    .slice(0, LIMITS.titleTags)
    .map(({ text, tone }) => ({
      tag: 'text_tag',
      text: { tag: 'plain_text', content: clip(text, LIMITS.badgeChars) },
      color: COLOURS[tone],
    }));
}

function shownBadges(badges: readonly Badge[] | undefined): Badge[] {
  return (badges ?? []).filter(({ text }) => text !== '');
}

/** The badges that do not fit beside the title. */
function moreBadges(card: Card | undefined, translation: Card | undefined, { language }: Draft): CardElement[] {
  const wordsOf = (badges: readonly Badge[] | undefined) =>
    shownBadges(badges)
      .slice(card?.title === '' ? 0 : LIMITS.titleTags)
      .map(({ text }) => clip(text, LIMITS.badgeChars))
      .join(' · ');
  const words: BilingualText = { own: wordsOf(card?.badges), other: translation && wordsOf(translation.badges) };
  return words.own === '' ? [] : [small(words, language)];
}

function renderLine({ line, mentions }: CardPost, textChars: number): CardElement[] {
  const called = pingable(mentions).map((id) => `<at id=${id}></at>`);
  const words = line === '' ? [] : [escapeMarkdown(clip(line, textChars))];
  const content = [...called, ...words].join(' ');
  return content === '' ? [] : [{ tag: 'markdown', content }];
}

function textsOf(card: Card | undefined): string[] {
  return card?.parts.flatMap((part) => (part.part === 'text' ? [part.text] : [])) ?? [];
}

/** Cuts a card that is still too large: keeps the first row of buttons, and says that something is missing. */
function shorten(card: FeishuCard, { language }: CardPost): FeishuCard {
  const note = small(bilingualOf(WORDS.cut, language, false), language);
  const rows = card.body.elements.filter(isRow).slice(0, 1);
  const shown = card.body.elements.filter((element) => !isRow(element));
  const withSome = (): FeishuCard => ({ ...card, body: { elements: [...shown, note, ...rows] } });
  while (shown.length > 0 && !fitsFeishu(withSome())) shown.pop();
  return withSome();
}

function isRow({ tag, flex_mode }: CardElement): boolean {
  return tag === 'column_set' && flex_mode === 'flow';
}
