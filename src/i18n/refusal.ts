import { type Language, named } from '../lib/language.ts';
import type { RefusalParams } from '../lib/refusal.ts';
import { t } from './i18n.ts';

/** What fills the blanks of a refusal, in one language: names as that language says them, several as a list. */
export function refusalWords(params: RefusalParams, language: Language): Record<string, string> {
  const words = Object.entries(params).map(([key, value]) => [key, wordsOf(value, language)]);
  return Object.fromEntries(words);
}

function wordsOf(value: RefusalParams[string], language: Language): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  const names = 'zh' in value ? [value] : value;
  return names.map((each) => named(each, language)).join(t(language, 'list.separator'));
}
