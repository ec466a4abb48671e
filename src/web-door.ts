import type { Uploads } from './adapter/web/upload/keep.ts';
import { createWebAdapter } from './adapter/web/web.ts';
import { createBoardDoor } from './board-door.ts';
import { asUsed } from './book-in-force.ts';
import { createWebBook } from './book-view.ts';
import type { ChatAdapter } from './chat/adapter.ts';
import type { Config } from './config.ts';
import type { Database } from './db/database.ts';
import type { JobSink } from './db/turn.ts';
import type { BookSource } from './desk/book/schema.ts';
import { recordFetched } from './desk/confidential/fetched.ts';
import { isRevoked } from './desk/link/store.ts';
import { readFeed } from './desk/rota/read-feed.ts';
import { findAttachment } from './desk/ticket/store.ts';
import type { House } from './house.ts';
import type { Clock } from './lib/instant.ts';
import type { Logger } from './lib/log.ts';

export interface WebDoorParts {
  readonly config: Config;
  readonly database: Database;
  readonly jobs: JobSink;
  readonly house: House;
  readonly bookNow: () => BookSource;
  /** With which links are signed. */
  readonly key: Buffer;
  readonly publicUrl: () => string | undefined;
  /** The folder of `uploads`. */
  readonly folder: string;
  readonly uploads: Uploads;
  /** The desk's clock. */
  readonly clock: Clock;
  readonly wallClock: Clock;
  readonly log: Logger;
}

/** Joins the adapter for our own pages with book, database, files and board. */
export async function openWebPages(parts: WebDoorParts): Promise<ChatAdapter> {
  const { config, database, bookNow, clock, wallClock, publicUrl, ...rest } = parts;
  const oidc = config.oidc && (await import('./adapter/web/board/oidc.ts')).createOidcLogin(config.oidc);
  const prepare = (each: BookSource) => asUsed(each, config);
  const door = createBoardDoor({ ...rest, database, clock, sessionClock: wallClock, prepare });
  const { key, folder, uploads, log } = rest;
  return createWebAdapter({
    ...{ key, folder, uploads, clock, wallClock, log },
    scan: uploads.scan,
    book: createWebBook(bookNow),
    findFile: (id) => findAttachment(database, id),
    onFetched: (id) => database.transaction((tx) => recordFetched({ tx }, id, clock.now())),
    isRevoked: (link) => isRevoked(database, link),
    dutyFeed: (id) => database.transaction((tx) => readFeed(tx, id, clock.now())),
    board: { door, publicUrl, ...(oidc ? { oidc } : {}) },
  });
}
