import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OidcLogin } from '../../src/adapter/web/board/oidc.ts';
import { createPageLinks } from '../../src/adapter/web/link.ts';
import { createWebAdapter } from '../../src/adapter/web/web.ts';
import { createApi } from '../../src/api/api.ts';
import { createBoardDoor } from '../../src/board-door.ts';
import { createWebBook } from '../../src/book-view.ts';
import type { ChatAdapter } from '../../src/chat/adapter.ts';
import { type PageLinks, WEB } from '../../src/chat/page.ts';
import type { Database } from '../../src/db/database.ts';
import { openSecret } from '../../src/db/secret.ts';
import { noJobs } from '../../src/db/turn.ts';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { applyBook } from '../../src/desk/book/store.ts';
import { isRevoked } from '../../src/desk/link/store.ts';
import { startRotations } from '../../src/desk/oncall/store.ts';
import { readFeed } from '../../src/desk/rota/read-feed.ts';
import { findAttachment } from '../../src/desk/ticket/store.ts';
import { createHooks } from '../../src/hook/hook.ts';
import { wireHouse } from '../../src/house.ts';
import { createHttpServer } from '../../src/http/server.ts';
import { type Instant, MINUTE } from '../../src/lib/instant.ts';
import { createInSeries } from '../../src/lib/series.ts';
import { type Asking, createAsking } from './asking.ts';
import { type ChatPlatform, createChatPlatform } from './chat-platform.ts';
import { openTestDatabase, type TestDatabaseKind } from './database.ts';
import { openHouseDesk } from './front-desk.ts';
import { START } from './house.ts';
import { createKeptLog } from './kept-log.ts';
import { PLATFORM, sampleBook } from './sample-book.ts';

/** The whole desk in front of a chat platform in memory and its own pages on a real server. */
export interface WebHouse extends Asking, Pick<ChatPlatform, 'seen'> {
  readonly origin: string;
  readonly database: Database;
  readonly key: Buffer;
  /** The links of this instant. */
  links(after?: number): PageLinks;
  /** Names of what lies in the folder for files. */
  stored(): Promise<readonly string[]>;
  /** Time passes without a tick. */
  forward(span: { readonly minutes: number }): void;
  /** All that was logged since the last call. */
  logged(): string;
  close(): Promise<void>;
}

export async function openWebHouse(
  book?: BookSource,
  kind: TestDatabaseKind = 'pglite-memory',
  oidc?: OidcLogin,
): Promise<WebHouse> {
  const source = book ?? (await sampleBook('en'));
  const database = await openTestDatabase(kind);
  const home = await mkdtemp(join(tmpdir(), 'deskbell-upload-'));
  const folder = join(home, 'upload');
  const clock = { at: START as Instant, now: () => clock.at };
  const { log, take } = createKeptLog();
  const platform = createChatPlatform(PLATFORM);
  const key = await openSecret(database, 'link');
  let origin = '';
  let pages: ChatAdapter | undefined;
  const linksAt = createPageLinks(key, () => origin);
  const house = wireHouse({
    database,
    jobs: noJobs,
    clock,
    log,
    adapterFor: (name) => (name === WEB ? pages : platform.adapter),
    alarm: ({ code, error }) => {
      throw new Error(`${code}: ${error}`);
    },
    linksAt,
  });
  await database.transaction(async (tx) => {
    await applyBook(tx, source, clock.at);
    await startRotations(tx, source, clock.at);
  });
  // `drain` must be the only one that delivers.
  const inSeries = createInSeries();
  const hear: typeof house.dispatch = async (event) => {
    const outcome = await house.dispatch(event);
    await inSeries(() => house.courier.drain());
    return outcome;
  };
  const adapter = await createWebAdapter({
    folder,
    key,
    book: createWebBook(() => source),
    findFile: (id) => findAttachment(database, id),
    isRevoked: (link) => isRevoked(database, link),
    dutyFeed: (id) => database.transaction((tx) => readFeed(tx, id, clock.at)),
    board: {
      door: createBoardDoor({
        database,
        jobs: noJobs,
        house,
        clock,
        sessionClock: clock,
        prepare: (each) => each,
        log,
      }),
      publicUrl: () => origin,
      ...(oidc ? { oidc } : {}),
    },
    clock,
    wallClock: { now: () => Date.now() },
    log,
  });
  pages = adapter;
  const desk = openHouseDesk({
    database,
    house: () => house,
    adapters: new Map([[WEB, adapter]]),
    log,
    after: () => inSeries(() => house.courier.drain()),
  });
  await adapter.start(desk);
  await desk.start();
  const ready = async () => ({ ok: true });
  const api = { database, wallClock: clock, clock, desk, log };
  const routes = [createApi(api), createHooks(api)];
  const http = createHttpServer({ host: '127.0.0.1', port: 0, adapters: [adapter], routes, ready, log });
  origin = `http://127.0.0.1:${await http.listen()}`;
  return {
    ...createAsking(clock, (channel) => platform.seen(channel).cards, hear),
    seen: platform.seen,
    origin,
    database,
    key,
    links: (after = 0) => linksAt(clock.at, after),
    stored: () => readdir(folder),
    forward: ({ minutes }) => {
      clock.at += minutes * MINUTE;
    },
    logged: take,
    async close() {
      await http.close();
      await adapter.stop();
      await desk.stop();
      await database.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}
