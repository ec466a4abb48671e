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
