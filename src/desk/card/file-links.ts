import type { CardLink } from '../../chat/card.ts';
import type { ChatFile } from '../../chat/event.ts';
import type { SentFile } from '../../chat/file.ts';
import { type PageLinks, WEB } from '../../chat/page.ts';

/** Links to files where they are: our own by links made now, others on their platform. */
export function linksTo(files: readonly ChatFile[], links: PageLinks | undefined): CardLink[] {
  return files.flatMap(({ name, link, kept }) => {
    const url = kept ? links?.file(kept.id) : link;
    return url === undefined || url === '' ? [] : [{ label: name, url }];
  });
}

/** A file in the form in which it can be forwarded; undefined if it can only be opened where it is. */
export function carriable({ name, sent, kept }: ChatFile): SentFile | undefined {
  if (!kept) return sent;
  return {
    from: 'chat',
    platform: WEB,
    channelId: '',
    threadId: '',
    messageId: '',
    key: kept.id,
    name,
    size: kept.bytes,
  };
}
