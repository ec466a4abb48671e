import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import { enqueue, storeFile } from '../../outbox/enqueue.ts';
import { announce } from '../address/announce.ts';
import { fallbacksOf } from '../address/fallback.ts';
import { fileNotice } from '../address/file-notice.ts';
import type { Way } from '../address/notice.ts';
import { isSamePlace } from '../address/route.ts';
import { directoryOf } from '../address/turn-book.ts';
import type { Ask } from '../desk.ts';

/** A picture that a person asked for, with its words in the language of its readers. */
export interface AskedPicture {
  /** As PNG. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Name of its file. */
  readonly name: string;
  readonly kind: string;
  readonly subject: string;
  line(language: Language): string;
  /** Says which picture could not be delivered. */
  readonly undelivered: string;
  /** Whether only the asker may see it: it goes to their direct messages. */
  readonly isPrivate: boolean;
}

/**
 * Sends a picture as a file: a customer's person gets it where they asked. Our people get it in our own channel in which
 * they asked, else in their direct messages, because it is not for customers.
 */
export async function postPicture(ask: Ask, picture: AskedPicture): Promise<'here' | 'direct'> {
  const { turn, asker, book, place } = ask;
  const { name, bytes, kind, subject, isPrivate } = picture;
  const file = await storeFile(turn, { name, mediaType: 'image/png', bytes });
  const here = asker.staff ? (isPrivate ? undefined : ownChannel(ask)) : askedPlace(ask);
  const notices = announce(
    directoryOf(turn, book),
    {
      key: `${subject}|${kind}|${turn.now}|${file.id}`,
      kind,
      subject,
      at: turn.now,
      to: [here?.audience ?? asker.key],
      customer: asker.staff ? undefined : asker.customer,
      fields: {},
      unlisted: true,
      ...(here ? { waysTo: () => [here.way] } : {}),
    },
    (_, language) => ({ card: undefined, line: picture.line(language), pings: [] }),
  );
  const { language } = asker;
  const withFile = notices.flatMap((words) => [
    words,
    fileNotice(words, file, 0, {
      place: words.place,
      readers: asker.staff ? 'staff' : 'customer',
      language,
      lead: picture.undelivered,
      tooLarge: t(language, 'file.too-large'),
      failed: t(language, 'file.failed'),
    }),
  ]);
  await enqueue(turn, withFile, []);
  return here && isSamePlace(here.way.route.place, place) ? 'here' : 'direct';
}

interface Here {
  readonly audience: string;
  readonly way: Way;
}

/** The place it was asked in, if it is a channel of ours; undefined: a customer's channel, or none of the book. */
function ownChannel({ place, book: { source }, asker }: Ask): Here | undefined {
  const found = Object.values(source.channels).find(({ platform, id }) =>
    isSamePlace(place, { platform, channelId: id }),
  );
  if (!found || found.purpose === 'customer') return undefined;
  const route = { place: { ...place, threadId: '' }, language: asker.language, name: found.name };
  return { audience: found.purpose, way: { route, fallbacks: fallbacksOf(source, found.purpose, route, 'comes') } };
}

/** Where a customer's person asked. What does not reach them there reaches no one else. */
function askedPlace({ place, asker }: Ask): Here {
  const name = { zh: t('zh-CN', 'who.customer'), en: t('en', 'who.customer') };
  const route = { place: { ...place, threadId: '' }, language: asker.language, name };
  return { audience: 'customer', way: { route, fallbacks: [] } };
}
