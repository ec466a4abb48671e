import { createHash } from 'node:crypto';
import type { ChatAdapter, Post } from '../chat/adapter.ts';
import { alarmChannels } from '../desk/book/alarm-rule.ts';
import type { BookSource } from '../desk/book/schema.ts';
import type { Language } from '../lib/language.ts';
import type { Logger } from '../lib/log.ts';

export interface TellParts {
  readonly adapterFor: (platform: string) => Pick<ChatAdapter, 'send'> | undefined;
  readonly book: () => BookSource;
  readonly log: Logger;
}

/**
 * Tells the people of the book's `alarm` channels, directly and past the outbox, which may be what is broken. Channels of
 * `shut` platforms are left out, unless there are no others. `key`: of the message; a repeat with it is the same one. Gives whether
 * it arrived in any channel.
 */
export async function tellAlarm(
  { adapterFor, book, log }: TellParts,
  shut: ReadonlySet<string>,
  key: string,
  words: (language: Language) => string,
): Promise<boolean> {
  const all = alarmChannels(book());
  const open = all.filter(({ platform }) => !shut.has(platform));
  let isTold = false;
  for (const { platform, id, language } of open.length > 0 ? open : all) {
    const place = { platform, channelId: id, threadId: '' };
    try {
      const adapter = adapterFor(platform);
      if (!adapter) continue;
      await adapter.send(place, postOf(words(language), language), keyOf(`${key}/${id}`));
      isTold = true;
    } catch (error) {
      log.error({ err: error, platform }, 'watchdog.not-sent');
    }
  }
  return isTold;
}

function postOf(line: string, language: Language): Post {
  const nothing = { card: undefined, mentions: [], about: undefined, gist: '', full: undefined };
  return { ...nothing, line, readers: 'staff', language };
}

/** Short enough for every platform, and never that of a notice, which is a number. */
function keyOf(text: string): string {
  return `watch-${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
}
