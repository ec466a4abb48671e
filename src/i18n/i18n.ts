import { createInstance } from 'i18next';
import type { Language } from '../lib/language.ts';
import en from './en.json' with { type: 'json' };
import zh from './zh-CN.json' with { type: 'json' };

/** Dotted key → text with `{{blanks}}`, per language. A test holds both to the same keys and blanks. */
export const TEXTS: Readonly<Record<Language, Readonly<Record<string, string>>>> = { 'zh-CN': zh, en };

export type TextParams = Readonly<Record<string, string | number>>;

const texts = createInstance();
// Texts leave here plain: whoever renders them escapes, once.
void texts.init({
  resources: { 'zh-CN': { translation: zh }, en: { translation: en } },
  fallbackLng: false,
  initAsync: false,
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false, skipOnVariables: true },
});
const inLanguage = { 'zh-CN': texts.getFixedT('zh-CN'), en: texts.getFixedT('en') };

/** The text of a key in a language. Throws on an unknown key: a missing text is our bug, never the reader's riddle. */
export function t(language: Language, key: string, params: TextParams = {}): string {
  const text = TEXTS[language][key];
  if (text === undefined) throw new Error(`no ${language} text for ${key}`);
  // Most of a card's texts have no blank to fill: i18next would take its time to find that out.
  return text.includes('{{') ? inLanguage[language](key, params) : text;
}

/** Whether there is a text of this key. */
export function hasText(language: Language, key: string): boolean {
  return Object.hasOwn(TEXTS[language], key);
}
