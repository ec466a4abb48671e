import { join } from 'node:path';
import { createPlaygroundClock } from './adapter/playground/clock-offset.ts';
import { createPageLinks } from './adapter/web/link.ts';
import { createBoardDoor } from './board-door.ts';
import { asUsed, followBook, followRosters, openBookDoor, pinReportCards, startWithFile } from './book-in-force.ts';
import { createPlaygroundWorkspace, createWebBook, listensOn, nextWorkingMorning, staffOn } from './book-view.ts';
import type { ChatAdapter } from './chat/adapter.ts';
import { runByInstant } from './clock/by-instant.ts';
import { bringOlderTickets } from './clock/older-tickets.ts';
import { startTime } from './clock/time.ts';
import type { Config } from './config.ts';
import type { Database } from './db/database.ts';
import { lockDirectory } from './db/lock.ts';
import { openDatabase, targetOf } from './db/open.ts';
import { openSecret } from './db/secret.ts';
import { prepareBook } from './desk/book/book.ts';
import { presetPath, readBookFile } from './desk/book/load.ts';
import type { BookSource } from './desk/book/schema.ts';
import { recordFetched } from './desk/confidential/fetched.ts';
import type { Fact } from './desk/desk.ts';
import { readerOf } from './desk/heard/reader-of.ts';
import { readFeed } from './desk/rota/read-feed.ts';
import { findAttachment } from './desk/ticket/store.ts';
import { type House, wireHouse } from './house.ts';
import { createHttpServer } from './http.ts';
import { wireIntake } from './intake-wiring.ts';
import type { Clock, Instant } from './lib/instant.ts';
import type { Logger } from './lib/log.ts';
import { createInSeries } from './lib/series.ts';
import type { Courier } from './outbox/deliver.ts';
import { createMoves } from './outbox/moves.ts';
import { createQueue } from './outbox/queue.ts';
import { queueStats } from './outbox/stats.ts';

/** A running Deskbell. */
export interface App {
  /** The one local address. */
  readonly url: string;
  /** What people have to know of the service book's file: it replaced the book in force, or is older; else undefined. */
  readonly bookLine: string | undefined;
  /** Resolves with what makes going on useless, e.g. a token that was revoked; it is for the owner to stop then. */
  readonly ended: Promise<Error>;
  /** Takes nothing new, finishes turns under way, leaves the queue as it is, closes the database. */
  stop(): Promise<void>;
}

/** Real time. */
export const wallClock: Clock = { now: () => Date.now() };

/**
 * Opens the database, puts the service book in force, and starts what this configuration has: a Slack
 * workspace, a Feishu tenant, both, or else the playground.
 * `opening` is called once the book is read, before what takes longer.
 * Throws a readable error when the book is wrong, the data directory is in use or the address is taken; nothing is left
 * running then.
 */
export async function startApp(config: Config, log: Logger, opening = () => {}): Promise<App> {
  const source = await readBook(config);
  opening();
  const opened: (() => Promise<void>)[] = [];
  try {
    if (config.playground && config.databaseUrl !== undefined) {
      // The playground's messages are in the data directory, wherever the desk's own data are.
      const lock = lockDirectory(config.dataDir);
      opened.push(async () => lock.release());
    }
    const database = await openDatabase(targetOf(config), log);
    opened.push(() => database.close());
    return await openHouse(config, source, database, log, opened);
  } catch (error) {
    await closeAll(opened, log);
    throw error;
  }
}

