import { type Language, type Named, named } from '../../lib/language.ts';

/** What the `{name}`s of a text stand for. */
export type Blanks = Readonly<Record<string, string | number>>;

/** A text of our pages in a language, with its `{name}`s filled in; one without a value stays as it is. */
export function fillIn(text: Named, language: Language, blanks: Blanks = {}): string {
  return named(text, language).replace(/\{(\w+)\}/g, (blank, name: string) => String(blanks[name] ?? blank));
}
