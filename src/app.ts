import { join } from 'node:path';
import packageJson from '../package.json' with { type: 'json' };
import { createPlaygroundClock } from './adapter/playground/clock-offset.ts';
import { createPageLinks } from './adapter/web/link.ts';
import { createScan } from './adapter/web/upload/clamd.ts';
import { openUploads } from './adapter/web/upload/keep.ts';
import { createApi } from './api/api.ts';
import { asUsed, followBook, followRosters, openBookDoor, pinReportCards, startWithFile } from './book-in-force.ts';
import { createPlaygroundWorkspace, listensOn, nextWorkingMorning, staffOn } from './book-view.ts';
import type { ChatAdapter } from './chat/adapter.ts';
import { runByInstant } from './clock/by-instant.ts';
import { bringOlderTickets } from './clock/older-tickets.ts';
import { startTime } from './clock/time.ts';
import type { Config } from './config.ts';
import { keepByNight } from './control/privacy/nightly.ts';
import { manageTokens } from './control/tokens.ts';
import type { Database } from './db/database.ts';
import { lockDirectory } from './db/lock.ts';
import { openDatabase, targetOf } from './db/open.ts';
import { openSecret } from './db/secret.ts';
import { prepareBook } from './desk/book/book.ts';
import { presetPath, readBookFile } from './desk/book/load.ts';
import type { BookSource } from './desk/book/schema.ts';
import type { Fact } from './desk/desk.ts';
import { prepareReader } from './desk/heard/reader-of.ts';
import { withEvents } from './events/owe.ts';
import { createHooks } from './hook/hook.ts';
import { type House, wireHouse } from './house.ts';
import { createHttpServer } from './http/server.ts';
import { wireIntake } from './intake-wiring.ts';
import type { Instant } from './lib/instant.ts';
import type { Logger } from './lib/log.ts';
import { createInSeries } from './lib/series.ts';
import { mailOptions } from './mail-door.ts';
import type { Courier } from './outbox/deliver.ts';
import { createMoves } from './outbox/moves.ts';
import { createQueue } from './outbox/queue.ts';
import { queueStats } from './outbox/stats.ts';
import { noteStart } from './start-record.ts';
import { wallClock } from './wall-clock.ts';
import { createMetrics } from './watch/metrics.ts';
import { startWatching } from './watch/watch.ts';
import { openWebPages } from './web-door.ts';
import { wireWebhooks } from './webhook-wiring.ts';

const LEARN_AFTER_MS = 3_000;

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
  bare: Database,
  log: Logger,
  opened: (() => Promise<void>)[],
): Promise<App> {
  const hasWebhooks = () => bookNow().webhooks !== undefined;
  const database = withEvents(bare, { jobs: () => queue.jobs, hasWebhooks });
  const inSeries = createInSeries();
  const stopping = new AbortController();
  const adapters = new Map<string, ChatAdapter>();
  const adapterFor = (platform: string) => adapters.get(platform);
  const { meter, ...metrics } = await createMetrics(config, packageJson.version);
  opened.push(() => metrics.stop());
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
    adapterFor,
    alarm: (alarm) => {
      log.error(alarm, 'outbox.alarm');
      meter.alarmed(alarm.code, alarm.platform);
    },
    meter,
    linksAt: createPageLinks(linkKey, () => publicUrl),
    limits: config.requestsPerMinute,
    readBookFile: () => readBook(config),
    runtime: () => ({ version: packageJson.version, node: process.versions.node, tickLateMs: time.lateMs() }),
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

  const folder = join(config.dataDir, 'upload');
  const scan = config.clamd && createScan(config.clamd);
  const uploads = { ...(await openUploads(folder, wallClock, config.bucket)), scan };
  if (config.mail) {
    const mail = { database, bookNow, linksAt: house.linksAt, uploads, clock: deskClock, wallClock, log };
    const { createMailAdapter } = await import('./adapter/mail/mail.ts');
    adapters.set('mail', createMailAdapter(await mailOptions(config.mail, mail)));
  }
  const web = { config, house, bookNow, key: linkKey, publicUrl: () => publicUrl, folder, uploads, wallClock };
  adapters.set('web', await openWebPages({ ...common, ...web }));

  const webhooks = await wireWebhooks({ ...common, config, bookNow, house, deskClock, clock: wallClock });
  adapters.set('webhook', webhooks.adapter);

  await queue.start();
  opened.push(() => queue.stop());
  const onFact = async ({ kind }: Fact) => {
    if (clock && kind === 'duty.moved') await rosters.look();
  };
  const intake = wireIntake(house, { database, adapters, clock: wallClock, log, meter, onFact });
  const time = startTime({
    database,
    wallClock,
    timeZone: source.provider.timeZone,
    look: (alive) => inSeries(() => house.tick.run(deskClock.now(), async () => alive(), undefined, stopping.signal)),
    byNight: keepByNight({ ...common, house, days: config.keep }, stopping.signal),
    queues: async () => ({ queue: await queueStats(database, deskClock.now()), intake: await intake.stats() }),
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
  const api = { database, wallClock, clock: deskClock, desk: intake, log };
  const routes = [createApi(api), createHooks(api), metrics.route({ ...api, tickLateMs: time.lateMs })];
  const serves = { adapters: [...adapters.values()], routes, ready: time.ready };
  const isSecure = config.publicUrl?.startsWith('https:') === true;
  const { trustedProxies } = config;
  const http = createHttpServer({ host, port, ...serves, isSecure, trustedProxies, meter, log });
  const realPort = await http.listen();
  opened.push(() => http.close());
  time.start();
  // It learns for half a second in all, which should not fall into a person's first message.
  const learn = () => void setTimeout(() => void prepareReader(bookNow()), LEARN_AFTER_MS).unref();
  learn();
  await intake.start();
  opened.push(() => intake.stop());
  const onNewBook = () => rosters.look().then(learn);
  const tokens = (asked: unknown) => manageTokens(database, wallClock.now(), asked);
  const works = { tokens, webhooks: webhooks.manage };
  opened.push(await openBookDoor({ ...common, config, house, books, works, onNewBook }));
  const watching = { ...common, adapterFor, book: bookNow, tickLateMs: time.lateMs, heartbeatUrl: config.heartbeatUrl };
  // A playground lets no one down, and its clock may be moved.
  if (!config.playground) opened.push(startWatching(watching));
  const older = bringOlderTickets(database, deskClock.now(), stopping.signal, log);
  opened.push(() => older);
  const started = noteStart(database, config, deskClock.now(), log);
  opened.push(() => started);

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
async function readBook({ book, playground, mail }: Config): Promise<BookSource> {
  const { source } = await readBookFile(presetPath(book) ?? book);
  return asUsed(source, { playground, mail });
}
