import type { MailOptions } from './adapter/mail/mail.ts';
import type { MailBook, MailPlace } from './adapter/mail/wire/book.ts';
import { createKeepFiles, type Uploads } from './adapter/web/upload/keep.ts';
import type { LinksAt } from './chat/page.ts';
import type { Config } from './config.ts';
import type { Database } from './db/database.ts';
import { openSecret } from './db/secret.ts';
import type { BookSource } from './desk/book/schema.ts';
import { isSender, type MailChannel, mailChannels, placeMail } from './desk/letter/place.ts';
import { findLastRevocation } from './desk/link/store.ts';
import type { Clock } from './lib/instant.ts';
import type { Logger } from './lib/log.ts';
import { createMailMemory } from './outbox/mail-memory.ts';

/** Joins the adapter for mail with the service book, the database and the store for files. */

export interface MailDoorParts {
  readonly database: Database;
  readonly bookNow: () => BookSource;
  readonly linksAt: LinksAt;
  /** undefined: this desk takes no files. */
  readonly uploads: Uploads | undefined;
  readonly clock: Clock;
  readonly wallClock: Clock;
  readonly log: Logger;
}

/** What the adapter for a mail account is made of. */
export async function mailOptions(account: NonNullable<Config['mail']>, parts: MailDoorParts): Promise<MailOptions> {
  const { database, bookNow, linksAt, uploads, ...rest } = parts;
  return {
    ...rest,
    account,
    key: await openSecret(database, 'mail'),
    memory: createMailMemory(database),
    book: createMailBook(bookNow),
    links: async () => linksAt(rest.clock.now(), await findLastRevocation(database)),
    keepFiles: uploads && createKeepFiles(uploads),
  };
}

/** What the adapter needs of the service book in force. */
export function createMailBook(bookNow: () => BookSource): MailBook {
  return {
    place(from, recipients) {
      const channel = placeMail(bookNow(), from, recipients);
      return channel && placeOf(channel);
    },
    find(channelId) {
      const channel = mailChannels(bookNow()).find(({ id }) => id === channelId);
      return channel && placeOf(channel);
    },
    own() {
      const source = bookNow();
      const shared = source.provider.mailbox?.address.toLowerCase();
      return [...mailChannels(source).flatMap(({ to }) => to), ...(shared === undefined ? [] : [shared])];
    },
    language: () => bookNow().provider.language,
  };
}

function placeOf(channel: MailChannel): MailPlace {
  const { id, customer, language, to, contacts } = channel;
  return { id, customer, language, replyTo: to[0], contacts, isSender: (address) => isSender(channel, address) };
}
