import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInstance } from 'i18next';
import { balanceDirections } from '../lib/direction.ts';
import type { Language } from '../lib/language.ts';
import type { TextKey, Texts } from '../lib/text-key.ts';

/** Dotted key → text with `{{blanks}}`, per language. A test holds both to the same keys and blanks. */
export const TEXTS: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = {
  'zh-CN': readTexts('zh-CN'),
  en: readTexts('en'),
};

/** The texts of a language in one object: every file of its folder. Throws on a file that is no JSON object. */
function readTexts(language: Language): Readonly<Texts> {
  const folder = join(import.meta.dirname, language);
  const files = readdirSync(folder).sort();
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim().slice(1, -1));
  // Parsed at once: parsed one by one and then joined they would take three times as long, at every start.
  return JSON.parse(`{${texts.join(',')}}`);
}

export type TextParams = Readonly<Record<string, string | number>>;

const texts = createInstance();
// Texts are not escaped here: the renderer escapes them, once.
void texts.init({
  resources: { 'zh-CN': { translation: TEXTS['zh-CN'] }, en: { translation: TEXTS.en } },
  fallbackLng: false,
  initAsync: false,
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false, skipOnVariables: true },
});
const inLanguage = { 'zh-CN': texts.getFixedT('zh-CN'), en: texts.getFixedT('en') };

/**
 * The text of a key in a language, its blanks filled. The compiler refuses a key without a text; throws where a stored
 * row brought one past it, such as a state of an older version.
 */
export function t(language: Language, key: TextKey, params: TextParams = {}): string {
  const text: string | undefined = TEXTS[language][key];
  if (text === undefined) throw new Error(`no ${language} text for ${key}`);
  // Most of a card's texts have no blank to fill: i18next would take its time to find that out.
  if (!text.includes('{{')) return text;
  return filled(text, params) ?? inLanguage[language](key, balanced(params));
}

function balanced(params: TextParams): TextParams {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, ownDirection(value)]));
}

/** A value whose open direction marks are closed, so that it cannot turn around our words that follow it. */
function ownDirection<T extends string | number | undefined>(value: T): T | string {
  return typeof value === 'string' ? balanceDirections(value) : value;
}

/** Texts as they were split at their plain blanks: words at even places, names of blanks at odd ones. */
const split = new Map<string, readonly string[]>();

/**
 * The text with its blanks filled, in a tenth of i18next's time. undefined where only i18next knows how: a number may ask
 * for a plural, a value is missing, a blank is more than a name, or the text refers to another.
 */
function filled(text: string, params: TextParams): string | undefined {
  if (params.count !== undefined) return undefined;
  let parts = split.get(text);
  if (!parts) {
    parts = text.split(/\{\{(\w+)\}\}/);
    split.set(text, parts);
  }
  let said = '';
  for (const [place, part] of parts.entries()) {
    const value = place % 2 === 0 ? part : ownDirection(params[part]);
    if (value === undefined || (place % 2 === 0 && (part.includes('{{') || part.includes('$t(')))) return undefined;
    said += value;
  }
  return said;
}

/** Whether there is a text of this key: for names that come from data, such as a paper's name in a service book. */
export function hasText(language: Language, key: string): key is TextKey {
  return Object.hasOwn(TEXTS[language], key);
}
