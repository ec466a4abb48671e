import type { Item } from './checklist.ts';

/** An item of the list as people say it, and what they say about it. */
export interface SaidItem {
  readonly item: Item;
  readonly rest: string;
}

/**
 * Reads what begins with an item: by its number in the list, its key, its name in either language, or a word of the
 * name that no other item has (`cabling`, `电源`). undefined: it begins with none.
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

/** A Latin word or a number ends where the next one begins; Chinese needs no blank. */
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
