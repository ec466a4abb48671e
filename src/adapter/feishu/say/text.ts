import type { Language, Named } from '../../../lib/language.ts';

/** The text itself, or its beginning with an ellipsis: at most `max` UTF-16 units, never half a character. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  const cut = text.slice(0, max - 1);
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/** What Feishu's markdown reads as markup, tags of its own such as `<at>` and emoji names such as `:DONE:` included. */
const MARKUP = /[&<>*_~`[\](){}#|\\$!]|:(?=\w+:)|^[ \t]*([-+=]+|\d+[.)])(?=\s|$)/gm;

/** People's words for a markdown text: every sign that could mean something as its entity, once. */
export function escapeMarkdown(text: string): string {
  return text.replace(MARKUP, (found) => [...found].map((sign) => `&#${sign.codePointAt(0)};`).join(''));
}

/** People's words for a text message, where `<at user_id="all">` would call everybody: no tag begins in them any more. */
export function guardText(text: string): string {
  return text.replaceAll('<', '<\u2060');
}

/** A text, and the same in the other language where there is one. */
export interface BilingualText {
  readonly own: string;
  readonly other: string | undefined;
}

/** How Feishu holds a text: `content` for all, and by the reader's own language where the two differ. */
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

export function plainText(twin: BilingualText, language: Language): PlainText {
  return { tag: 'plain_text', ...contentOf(twin, language) };
}

export function mapBoth({ own, other }: BilingualText, change: (text: string) => string): BilingualText {
  return { own: change(own), other: other === undefined ? undefined : change(other) };
}

/** A word of ours; in both languages only where the card speaks both, so that it stays one language elsewhere. */
export function bilingualOf({ zh, en }: Named, language: Language, speaksBoth: boolean): BilingualText {
  const [own, other] = language === 'zh-CN' ? [zh, en] : [en, zh];
  return { own, other: speaksBoth ? other : undefined };
}
