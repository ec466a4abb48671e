import { plainWord } from './plain-text.ts';

/** The two languages Deskbell speaks. */
export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** One text in both languages. */
export interface Named {
  readonly zh: string;
  readonly en: string;
}

export function named(text: Named, language: Language): string {
  return language === 'zh-CN' ? text.zh : text.en;
}

/** The same text in the language that a reader did not choose. */
export function otherName(text: Named, language: Language): string {
  return language === 'zh-CN' ? text.en : text.zh;
}

/** Whether a person means something by `word`: its key, or its name in either language, in any form of letters. */
export function isCalled(word: string, key: string, { zh, en }: Named): boolean {
  const wanted = plainWord(word);
  return wanted !== '' && [key, zh, en].some((each) => plainWord(each) === wanted);
}

/** The names of what a book keeps by key, in the order of the keys: a stored book does not keep the order it was written in. */
export function namesIn(byKey: Readonly<Record<string, { readonly name: Named }>>): readonly Named[] {
  const keys = Object.keys(byKey).sort();
  return keys.flatMap((key) => byKey[key]?.name ?? []);
}