async function openHouse(
  config: Config,
  source: BookSource,
  database: Database,
  log: Logger,
  opened: (() => Promise<void>)[],
): Promise<App> {
  const inSeries = createInSeries();
  const stopping = new AbortController();
  const adapters = new Map<string, ChatAdapter>();
  const deliver: Courier['deliver'] = (...asked) => house.courier.deliver(...asked);
  const queue = createQueue({ database, deliver, clock: wallClock, log });
  const stepTo = async (to: Instant, tell: (now: Instant) => Promise<void>) => {
    const moving = { tell, arrive: () => queue.settle('playground') };
    await inSeries(() => runByInstant(house.tick, to, moving, stopping.signal));
  };
  const books = followBook(database, prepareBook(0, source), log);
  const bookNow = () => books.now().source;
  const playgroundDir = join(config.dataDir, 'playground');
  const clock = config.playground
    ? createPlaygroundClock({
        dataDir: playgroundDir,
        wallClock,
        stepTo,
        nextWorkingMorning: (now) => nextWorkingMorning(books.now(), now),
        begins: config.playgroundDate,
        timeZone: source.provider.timeZone,
      })
    : undefined;
  const linkKey = await openSecret(database, 'link');
  // On this machine the playground's own address will do; its port is known once the server listens.
  let publicUrl = config.publicUrl;
  const deskClock = clock ?? wallClock;
  const common = { database, jobs: queue.jobs, clock: deskClock, log };
  const house: House = wireHouse({
    ...common,
    adapterFor: (platform) => adapters.get(platform),
    alarm: (alarm) => log.error(alarm, 'outbox.alarm'),
    linksAt: createPageLinks(linkKey, () => publicUrl),
    limits: config.requestsPerMinute,
    readBookFile: () => readBook(config),
  });

  const rosters = followRosters(database, books, deskClock);
  const now = deskClock.now();
  const bookLine = await startWithFile(database, source, books, now, log);

  if (clock) {
    await rosters.look();
    const workspace = createPlaygroundWorkspace(bookNow, rosters.now, clock);
    const { createPlaygroundAdapter } = await import('./adapter/playground/playground.ts');
    const options = { dataDir: playgroundDir, host: config.host, workspace, clock, wallClock, log };
    adapters.set('playground', createPlaygroundAdapter(options));
  }
  const { promise: ended, resolve: fail } = Promise.withResolvers<Error>();
  // A platform's SDK takes up to 60 MB and a third of a second to load: only those that are configured are.
  const real = { clock: wallClock, log, fail };
  if (config.slack) {
    const { createSlackAdapter } = await import('./adapter/slack/slack.ts');
    const hears = { listensTo: listensOn(bookNow, 'slack'), isStaff: staffOn(bookNow, 'slack') };
    const moves = createMoves(database, 'slack');
    adapters.set('slack', createSlackAdapter(config.slack, { ...real, moves, ...hears }));
  }
  if (config.feishu) {
    const { createFeishuAdapter } = await import('./adapter/feishu/feishu.ts');
    adapters.set('feishu', createFeishuAdapter(config.feishu, { ...real, listensTo: listensOn(bookNow, 'feishu') }));
  }

  if (publicUrl !== undefined || config.playground) {
    const { createWebAdapter } = await import('./adapter/web/web.ts');
    const oidc = config.oidc && (await import('./adapter/web/board/oidc.ts')).createOidcLogin(config.oidc);
    adapters.set(
      'web',
      await createWebAdapter({
        folder: join(config.dataDir, 'upload'),
        key: linkKey,
        book: createWebBook(bookNow),
        findFile: (id) => findAttachment(database, id),
        onFetched: (id) => database.transaction((tx) => recordFetched({ tx }, id, deskClock.now())),
        dutyFeed: (id) => database.transaction((tx) => readFeed(tx, id, deskClock.now())),
        board: {
          door: createBoardDoor({
            ...common,
            house,
            sessionClock: wallClock,
            prepare: (each) => asUsed(each, config.playground),
          }),
          publicUrl: () => publicUrl,
          ...(oidc ? { oidc } : {}),
        },
        clock: deskClock,
        wallClock,
        log,
      }),
    );
  }

  await queue.start();
  opened.push(() => queue.stop());
  const onFact = async ({ kind }: Fact) => {
    if (clock && kind === 'duty.moved') await rosters.look();
  };
  const intake = wireIntake(house, { database, adapters, clock: wallClock, log, onFact });
  const time = startTime({
    database,
    wallClock,
    timeZone: source.provider.timeZone,
    look: (alive) => inSeries(() => house.tick.run(deskClock.now(), async () => alive(), undefined, stopping.signal)),
    queues: async () => ({
      queue: await queueStats(database, deskClock.now()),
      intake: await intake.stats(),
    }),
    stopping: stopping.signal,
    log,
  });
  opened.push(() => time.stop());
  for (const adapter of adapters.values()) {
    await adapter.start(intake);
    opened.push(() => adapter.stop());
  }
  await pinReportCards({ ...common, house, books, adapters }, now);
  const { host, port } = config;
  const http = createHttpServer({ host, port, adapters: [...adapters.values()], ready: time.ready, log });
  const realPort = await http.listen();
  opened.push(() => http.close());
  time.start();
  // It learns for half a second, which should not fall into a person's first message.
  const learn = () => void setImmediate(() => readerOf(bookNow()));
  learn();
  await intake.start();
  opened.push(() => intake.stop());
  const onNewBook = () => rosters.look().then(learn);
  opened.push(await openBookDoor({ ...common, config, house, books, onNewBook }));
  const older = bringOlderTickets(database, deskClock.now(), stopping.signal, log);
  opened.push(() => older);

  const shownHost = host.includes(':') ? `[${host}]` : host;
  const url = `http://${shownHost}:${realPort}/`;
  if (config.playground) publicUrl ??= url.slice(0, -1);
  const stop = () => {
    // Ends the tick between two turns. Then in order: the intake, HTTP, the platforms, the tick, the queue, the database.
    stopping.abort();
    return closeAll(opened, log);
  };
  return { url, ended, stop, bookLine };
}

/** Closes in the reverse order of opening; one that fails does not keep the others open. */
async function closeAll(opened: (() => Promise<void>)[], log: Logger): Promise<void> {
  for (const close of opened.splice(0).reverse()) {
    await close().catch((error: unknown) => log.error({ err: error }, 'app.close-failed'));
  }
}

/** The book as this process uses it: in the playground everybody and every channel of it is there. */
async function readBook({ book, playground }: Config): Promise<BookSource> {
  const { source } = await readBookFile(presetPath(book) ?? book);
  return asUsed(source, playground);
}
