import type { Item } from './site-list.ts';

/** An item that a text begins with, and the rest of the text. */
export interface SaidItem {
  readonly item: Item;
  readonly rest: string;
}

/**
 * Reads the item that a text begins with: its number in the list, its key, its name in either language, or a word of
 * the name that no other item has (`cabling`, `电源`). undefined: the text begins with no item.
 */
export function readItem(text: string, items: readonly Item[]): SaidItem | undefined {
  const said = text.trim();
  const whole = items
    .flatMap((item, index) => [item.key, item.name.zh, item.name.en, String(index + 1)].map((name) => ({ item, name })))
    .filter(({ name }) => beginsWith(said, name))
    .sort((one, other) => other.name.length - one.name.length)[0];
  if (whole) return { item: whole.item, rest: restOf(said, whole.name.length) };
  const [word = ''] = /^[^\s:：,，;；]+/.exec(said) ?? [];
  const [item, ...others] = items.filter(({ name }) => isPartOf(word, `${name.zh} ${name.en}`));
  return item && others.length === 0 ? { item, rest: restOf(said, word.length) } : undefined;
}

/**
 * Whether `said` begins with `name` as a whole word. Chinese has no spaces between words, so there any prefix counts.
 */
function beginsWith(said: string, name: string): boolean {
  if (!said.toLowerCase().startsWith(name.toLowerCase())) return false;
  return !(/[\da-z]$/i.test(name) && /^[\da-z-]/i.test(said.slice(name.length)));
}

function isPartOf(word: string, names: string): boolean {
  const least = /^[\x20-\x7e]*$/.test(word) ? 3 : 2;
  return word.length >= least && names.toLowerCase().includes(word.toLowerCase());
}

function restOf(said: string, length: number): string {
  return said.slice(length).replace(/^[\s:：,，;；]+/, '');
}
