import type { Language, Named } from '../../../lib/language.ts';

/** Characters that Feishu's markdown interprets, including its tags such as `<at>` and emoji such as `:DONE:`. */
const MARKUP = /[&<>*_~`[\](){}#|\\$!]|:(?=\w+:)|^[ \t]*([-+=]+|\d+[.)])(?=\s|$)/gm;

/** Escapes a text for markdown: every character that may be markup becomes an entity. */
export function escapeMarkdown(text: string): string {
  return text.replace(MARKUP, (found) => [...found].map((sign) => `&#${sign.codePointAt(0)};`).join(''));
}

/**
 * Makes a text safe for text messages, where `<at user_id="all">` would ping everybody: a word joiner after `<` breaks
 * every tag.
 */
export function guardText(text: string): string {
  return text.replaceAll('<', '<\u2060');
}

/** A text, and its translation if there is one. */
export interface BilingualText {
  readonly own: string;
  readonly other: string | undefined;
}

/** Feishu's form of a text: `content`, and both languages if they differ. */
export interface Content {
  readonly content: string;
  readonly i18n_content?: { readonly zh_cn: string; readonly en_us: string };
}

export interface PlainText extends Content {
  readonly tag: 'plain_text';
  readonly text_size?: 'notation';
  readonly text_color?: 'grey';
}

/** `language` is that of `own`. */
export function contentOf({ own, other }: BilingualText, language: Language): Content {
  if (other === undefined || other === own) return { content: own };
  const [zh_cn, en_us] = language === 'zh-CN' ? [own, other] : [other, own];
  return { content: own, i18n_content: { zh_cn, en_us } };
}

export function plainText(text: BilingualText, language: Language): PlainText {
  return { tag: 'plain_text', ...contentOf(text, language) };
}

export function mapBoth({ own, other }: BilingualText, change: (text: string) => string): BilingualText {
  return { own: change(own), other: other === undefined ? undefined : change(other) };
}

/** One of our words; with its translation only if the whole card has both languages. */
export function bilingualOf({ zh, en }: Named, language: Language, speaksBoth: boolean): BilingualText {
  const [own, other] = language === 'zh-CN' ? [zh, en] : [en, zh];
  return { own, other: speaksBoth ? other : undefined };
}
