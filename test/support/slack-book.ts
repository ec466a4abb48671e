import { onOnePlatform } from '../../src/desk/book/one-platform.ts';
import type { BookSource } from '../../src/desk/book/schema.ts';
import type { Language } from '../../src/lib/language.ts';
import { sampleBook } from './sample-book.ts';

/** Slack's way of writing an id: `customer-sample` → `CCUSTOMERSAMPLE`. */
export function slackId(kind: 'C' | 'U', key: string): string {
  return `${kind}${key.replace(/[^a-z0-9]/gi, '').toUpperCase()}`;
}

/** A preset whose channels and people are on Slack, under ids made from their keys. */
export async function slackBook(language: Language): Promise<BookSource> {
  return slackBookOf(await sampleBook(language));
}

/** The same for a book of a test's own. */
export function slackBookOf(book: BookSource): BookSource {
  const source = onOnePlatform(book, 'slack');
  const people = Object.entries(source.people).map(([key, person]) => [
    key,
    { ...person, ids: { slack: slackId('U', key) } },
  ]);
  const channels = Object.entries(source.channels).map(([key, channel]) => [
    key,
    { ...channel, id: slackId('C', key) },
  ]);
  return { ...source, people: Object.fromEntries(people), channels: Object.fromEntries(channels) };
}

/** The preset with its channels and people on Slack, under ids made from their keys. */
export function onSlack(preset: string): string {
  return preset
    .replace(/platform: playground,? *(\n *)?id: ([\w-]+)/g, (_all, line: string | undefined, key: string) =>
      line === undefined
        ? `platform: slack, id: ${slackId('C', key)}`
        : `platform: slack${line}id: ${slackId('C', key)}`,
    )
    .replace(/\{ playground: ([\w-]+) \}/g, (_all, key: string) => `{ slack: ${slackId('U', key)} }`);
}
