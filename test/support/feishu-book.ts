import { onOnePlatform } from '../../src/desk/book/one-platform.ts';
import type { BookSource } from '../../src/desk/book/schema.ts';
import type { Language } from '../../src/lib/language.ts';
import { sampleBook } from './sample-book.ts';

/** Feishu's way of writing an id: `customer-sample` → `oc_customersample`. */
export function feishuId(kind: 'oc' | 'ou', key: string): string {
  return `${kind}_${key.replace(/[^a-z0-9]/gi, '').toLowerCase()}`;
}

/** A preset whose channels and people are on Feishu, under ids made from their keys. */
export async function feishuBook(language: Language): Promise<BookSource> {
  return feishuBookOf(await sampleBook(language));
}

/** The same for a book of a test's own. */
export function feishuBookOf(book: BookSource): BookSource {
  const source = onOnePlatform(book, 'feishu');
  const people = Object.entries(source.people).map(([key, person]) => [
    key,
    { ...person, ids: { feishu: feishuId('ou', key) } },
  ]);
  const channels = Object.entries(source.channels).map(([key, channel]) => [
    key,
    { ...channel, id: feishuId('oc', key) },
  ]);
  return { ...source, people: Object.fromEntries(people), channels: Object.fromEntries(channels) };
}

/** The preset with its channels and people on Feishu, under ids made from their keys. */
export function onFeishu(preset: string): string {
  return preset
    .replace(/platform: playground,? *(\n *)?id: ([\w-]+)/g, (_all, line: string | undefined, key: string) =>
      line === undefined
        ? `platform: feishu, id: ${feishuId('oc', key)}`
        : `platform: feishu${line}id: ${feishuId('oc', key)}`,
    )
    .replace(/\{ playground: ([\w-]+) \}/g, (_all, key: string) => `{ feishu: ${feishuId('ou', key)} }`);
}
